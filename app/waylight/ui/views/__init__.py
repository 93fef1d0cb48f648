"""Thin widgets: they draw a state and report a gesture, and know nothing about cases."""

import builtins

import PySide6.QtCore  # noqa: F401 - puts the hook in place that the next line takes away

# WORKAROUND: PySide6 reads the source of every module that is imported after it, to learn whether it wants
# ``from __feature__ import ...``. Ours never do, and the reading takes a twentieth of the time until the lock screen.
# To be removed when PySide6 waits with it for the first such import (shibokensupport/feature.py).
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

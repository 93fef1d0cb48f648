"""Locking ends the process that held the plaintext and starts a fresh one at the lock screen.

Closing a database leaves its text in the heap; only the end of the process gives the memory back.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import NoReturn


def locked_command() -> list[str]:
    """How a fresh program at the lock screen is started.

    It holds no path and no name: other users of the machine can read a command line.
    ``-P`` keeps the current folder off the import path.
    """
    program = [sys.executable]
    if not getattr(sys, "frozen", False):
        program += ["-P", "-m", "waylight"]
    return [*program, "--locked"]


def relaunch_locked(environment: Mapping[str, str] | None = None) -> NoReturn:
    """Replace this process by one at the lock screen. Never returns, whatever happens.

    Any thread may call it, whatever the window is doing. ``environment`` is added to the process's
    own: the geometry of the window, say. If the start fails the process ends all the same.
    """
    command = locked_command()
    merged = {**os.environ, **(environment or {})}
    status = 1
    try:
        if sys.platform == "win32":
            # There execv starts a second process and splits arguments at blanks.
            subprocess.Popen(command, env=merged)
            status = 0
        else:
            # The process id stays: launchers, make, AppImage mounts and tests keep hold of it.
            os.execve(command[0], command, merged)
    finally:
        os._exit(status)

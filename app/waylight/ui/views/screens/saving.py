"""Asking where a file goes, in a dialog of our own: it closes with the window, and lock wins over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def save_dialog(
    parent: QWidget, title: str, *, kind: str, suffix: str, file_name: str, name: str = "save-dialog"
) -> QFileDialog:
    """Make the dialog; whoever asks connects it, opens it and lets go of it when it is finished."""
    dialog = QFileDialog(parent, title)
    dialog.setObjectName(name)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(f"{kind} (*.{suffix})")
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(file_name)
    return dialog

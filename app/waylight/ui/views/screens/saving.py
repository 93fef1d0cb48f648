"""Asking where a file goes, in a dialog of our own: it closes with the window, and lock wins over it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget


class SaveDialog(QObject):
    """Asks once at a time where a file goes; the window goes on working meanwhile, and can be locked."""

    chosen = Signal(Path)

    def __init__(self, page: QWidget, name: str = "save-dialog") -> None:
        """Belong to a page and go with it."""
        super().__init__(page)
        self._page = page
        self._name = name
        self._dialog: QFileDialog | None = None

    def ask(self, title: str, *, kind: str, suffix: str, file_name: str) -> None:
        """Open the dialog, unless it is open."""
        if self._dialog is not None:
            return
        dialog = self._dialog = QFileDialog(self._page, title)
        dialog.setObjectName(self._name)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(f"{kind} (*.{suffix})")
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(file_name)
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _chosen(self, name: str) -> None:
        self.chosen.emit(Path(name))

    def _closed(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

"""The Qt binding that is locked does not wear Python down."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage, QPainter


def test_calls_into_qt_give_none_back() -> None:
    """PySide6 6.12.0 lost a reference of None at each void call: on Python 3.11 that ends in an abort.

    From Python 3.12 None cannot run out of references, and this passes with any version.
    """
    subject = QObject()
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)

    def call() -> None:
        subject.setObjectName("x")
        painter.setPen(QColor("black"))
        painter.drawLine(0, 0, 7, 7)

    call()  # the first one loads things that hold None
    before = sys.getrefcount(None)
    for _ in range(1000):
        call()
    lost = before - sys.getrefcount(None)
    painter.end()

    assert lost < 1000

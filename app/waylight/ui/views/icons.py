"""Draws the bundled icons in the colour of a role, mirrored only where direction is meant."""

from __future__ import annotations

import functools
import pkgutil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from waylight.ui.views.theme import current
from waylight.ui.views.tokens import tokens


@functools.cache
def _source(name: str) -> str:
    data = pkgutil.get_data("waylight.ui", f"icons/{name}.svg")
    assert data is not None
    return data.decode("utf-8")


@functools.lru_cache(maxsize=256)
def _renderer(name: str, colour: str, second: str, third: str) -> QSvgRenderer:
    svg = _source(name).replace("currentColor", colour)
    if name == "mark":
        svg = svg.replace("{accent}", colour).replace("{surface}", second)
        svg = svg.replace("{focus}", third).replace("{ink}", current().colour("focus_ink").name())
    return QSvgRenderer(QByteArray(svg.encode("utf-8")))


def is_mirrored(name: str) -> bool:
    """Tell whether an icon points somewhere and so turns around in right-to-left languages."""
    return name in tokens()["icon_px"]["mirror_in_rtl"]


def paint_icon(
    painter: QPainter,
    name: str,
    rect: QRectF,
    colour: QColor,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paint an icon into `rect`."""
    renderer = _renderer(name, colour.name(), "", "")
    if direction == Qt.LayoutDirection.RightToLeft and is_mirrored(name):
        painter.save()
        painter.translate(rect.center().x() * 2, 0)
        painter.scale(-1, 1)
        renderer.render(painter, rect)
        painter.restore()
    else:
        renderer.render(painter, rect)


def paint_mark(painter: QPainter, rect: QRectF) -> None:
    """Paint the Waylight mark in the colours of the theme."""
    theme = current()
    names = [theme.colour(role).name() for role in ("accent", "surface", "focus")]
    _renderer("mark", *names).render(painter, rect)


def icon(name: str, role: str = "text", size: int = 20) -> QIcon:
    """Give an icon for parts that Qt draws itself, such as menus."""
    theme = current()
    pixels = theme.px(size)
    pixmap = QPixmap(pixels * 2, pixels * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(0, 0, pixels, pixels), theme.colour(role), theme.direction)
    painter.end()
    return QIcon(pixmap)


def mark_icon(size: int = 64) -> QIcon:
    """Give the window icon."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_mark(painter, QRectF(0, 0, size, size))
    painter.end()
    return QIcon(pixmap)

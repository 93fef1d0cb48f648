"""Shared strokes: hatch, dashes, rounded grounds, key caps, chips."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from waylight.ui.views.icons import paint_icon
from waylight.ui.views.text import lay_out
from waylight.ui.views.theme import current, text_width
from waylight.ui.views.tokens import tokens

CHIP_ROLES = {
    # role: text, ground, line, icon of its own
    "plain": ("text_2", "surface", "line", ""),
    "outline": ("text_2", "surface", "control_line", ""),
    "accent": ("accent_text", "accent_soft", "accent", ""),
    "evidence": ("on_ink", "ink", "ink", "dot"),
    "unknown": ("und_text", "und_bg", "und_line", "unknown"),
    "draft": ("attention_text", "attention_bg", "attention_line", "draft"),
    "attention": ("attention_text", "attention_bg", "attention_line", "attention"),
    "danger": ("danger_text", "danger_bg", "danger", "danger"),
    "hidden": ("text_2", "sunken", "control_line", "eye-closed"),
}


def paint_hatch(
    painter: QPainter, shape: QPainterPath, colour: QColor, *, gap: float = 6, mirrored: bool = False
) -> None:
    """Hatch a shape with thin diagonal lines.

    Drawn as lines: a pattern brush does not follow the text size or the screen's pixel ratio.
    """
    box = shape.boundingRect()
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 1))
    step = gap * 1.42 * max(1.0, current().scale * 0.8)
    x = box.left() - box.height()
    while x < box.right() + box.height():
        tilt = -box.height() if mirrored else box.height()
        painter.drawLine(
            QPointF(x + (box.height() if mirrored else 0), box.bottom()),
            QPointF(x + (box.height() if mirrored else 0) + tilt, box.top()),
        )
        x += step
    painter.restore()


def soft(colour: QColor, share: float) -> QColor:
    """Give a see-through variant of a colour."""
    thin = QColor(colour)
    thin.setAlphaF(share)
    return thin


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    """Give a rounded rectangle as a path; a radius beyond half the height makes a pill."""
    path = QPainterPath()
    corner = min(radius, rect.height() / 2, rect.width() / 2)
    path.addRoundedRect(rect, corner, corner)
    return path


def paint_ground(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None,
    line: QColor | None,
    radius: float,
    width: float = 1,
    dashed: bool = False,
    hatch: QColor | None = None,
    bar: QColor | None = None,
    bar_width: float = 4,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paint a control's or card's ground: fill, hatch, a bar at the start side, outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2
    edge = rect.adjusted(half, half, -half, -half) if line is not None else rect
    shape = rounded(edge, radius)
    if fill is not None:
        painter.fillPath(shape, fill)
    if hatch is not None:
        paint_hatch(painter, shape, hatch)
    if bar is not None:
        right = direction == Qt.LayoutDirection.RightToLeft
        strip = QRectF(rect.right() - bar_width if right else rect.left(), rect.top(), bar_width, rect.height())
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        if dashed:
            painter.setPen(QPen(bar, bar_width, Qt.PenStyle.CustomDashLine))
            pen = painter.pen()
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([2, 1])
            painter.setPen(pen)
            painter.drawLine(QPointF(strip.center().x(), strip.top()), QPointF(strip.center().x(), strip.bottom()))
        else:
            painter.fillRect(strip, bar)
        painter.restore()
    if line is not None:
        pen = QPen(line, width)
        if dashed:
            pen.setDashPattern([3 / width, 2.5 / width])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
    painter.restore()


def cap_size(text: str) -> QSize:
    """Measure a drawn key."""
    theme = current()
    font = theme.font("caption", language="en")
    return QSize(text_width(font, text) + theme.px(11), theme.px(20))


def paint_cap(
    painter: QPainter, rect: QRectF, text: str, line: QColor, colour: QColor, fill: QColor | None, *, bold: bool = False
) -> None:
    """Draw a key of the keyboard."""
    paint_ground(painter, rect, fill=fill, line=line, radius=4)
    painter.save()
    # Keys are named from left to right in every language: "Alt+F" must not become "F+Alt".
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setFont(current().font("caption", language="en", bold=bold))
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
    painter.restore()


def chip_size(text: str, role: str, icon: str = "", *, language: str | None = None) -> QSize:
    """Measure a chip on one line."""
    theme = current()
    width = text_width(theme.font("caption", bold=role == "danger", language=language), text) + theme.px(18)
    if icon or CHIP_ROLES[role][3]:
        width += theme.px(14) + (theme.px(6) if text else 0)
    return QSize(width, max(theme.px(24), theme.line_px("caption", language=language) + theme.sp(4)))


def paint_chip(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: str,
    icon: str = "",
    *,
    direction: Qt.LayoutDirection,
    language: str | None = None,
) -> None:
    """Draw a chip: a word with a shape; the colour never stands alone."""
    theme = current()
    colour, ground, line, own_icon = CHIP_ROLES[role]
    unknown, hidden = role == "unknown", role == "hidden"
    pill = theme.px(4) if hidden else rect.height()
    hatch = (
        soft(theme.colour("und_line"), 0.18)
        if unknown
        else soft(theme.colour("line"), 0.8 if theme.line_is_quiet else 0.25)
        if hidden
        else None
    )
    paint_ground(
        painter,
        rect,
        fill=theme.colour(ground),
        line=theme.colour(line),
        radius=pill,
        dashed=unknown,
        hatch=None if unknown else hatch,
    )
    side, gap, pad = theme.px(14), theme.px(6), theme.px(9)
    glyph = icon or own_icon
    words = rect.adjusted(pad, 0, -pad, 0)
    if glyph:
        right = direction == Qt.LayoutDirection.RightToLeft
        x = words.right() - side if right else words.left()
        if not text:
            x = rect.center().x() - side / 2
        place = QRectF(x, rect.center().y() - side / 2, side, side)
        paint_icon(painter, glyph, place, theme.colour(colour), direction)
        words.adjust(0 if right else side + gap, 0, -(side + gap) if right else 0, 0)
    if text:
        block = lay_out(text, "caption", bold=role == "danger", language=language)
        right = direction == Qt.LayoutDirection.RightToLeft
        block.draw(
            painter,
            words.right() - block.width if right else words.left(),
            rect.center().y() - block.height / 2,
            theme.colour(colour),
        )


__all__ = [
    "CHIP_ROLES",
    "cap_size",
    "chip_size",
    "paint_cap",
    "paint_chip",
    "paint_ground",
    "paint_hatch",
    "rounded",
    "soft",
    "tokens",
]

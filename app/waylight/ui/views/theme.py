"""Turns the tokens into a palette, fonts and one style sheet, and switches them at run time."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette

from waylight.ui.views.focus import FocusRing
from waylight.ui.views.tokens import family_of, is_right_to_left, script_of, tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

HAS_FUSION = "hasFusion"  # dynamic property of a program that was started with this style
MIN_SCALE, MAX_SCALE = 1.0, 3.0


class ThemeName(enum.Enum):
    """The four looks; the official's choice, or the system's."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST_LIGHT = "high_contrast_light"
    HIGH_CONTRAST_DARK = "high_contrast_dark"


class Theme:
    """One look: colours of a theme, sizes at a text scale, type for a language."""

    def __init__(self, name: ThemeName = ThemeName.LIGHT, scale: float = 1.0, language: str = "en") -> None:
        self.name = name
        self.scale = min(max(scale, MIN_SCALE), MAX_SCALE)
        self.language = language
        self.dense = False  # a short window: less air, smaller questions
        self._values: dict[str, str] = dict(tokens()["colour"][name.value])
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool, str], QFont] = {}
        self._lines: dict[tuple[str, str], int] = {}

    def looks_like(self, other: Theme) -> bool:
        """Tell whether there is nothing to see between two themes."""
        return (self.name, self.scale, self.language) == (other.name, other.scale, other.language)

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Reading direction of the official's language."""
        return direction_of(self.language)

    @property
    def is_dark(self) -> bool:
        """Whether the ground is darker than the text."""
        return self.name in (ThemeName.DARK, ThemeName.HIGH_CONTRAST_DARK)

    @property
    def line_is_quiet(self) -> bool:
        """Whether hairlines are soft; in high contrast they are as strong as words."""
        return self.name in (ThemeName.LIGHT, ThemeName.DARK)

    def colour(self, role: str) -> QColor:
        """Give the colour of a role, for example `und_line`."""
        if role not in self._colours:
            self._colours[role] = QColor(self._values[role])
        return self._colours[role]

    def px(self, at_100: float) -> int:
        """Scale a size that grows with the text: type, targets, icons."""
        return max(1, round(at_100 * self.scale)) if at_100 > 0 else round(at_100 * self.scale)

    def sp(self, at_100: float) -> int:
        """Scale a gap: half as fast as text, so that large text keeps its room."""
        return round(at_100 * (1 + (self.scale - 1) * 0.4) * (0.7 if self.dense and at_100 > 4 else 1))

    def font(self, role: str = "body", *, bold: bool = False, language: str | None = None) -> QFont:
        """Give the font of a type role (`body`, `caption`, `question_person` ...) in a language."""
        code = language or self.language
        role = self._dense_role(role)
        key = (role, bold, code)
        if key not in self._fonts:
            kind = _type(code)
            font = QFont()
            families = [family_of(code), "Noto Sans", family_of(self.language)]
            if role == "mono_code":
                families.insert(0, "JetBrains Mono")
            font.setFamilies(list(dict.fromkeys(families)))
            font.setPixelSize(self.px(kind["sizes_px"][role]))
            # Bold fills the counters of Thai, Lao, Khmer and Burmese, and of small Chinese.
            small_cjk = script_of(code) == "cjk" and kind["sizes_px"][role] < 15
            font.setBold(bold and bool(kind["bold_for_emphasis"]) and not small_cjk)
            font.setStyleHint(QFont.StyleHint.SansSerif)
            self._fonts[key] = font
        return self._fonts[key]

    def line_px(self, role: str = "body", *, language: str | None = None) -> int:
        """Give the line height of a type role: never less than the script needs."""
        code = language or self.language
        role = self._dense_role(role)
        key = (role, code)
        if key not in self._lines:
            kind = _type(code)
            factor = 1.95 / 1.85 if code.split("_")[0] == "my" else 1.0
            self._lines[key] = self.px(kind["line_px"][role] * factor)
        return self._lines[key]

    def _dense_role(self, role: str) -> str:
        smaller = {"question_official": "heading_2", "question_person": "question_official", "heading_1": "heading_2"}
        return smaller.get(role, role) if self.dense else role

    def target(self, name: str, role: str = "body") -> int:
        """Give a target height from the tokens, at least one line of the language's text in it."""
        return max(self.px(int(tokens()["targets_px"][name])), self.line_px(role) + self.sp(8))

    def palette(self) -> QPalette:
        """Build the palette that unstyled parts of Qt draw with."""
        palette = QPalette()
        pairs = (
            (QPalette.ColorRole.Window, "canvas"),
            (QPalette.ColorRole.WindowText, "text"),
            (QPalette.ColorRole.Base, "surface"),
            (QPalette.ColorRole.AlternateBase, "sunken"),
            (QPalette.ColorRole.Text, "text"),
            (QPalette.ColorRole.Button, "surface"),
            (QPalette.ColorRole.ButtonText, "text"),
            (QPalette.ColorRole.BrightText, "danger_text"),
            (QPalette.ColorRole.Highlight, "accent"),
            (QPalette.ColorRole.HighlightedText, "on_accent"),
            (QPalette.ColorRole.ToolTipBase, "ink"),
            (QPalette.ColorRole.ToolTipText, "on_ink"),
            (QPalette.ColorRole.PlaceholderText, "text_3"),
            (QPalette.ColorRole.Link, "link"),
            (QPalette.ColorRole.LinkVisited, "link"),
            (QPalette.ColorRole.Mid, "line"),
            (QPalette.ColorRole.Midlight, "hover"),
            (QPalette.ColorRole.Dark, "control_line"),
            (QPalette.ColorRole.Light, "surface"),
            (QPalette.ColorRole.Accent, "accent"),
        )
        for role, name in pairs:
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return palette

    def style_sheet(self) -> str:
        """Write the style sheet for the parts that Qt draws; the kit's own parts paint themselves."""
        values = {name: colour for name, colour in self._values.items() if colour.startswith("#")}
        # No hover and pressed changes here that the keyboard lacks; the focus ring is drawn by the style.
        sizes = {
            "body_px": self.px(_type(self.language)["sizes_px"]["body"]),
            "caption_px": self.px(_type(self.language)["sizes_px"]["caption"]),
            "control": self.target("control_min") - 2,
            "pad": self.sp(12),
            "pad_s": self.sp(8),
            "row": self.px(36),
            "scroll": self.px(10) if self.scale < 1.5 else self.px(7),
            "scroll_radius": (self.px(10) if self.scale < 1.5 else self.px(7)) // 2,
            "bar": self.px(12),
        }
        return _STYLE_SHEET.format(**values, **sizes)


class _Bus(QObject):
    """Tells the kit's parts that sizes and colours are new."""

    changed = Signal()


_bus = _Bus()
_state: dict[str, Any] = {}


def current() -> Theme:
    """Give the theme in use; light at 100 % in English until one is applied."""
    if "theme" not in _state:
        _state["theme"] = Theme()
    theme: Theme = _state["theme"]
    return theme


def theme_changed() -> Any:  # noqa: ANN401 - the stubs give a bound signal no usable type
    """Give the signal that parts connect their `restyle` to."""
    return _bus.changed


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Show everything in this theme from now on."""
    if _state.get("app") is app and app.styleSheet() and theme.looks_like(current()):
        return  # Qt would give every widget its style again: a second, with all windows of a long day
    theme.dense = current().dense
    _state["theme"] = theme
    if _state.get("app") is not app:
        # Fusion itself: a style of ours in Python would be asked for every line it draws. Its dotted focus frame
        # is left out by the first rule of the style sheet.
        if not app.property(HAS_FUSION):
            app.setStyle("Fusion")
        _state.update(app=app, ring=FocusRing(app))
    app.setPalette(theme.palette())
    app.setFont(theme.font())
    app.setLayoutDirection(theme.direction)
    app.setStyleSheet(theme.style_sheet())
    _bus.changed.emit()


def set_dense(*, dense: bool) -> None:
    """Take the air out of pages in a short window; the shell says when."""
    # Two windows of different height must not answer each other for ever.
    if current().dense == dense or _state.get("settling"):
        return
    _state["settling"] = True
    current().dense = dense
    _bus.changed.emit()
    _state["settling"] = False


def direction_of(language: str) -> Qt.LayoutDirection:
    """Give the reading direction of a language."""
    right = is_right_to_left(language)
    return Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight


def system_theme() -> ThemeName:
    """Give the look the system asks for."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    # Qt knows the wish for contrast since 6.10; before, the official chooses it.
    wished = getattr(hints, "accessibility", None)
    if wished is not None and wished().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return ThemeName.HIGH_CONTRAST_DARK if dark else ThemeName.HIGH_CONTRAST_LIGHT
    return ThemeName.DARK if dark else ThemeName.LIGHT


def text_width(font: QFont, text: str) -> int:
    """Measure one line of text, with a pixel to spare for rounding."""
    return int(QFontMetricsF(font).horizontalAdvance(text)) + 2


def _type(language: str) -> dict[str, Any]:
    kind: dict[str, Any] = tokens()["type"]["scripts"][script_of(language)]
    return kind


_STYLE_SHEET = """
* {{ outline: 0; }}
QMainWindow, QDialog, QWidget[role="page"], QScrollArea[role="page"] {{ background: {canvas}; color: {text}; }}
QWidget[role="surface"] {{ background: {surface}; }}
QWidget[role="sunken"] {{ background: {sunken}; }}
QScrollArea {{ border: 0; background: transparent; }}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit {{
  background: {surface}; color: {text}; border: 1px solid {control_line}; border-radius: 6px;
  padding: 0 {pad}px; min-height: {control}px; font-size: {body_px}px;
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QPlainTextEdit, QTextEdit {{ padding: {pad_s}px {pad_s}px; }}
QLineEdit[state="error"], QPlainTextEdit[state="error"] {{ border: 2px solid {danger}; }}
QLineEdit[state="right"] {{ border: 2px solid {accent}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {disabled}; border-color: {line}; }}
QLineEdit[role="bare"] {{ border: 0; background: transparent; padding: 0; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {text}; border: 1px solid {control_line};
  padding: 4px; selection-background-color: {accent_soft}; selection-color: {accent_text}; }}
QComboBox QAbstractItemView::item {{ min-height: {row}px; padding: 0 {pad_s}px; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {control_line}; padding: 4px; font-size: {body_px}px; }}
QMenu::item {{ padding: {pad_s}px {pad}px; min-height: {body_px}px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {accent_text}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px; }}
QToolTip {{ background: {ink}; color: {on_ink}; border: 0; padding: 6px 8px; font-size: {caption_px}px; }}
QProgressBar {{ background: {surface}; border: 1px solid {control_line}; border-radius: {scroll_radius}px;
  height: {bar}px; text-align: center; }}
QProgressBar::chunk {{ background: {accent}; border-radius: {scroll_radius}px; }}
QTableView {{ background: {surface}; color: {text}; border: 0; gridline-color: transparent;
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QHeaderView {{ background: {surface}; border: 0; }}
QHeaderView::section {{ background: {surface}; color: {text_3}; border: 0; border-bottom: 1px solid {control_line};
  padding: 0 {pad}px; min-height: {row}px; font-size: {caption_px}px; font-weight: normal; }}
QTabBar {{ background: transparent; border: 0; }}
QTabBar::tab {{ background: transparent; color: {text}; border: 0; border-bottom: 3px solid transparent;
  padding: {pad_s}px {pad}px; font-size: {body_px}px; }}
QTabBar::tab:selected {{ border-bottom-color: {accent}; font-weight: bold; }}
QScrollBar:vertical {{ background: transparent; width: {scroll}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {scroll}px; margin: 0; }}
QScrollBar::handle {{ background: {control_line}; border-radius: {scroll_radius}px; min-height: 32px; min-width: 32px;
  border: 2px solid {canvas}; }}
QScrollBar::handle:hover {{ background: {text_3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

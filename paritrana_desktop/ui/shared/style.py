"""The look in use: palette, zoom and the one stylesheet that both give.

`apply(app, look)` sets everything; afterwards `palette()` and `px(size)` say what is in use. A widget that paints
itself asks them inside its `paintEvent`, so that a change of theme or zoom reaches it without being told.

A widget chooses its appearance by dynamic properties that the stylesheet knows, set through `dress`:
`type` (small, section, figure, title, big), `tone` (muted, good, caution, wrong, primary, gold), `kind` (of a button,
a chip, a frame). Pages rarely need this: the widgets beside this module set them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from paritrana_desktop import paths
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.stylesheet import stylesheet
from paritrana_desktop.ui.shared.tokens import Palette

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = ("system", "light", "dark")

_FAMILIES = ["Plus Jakarta Sans", "DejaVu Sans"]
# The family's own spaces are narrow at reading size; a little more air between words helps older eyes.
_WORD_SPACING = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """What a person chose: the theme, and the zoom of the type in per cent (one of `tokens.ZOOMS`)."""

    theme: Theme = "system"
    zoom: int = 100

    def larger(self) -> Look:
        """The next larger step, or the same at the end of the scale."""
        return Look(self.theme, next((step for step in tokens.ZOOMS if step > self.zoom), self.zoom))

    def smaller(self) -> Look:
        """The next smaller step, or the same at the end of the scale."""
        return Look(self.theme, next((step for step in reversed(tokens.ZOOMS) if step < self.zoom), self.zoom))


class _InUse:
    """The look of this process."""

    look: Look = Look()
    palette: Palette = tokens.LIGHT
    fonts_loaded: bool = False


def look() -> Look:
    """What was applied last."""
    return _InUse.look


def palette() -> Palette:
    """The colours in use."""
    return _InUse.palette


def px(size: int) -> int:
    """`size` of the type scale, or a height that holds a line of it, in pixels at the zoom in use."""
    return max(round(size * _InUse.look.zoom / 100), min(size, tokens.SMALLEST))


def colour(name: str) -> QColor:
    """The colour in use under a token's name (`"primary"`); an unknown name raises AttributeError."""
    return QColor(getattr(_InUse.palette, name))


def font(size: int = tokens.BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The interface's font with tabular digits; `size` of the type scale, zoomed."""
    made = QFont(_FAMILIES)
    made.setPixelSize(px(size))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setWordSpacing(_WORD_SPACING)
    return made


def apply(app: QApplication, look: Look) -> None:
    """Show everything in `look` from now on."""
    _load_fonts()
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(
        {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}[look.theme]
    )
    dark = look.theme == "dark" or (look.theme == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    _InUse.look = look
    _InUse.palette = tokens.DARK if dark else tokens.LIGHT
    app.setFont(font())
    app.setPalette(_qt_palette(_InUse.palette))
    sheet = stylesheet(_InUse.palette, px)
    # Every widget is dressed again by this, so not without need.
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def dress(widget: QWidget, **properties: str | bool) -> None:
    """Set dynamic properties of `widget` and let the stylesheet see them at once."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def _load_fonts() -> None:
    if _InUse.fonts_loaded:
        return
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        if file.name.startswith(("PlusJakartaSans-", "DejaVuSans")):
            QFontDatabase.addApplicationFont(str(file))
    _InUse.fonts_loaded = True


def _qt_palette(colours: Palette) -> QPalette:
    """Qt's own roles, for what no stylesheet reaches: dialogs of Qt, text selection, disabled words."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, name in (
        (role.Window, colours.ground),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.ground),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.wrong),
        (role.Highlight, colours.primary),
        (role.HighlightedText, colours.on_primary),
        (role.Accent, colours.primary),
        (role.Link, colours.primary),
        (role.LinkVisited, colours.primary),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Light, colours.surface),
        (role.Midlight, colours.line),
        (role.Mid, colours.line),
        (role.Dark, colours.field_line),
        (role.Shadow, colours.field_line),
    ):
        made.setColor(where, QColor(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.muted))
    return made

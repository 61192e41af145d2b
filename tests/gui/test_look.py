"""The look: contrast, sizes, fonts, and that nothing is cut in any theme, zoom and window size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QGuiApplication, QImage, QRawFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from paritrana_desktop import paths
from paritrana_desktop.ui.shared import style, tokens
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.style import Look
from paritrana_desktop.ui.shared.stylesheet import stylesheet
from paritrana_desktop.ui.shared.tokens import Palette
from paritrana_desktop.ui.shared.words import Chip, Words
from paritrana_desktop.ui.window import Desk, Window
from tests.gui import accessible, gallery

DESKS: dict[str, tuple[Callable[[], Desk], str]] = {
    "juror": (gallery.juror_desk, "marks"),
    "secretary": (gallery.secretary_desk, "Berkas masuk"),
    "chair": (gallery.chair_desk, "Peringkat"),
}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


@pytest.mark.parametrize("palette", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_every_text_reaches_4_5_to_1(palette: Palette) -> None:
    weak = [
        (ink, paper)
        for ink, paper in tokens.TEXT_PAIRS
        if contrast(getattr(palette, ink), getattr(palette, paper)) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("palette", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_every_border_of_a_field_reaches_3_to_1(palette: Palette) -> None:
    weak = [
        (line, paper)
        for line, paper in tokens.FIELD_PAIRS
        if contrast(getattr(palette, line), getattr(palette, paper)) < 3
    ]
    assert weak == []


def test_the_sheet_has_no_colour_of_its_own() -> None:
    known = {
        value
        for palette in (tokens.LIGHT, tokens.DARK)
        for value in (getattr(palette, name) for name in palette.__slots__)
    }
    for palette in (tokens.LIGHT, tokens.DARK):
        used = {word.strip(";") for word in stylesheet(palette, style.px).split() if word.startswith("#")}
        assert used <= known
        assert "$" not in stylesheet(palette, style.px)


@pytest.mark.parametrize("zoom", tokens.ZOOMS)
def test_nothing_is_smaller_than_14(app: QApplication, qtbot: QtBot, zoom: int) -> None:
    style.apply(app, Look("light", zoom))
    window = shown(qtbot, app, "juror", Look("light", zoom))
    texts = [widget for widget in window.findChildren(QWidget) if isinstance(widget, (QLabel, QAbstractButton))]
    assert min(widget.font().pixelSize() for widget in texts) >= 14
    assert Words("x", type="body").fontInfo().pixelSize() >= 14


@pytest.mark.usefixtures("app")
def test_the_zoom_has_ends() -> None:
    smallest, largest = tokens.ZOOMS[0], tokens.ZOOMS[-1]
    assert Look("dark", 100).larger() == Look("dark", 110)
    assert Look("dark", 100).smaller() == Look("dark", 90)
    assert Look("dark", largest).larger().zoom == largest
    assert Look("dark", smallest).smaller().zoom == smallest


@pytest.mark.usefixtures("app")
def test_digits_are_tabular_in_every_weight_and_after_the_stylesheet(qtbot: QtBot) -> None:
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold):
        widths = {QFontMetricsF(style.font(20, weight)).horizontalAdvance(digit * 10) for digit in "0123456789"}
        assert len(widths) == 1
    for kind in ("small", "section", "figure", "title", "big"):
        label = Words(type=kind)
        qtbot.addWidget(label)
        label.ensurePolished()
        assert len({label.fontMetrics().horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1


@pytest.mark.usefixtures("app")
def test_the_fonts_come_from_the_resources() -> None:
    assert QFontInfo(style.font()).family() == "Plus Jakarta Sans"
    for file, weight in (("Regular", 400), ("Medium", 500), ("SemiBold", 600), ("Bold", 700)):
        raw = QRawFont(str(paths.resources() / "fonts" / f"PlusJakartaSans-{file}.ttf"), 16)
        assert raw.isValid()
        assert QFontInfo(style.font(16, QFont.Weight(weight))).weight() == weight
    for licence in ("PlusJakartaSans-OFL.txt", "DejaVu-LICENSE.txt"):
        assert (paths.resources() / "fonts" / licence).is_file()


@pytest.mark.parametrize("sign", "✓✗☐≥≠→▸▾‹›·—−…↓")
@pytest.mark.usefixtures("app")
def test_every_sign_has_a_glyph(sign: str) -> None:
    fonts = [
        QRawFont(str(file), 16)
        for file in sorted((paths.resources() / "fonts").glob("*.ttf"))
        if "Liberation" not in file.name
    ]
    assert any(font.supportsCharacter(ord(sign)) for font in fonts)


@pytest.mark.parametrize(
    "name", sorted(file.stem for file in (paths.resources() / "icons").glob("*.svg") if file.stem != "paritrana")
)
def test_an_icon_takes_the_colour_of_the_palette_in_use(app: QApplication, qtbot: QtBot, name: str) -> None:
    seen = set()
    for theme, palette in (("light", tokens.LIGHT), ("dark", tokens.DARK)):
        style.apply(app, Look(theme))  # type: ignore[arg-type]  # both are themes
        icon = Icon(name, tone="primary", size=48)
        icon.setStyleSheet(f"background: {palette.surface}")
        qtbot.addWidget(icon)
        icon.resize(icon.sizeHint())
        assert palette.primary.lower() in colours(icon.grab().toImage())
        seen.add(palette.primary)
    assert len(seen) == 2


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_the_theme_changes_what_is_painted(app: QApplication, qtbot: QtBot) -> None:
    window = shown(qtbot, app, "chair", Look("light"))
    assert window.grab().toImage().pixelColor(400, 600) == QColor(tokens.LIGHT.ground)
    window.choose_look(Look("dark"))
    image = window.grab().toImage()
    assert image.pixelColor(400, 600) == QColor(tokens.DARK.ground)
    assert image.pixelColor(5, 400) == QColor(tokens.DARK.surface)
    assert tokens.DARK.primary.lower() in colours(image.copy(QRect(1057, 200, 250, 40)))


def test_the_system_theme_is_followed_and_a_choice_is_kept(app: QApplication) -> None:
    style.apply(app, Look("system"))
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert style.palette() == (tokens.DARK if dark else tokens.LIGHT)
    style.apply(app, Look("dark"))
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert style.palette() == tokens.DARK


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)], ids=str)
@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("name", DESKS)
def test_no_text_is_cut(app: QApplication, qtbot: QtBot, name: str, zoom: int, size: tuple[int, int]) -> None:
    window = shown(qtbot, app, name, Look("light", zoom), size)
    assert (window.width(), window.height()) == size
    assert accessible.cut(window) == []


@pytest.mark.parametrize("zoom", [100, 200])
def test_a_rail_longer_than_the_window_scrolls(app: QApplication, qtbot: QtBot, zoom: int) -> None:
    window = shown(qtbot, app, "secretary", Look("light", zoom), tokens.SMALLEST_WINDOW)
    assert window.rail.mapTo(window, window.rail.rect().bottomLeft()).y() < window.height()
    keys = [place.key for place in gallery.secretary_desk().places]
    for key in (keys[-1], keys[0]):
        window.open(key)
        QApplication.processEvents()
        button = next(button for button in window.rail.findChildren(QPushButton) if button.isChecked())
        assert button.visibleRegion().boundingRect() == button.rect()


def test_a_cut_text_is_found(app: QApplication, qtbot: QtBot) -> None:
    window = shown(qtbot, app, "chair", Look("light"))
    chip = next(chip for chip in window.page().findChildren(Chip) if chip.text() == "nilai sama")
    chip.setFixedWidth(40)
    QApplication.processEvents()
    assert "nilai sama" in accessible.cut(window)


def shown(qtbot: QtBot, app: QApplication, name: str, look: Look, size: tuple[int, int] = tokens.WINDOW) -> Window:
    """One desk of the gallery in a shown window."""
    style.apply(app, look)
    describe, key = DESKS[name]
    window = Window(describe, lambda look: style.apply(app, look))
    qtbot.addWidget(window)
    window.resize(*size)
    window.open(key)
    window.say_state("✓ Tersimpan 10.42")
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    return window

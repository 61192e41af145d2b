"""The settings menu of the header: what the desk offers, language, theme, size of the type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from paritrana_desktop.texts import LANGUAGES, Language, _, language
from paritrana_desktop.ui.shared import style
from paritrana_desktop.ui.shared.buttons import without_mnemonic
from paritrana_desktop.ui.shared.style import Look, Theme

# Each language is written in itself, so that whoever reads only that one finds it.
_LANGUAGE_NAMES: dict[Language, str] = {"id": "Bahasa Indonesia", "en": "English"}


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """Something that the composition root offers in the menu (`Open a file`); `keys` as in `"Ctrl+O"`."""

    text: str
    act: Callable[[], object]
    keys: str = ""


def settings_menu(
    entries: tuple[MenuEntry, ...],
    choose_look: Callable[[Look], None],
    zoom: Callable[[int], None],
    choose_language: Callable[[str], object],
) -> QMenu:
    """The menu, its choices ticked as they are now."""
    menu = QMenu()
    for entry in entries:
        action = menu.addAction(without_mnemonic(entry.text))
        if entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
        action.triggered.connect(lambda _checked=False, act=entry.act: act())
    if entries:
        menu.addSeparator()
    tongues = QActionGroup(menu)
    for tongue in LANGUAGES:
        action = _choice(menu, tongues, _LANGUAGE_NAMES[tongue], language() == tongue)
        action.triggered.connect(lambda _checked=False, tongue=tongue: choose_language(tongue))
    menu.addSeparator()
    themes = QActionGroup(menu)
    names = {"system": _("Same as the computer"), "light": _("Light"), "dark": _("Dark")}
    for theme in get_args(Theme):
        action = _choice(menu, themes, names[theme], style.look().theme == theme)
        action.triggered.connect(lambda _checked=False, theme=theme: choose_look(Look(theme, style.look().zoom)))
    menu.addSeparator()
    # The keys belong to the window; here they are only shown.
    for text, keys, step in (
        (_("Larger text"), "Ctrl++", 1),
        (_("Smaller text"), "Ctrl+-", -1),
        (_("Normal text"), "Ctrl+0", 0),
    ):
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{without_mnemonic(text)}\t{shown}")
        action.triggered.connect(lambda _checked=False, step=step: zoom(step))
    return menu


def _choice(menu: QMenu, group: QActionGroup, text: str, ticked: bool) -> QAction:
    action = menu.addAction(without_mnemonic(text))
    action.setCheckable(True)
    action.setChecked(ticked)
    group.addAction(action)
    return action

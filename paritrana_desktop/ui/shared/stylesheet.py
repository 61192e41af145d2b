"""The one stylesheet, written with the names of `tokens` (`$primary`, `$title`), filled in by `stylesheet`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from string import Template
from typing import Final

from paritrana_desktop import paths
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.tokens import Palette

_SHEET: Final = Template("""
QMainWindow, QDialog, QWidget[kind="page"], QStackedWidget { background: $ground; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[kind="scrolled"] { background: transparent; }
QFrame[kind="header"] { background: $surface; border: none; border-bottom: 1px solid $line; min-height: ${header}px; }
QFrame[kind="rail"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: ${card_radius}px; }
QFrame[kind="card"][chosen="true"] { border: 1px solid $primary; background: $primary_soft; }
QFrame[kind="drop"] { background: transparent; border: 1px dashed $field_line; border-radius: ${card_radius}px; }
QFrame[kind="drop"][over="true"] { background: $primary_soft; border: 1px dashed $primary; }
QFrame[kind="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; color: $text; }
QLabel[type="small"] { font-size: ${small}px; }
QLabel[type="section"] { font-size: ${section}px; font-weight: 600; }
QLabel[type="figure"] { font-size: ${figure}px; font-weight: 700; }
QLabel[type="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[type="big"] { font-size: ${big}px; font-weight: 700; }
QLabel[strong="true"] { font-weight: 600; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="primary"] { color: $primary; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="caution"] { color: $caution; }
QLabel[tone="wrong"] { color: $wrong; }
QLabel[tone="gold"] { color: $gold; }
QLabel[kind="chip"] { font-size: ${small}px; font-weight: 600; border-radius: ${card_radius}px;
    padding: 0 12px; min-height: ${chip}px; }
QLabel[kind="chip"][tone="primary"] { color: $primary; background: $primary_soft; }
QLabel[kind="chip"][tone="good"] { color: $good; background: $primary_soft; }
QLabel[kind="chip"][tone="caution"] { color: $caution; background: $caution_soft; }
QLabel[kind="chip"][tone="wrong"] { color: $wrong; background: $wrong_soft; }
QLabel[kind="chip"][tone="gold"] { color: $gold; background: $gold_soft; }
QLabel[kind="chip"][tone="muted"] { color: $muted; background: transparent; border: 1px solid $line; }
QFrame[kind="notice"] { border: none; border-radius: ${card_radius}px; background: $primary_soft; }
QFrame[kind="notice"][tone="caution"] { background: $caution_soft; }
QFrame[kind="notice"][tone="gold"] { background: $gold_soft; }
QFrame[kind="notice"][tone="wrong"] { background: $wrong_soft; }

QPushButton { font-weight: 600; color: $text; background: $surface; border: 1px solid $line;
    border-radius: ${radius}px; padding: 0 14px; min-height: ${control_inside}px; }
QPushButton:hover { background: $ground; border-color: $field_line; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $primary; padding: 0 13px; min-height: ${control_focused}px; }
QPushButton:disabled { color: $muted; background: $ground; border-color: $line; }
QPushButton[kind="primary"] { color: $on_primary; background: $primary; border: 1px solid $primary; }
QPushButton[kind="primary"]:hover { background: $primary_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { color: $muted; background: $disabled; border: 1px solid $disabled; }
QPushButton[kind="link"] { color: $primary; font-weight: 500; background: transparent; border: 2px solid transparent;
    padding: 0; min-height: ${link_focused}px; border-radius: 6px; }
QPushButton[kind="link"][tone="muted"] { color: $muted; }
QPushButton[kind="link"][small="true"] { font-size: ${small}px; min-height: ${small_link_focused}px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $primary; }
QPushButton[kind="link"]:disabled { color: $muted; }
QPushButton[kind="sign"] { padding: 0; min-width: ${control_inside}px; max-width: ${control_inside}px; }
QPushButton[kind="sign"]:focus { min-width: ${control_focused}px; max-width: ${control_focused}px; }
QPushButton[kind="sign"][bare="true"] { background: transparent; border: 1px solid transparent;
    min-width: ${bare}px; max-width: ${bare}px; min-height: ${bare}px; }
QPushButton[kind="sign"][bare="true"]:hover { background: $surface; }
QPushButton[kind="sign"][bare="true"]:focus { border: 2px solid $primary; min-width: ${bare_focused}px;
    max-width: ${bare_focused}px; min-height: ${bare_focused}px; }
QPushButton[kind="sign"]::menu-indicator { image: none; width: 0; }
QPushButton[kind="rail"] { color: $text; font-weight: 400; text-align: left; background: transparent;
    border: 2px solid transparent; padding: 0 10px; min-height: ${rail}px; }
QPushButton[kind="rail"]:hover { background: $ground; }
QPushButton[kind="rail"]:checked { color: $primary; font-weight: 600; background: $primary_soft; }
QPushButton[kind="rail"]:focus { border: 2px solid $primary; }
QPushButton[kind="band"] { color: $muted; font-size: ${small}px; font-weight: 500; padding: 0 6px;
    min-height: ${dense}px; background: transparent; }
QPushButton[kind="band"]:hover { background: $ground; }
QPushButton[kind="band"][active="true"] { color: $primary; font-weight: 600; background: $primary_soft;
    border-color: $primary; }
QPushButton[kind="band"]:focus { border: 2px solid $primary; padding: 0 5px; min-height: ${dense_focused}px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
    color: $text; background: $surface; border: 1px solid $field_line; border-radius: ${radius}px; padding: 0 10px;
    placeholder-text-color: $muted;
    selection-background-color: $primary; selection-color: $on_primary; }
QLineEdit, QComboBox { min-height: ${control_inside}px; }
QPlainTextEdit, QTextEdit { padding: 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {
    border: 2px solid $primary; padding: 0 9px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px; }
QLineEdit:focus, QComboBox:focus { min-height: ${control_focused}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $muted; background: $ground; border-color: $line; }
QLineEdit:read-only { background: $ground; }
QLineEdit[refused="true"], QPlainTextEdit[refused="true"], QComboBox[refused="true"] { border: 2px solid $wrong; background: $wrong_soft;
    padding: 0 9px; }
QLineEdit[refused="true"], QComboBox[refused="true"] { min-height: ${control_focused}px; }
QPlainTextEdit[refused="true"] { padding: 5px; }
QLineEdit[kind="mark"] { font-size: ${figure}px; font-weight: 700; padding: 0 12px; min-height: ${mark}px;
    min-width: ${mark_width}px; max-width: ${mark_width}px; }
QLineEdit[kind="mark"]:focus, QLineEdit[kind="mark"][refused="true"] { padding: 0 11px; min-height: ${mark_focused}px; }
QComboBox { padding-right: 34px; }
QComboBox::drop-down { border: none; width: 34px; }
QComboBox::down-arrow { image: url("${icons}/chevron-${theme}.svg"); width: ${sign}px; height: ${sign}px; }
QComboBox QAbstractItemView::item { min-height: ${dense}px; padding: 0 8px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line;
    selection-background-color: $primary_soft; selection-color: $primary; outline: none; }
QCheckBox, QRadioButton { color: $text; spacing: 10px; min-height: ${dense}px; border: 2px solid transparent;
    border-radius: 6px; padding: 0 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $primary; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator, QRadioButton::indicator { width: ${sign}px; height: ${sign}px; background: $surface;
    border: 1px solid $field_line; border-radius: 5px; }
QRadioButton::indicator { border-radius: ${sign_half}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $primary; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary; image: url("${icons}/tick-${theme}.svg"); }
QRadioButton::indicator:checked { width: ${sign_core}px; height: ${sign_core}px; border: 6px solid $primary; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $ground; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $muted; border-color: $muted; }
QRadioButton::indicator:checked:disabled { border-color: $muted; }

QAbstractItemView { background: $surface; color: $text; border: none; font-size: ${small}px; outline: none;
    selection-background-color: $primary_soft; selection-color: $text; }
QHeaderView, QHeaderView::section { background: $surface; }
QHeaderView::section { color: $muted; font-size: ${small}px; font-weight: 600; border: none;
    border-bottom: 1px solid $line; padding: 0 8px; min-height: ${row}px; }
QTableCornerButton::section { background: $surface; border: none; }

QMenu { background: $surface; color: $text; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 8px 28px 8px 24px; border-radius: 6px; }
QMenu::item:selected { background: $primary_soft; color: $primary; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QToolTip { background: $surface; color: $text; border: 1px solid $field_line; padding: 6px 8px; font-size: ${small}px; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $field_line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QTextBrowser { background: $surface; border: 1px solid $line; border-radius: ${card_radius}px; padding: 12px; }
""")


def stylesheet(colours: Palette, px: Callable[[int], int]) -> str:
    """The sheet in `colours`, with every size of type passed through `px`."""
    control = px(tokens.CONTROL)
    mark = px(tokens.CONTROL + 4)
    dense = px(tokens.DENSE_ROW)
    link = px(tokens.DENSE_ROW - 4)
    sizes = {
        "small": px(tokens.SMALL),
        "section": px(tokens.SECTION),
        "figure": px(tokens.FIGURE),
        "title": px(tokens.TITLE),
        "big": px(tokens.BIG_FIGURE),
        "row": px(tokens.ROW),
        "chip": px(tokens.DENSE_ROW - 4),
        "rail": px(tokens.CONTROL) - 4,
        # A border of 1 px, or of 2 px with the focus, lies outside what a sheet calls height: the whole stays equal.
        "control_inside": control - 2,
        "control_focused": control - 4,
        "mark": mark - 2,
        "mark_focused": mark - 4,
        "mark_width": px(74),
        "header": px(tokens.HEADER),
        "dense": dense,
        "dense_focused": dense - 2,
        "link_focused": link - 2,
        "small_link_focused": link - 8,
        "bare": px(24) - 2,
        "bare_focused": px(24) - 4,
        "sign": px(18),
        "sign_half": px(18) // 2 + 1,
        "sign_core": px(18) - 10,
        "radius": tokens.RADIUS,
        "card_radius": tokens.CARD_RADIUS,
    }
    drawings = {
        "icons": (paths.resources() / "icons" / "sheet").as_posix(),
        "theme": "dark" if colours.dark else "light",
    }
    return _SHEET.substitute({name: str(value) for name, value in {**asdict(colours), **sizes, **drawings}.items()})

"""What a table, a rail or a strip shows, as plain values: presenters make them, widgets draw them. No Qt here."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Literal

Tone = Literal["", "muted", "primary", "good", "caution", "wrong", "gold", "link"]
"""How a word is coloured; never the only sign of its meaning. `link` cells can be pressed."""

Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, its text already in the reader's language."""

    text: str
    tone: Tone = ""
    _: KW_ONLY
    strong: bool = False
    chip: bool = False
    """Drawn on a soft ground of its tone (gold: awards and ties; caution: unfinished)."""
    under: str = ""
    """A second, muted line."""
    spoken: str = ""
    """What a screen reader and the tooltip say instead of a text full of signs."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it in signals; `width` is the least, in pixels at zoom 100."""

    key: str
    title: str
    align: Align = "left"
    width: int = 0
    _: KW_ONLY
    grow: bool = False
    """Shares the room that is left and wraps where it is too narrow; other columns are as wide as their longest cell."""
    spoken: str = ""
    """The whole name where `title` is an abbreviation."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row and the id of what it was built from."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RailMark:
    """What stands at the right of a rail entry: a sign (`3`, `✓`, `!`), its tone, and what it means in words."""

    sign: str
    tone: Tone
    spoken: str

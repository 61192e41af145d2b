"""The look as named values: two palettes, the type scale, the spaces.

Pages and widgets use these names and never literal colours. `style.palette()` is the palette in use; `style.px()` turns
a size of the type scale into pixels at the zoom in use. A test computes the contrast of every pair in `TEXT_PAIRS`
(4.5:1) and `FIELD_PAIRS` (3:1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#RRGGBB`. Colour never speaks alone: a sign or a word goes with it."""

    dark: bool
    ground: str
    surface: str
    line: str
    field_line: str
    text: str
    muted: str
    primary: str
    primary_hover: str
    primary_soft: str
    on_primary: str
    disabled: str
    """What a primary button stands on while it cannot be pressed; its words are `muted`."""
    good: str
    caution: str
    caution_soft: str
    wrong: str
    wrong_soft: str
    gold: str
    """Awards and ties only."""
    gold_soft: str


LIGHT: Final = Palette(
    dark=False,
    ground="#F5F7F5",
    surface="#FFFFFF",
    line="#DCE2DE",
    field_line="#7F8B85",
    text="#17211D",
    muted="#5A6762",
    primary="#0E5F57",
    primary_hover="#0B4D47",
    primary_soft="#E3F0EC",
    on_primary="#FFFFFF",
    disabled="#DEE4E0",
    good="#1C7549",
    caution="#8A5A00",
    caution_soft="#FBF3DF",
    wrong="#B3261E",
    wrong_soft="#FCEDEB",
    gold="#8F6410",
    gold_soft="#FBF3DF",
)

DARK: Final = Palette(
    dark=True,
    ground="#111715",
    surface="#19211E",
    line="#2D3834",
    field_line="#71807A",
    text="#E8EDEA",
    muted="#A1AEA8",
    primary="#62C9BA",
    primary_hover="#7FD8CB",
    primary_soft="#1D3A35",
    on_primary="#111715",
    disabled="#2D3834",
    good="#6CCB93",
    caution="#E0B055",
    caution_soft="#33290F",
    wrong="#F2857C",
    wrong_soft="#3A1C19",
    gold="#E2B75C",
    gold_soft="#33290F",
)

TEXT_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *(
        (ink, paper)
        for ink in ("text", "muted", "primary", "good", "caution", "wrong", "gold")
        for paper in ("ground", "surface")
    ),
    *((ink, "primary_soft") for ink in ("text", "muted", "primary", "good", "caution", "wrong")),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("muted", "disabled"),
    ("gold", "gold_soft"),
    ("text", "gold_soft"),
    ("caution", "caution_soft"),
    ("text", "caution_soft"),
    ("wrong", "wrong_soft"),
    ("text", "wrong_soft"),
)
"""Every (ink, paper) that some widget writes with; each reaches 4.5:1 in both palettes."""

FIELD_PAIRS: Final[tuple[tuple[str, str], ...]] = tuple(
    (border, paper) for border in ("field_line", "primary", "wrong") for paper in ("ground", "surface")
)
"""Every (border, paper) of a field, at rest, focused and refused; each reaches 3:1 in both palettes."""

# Spaces and shapes, in device-independent pixels; they do not grow with the type.
TIGHT: Final = 4
SMALL_SPACE: Final = 8
SPACE: Final = 12
WIDE_SPACE: Final = 16
LARGE_SPACE: Final = 24
RADIUS: Final = 8
CARD_RADIUS: Final = 10

# Heights of what holds one line of text, in pixels at zoom 100; they grow with the type.
CONTROL: Final = 40
ROW: Final = 44
DENSE_ROW: Final = 30
HEADER: Final = 54

# The type scale, in pixels at zoom 100.
SMALL: Final = 14
BODY: Final = 16
SECTION: Final = 17
FIGURE: Final = 20
TITLE: Final = 24
BIG_FIGURE: Final = 28
SMALLEST: Final = 14
"""No text is ever smaller than this, at any zoom."""

ZOOMS: Final = (90, 100, 110, 125, 150, 175, 200)
"""The steps of Ctrl + and Ctrl −, in per cent."""

WINDOW: Final = (1366, 768)
SMALLEST_WINDOW: Final = (1024, 700)

"""The hand of every document: fonts, paragraph styles, and text that is escaped and never loses a sign.

Liberation Sans is the hand; DejaVu Sans lends the signs that it lacks. What neither has is refused by name.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from paritrana_desktop import paths
from paritrana_desktop.domain.errors import N_, Refusal

REGULAR = "LiberationSans"
BOLD = "LiberationSans-Bold"
ITALIC = "LiberationSans-Italic"
_FALLBACKS = {REGULAR: "DejaVuSans", ITALIC: "DejaVuSans", BOLD: "DejaVuSans-Bold"}
_SPACES = "\n\t\r "
_FILES = {
    REGULAR: "LiberationSans-Regular",
    BOLD: BOLD,
    ITALIC: ITALIC,
    "DejaVuSans": "DejaVuSans",
    "DejaVuSans-Bold": "DejaVuSans-Bold",
}

INK = Color(0, 0, 0)
SOFT = Color(0.35, 0.35, 0.35)
RULE = Color(0.55, 0.55, 0.55)
TINT = Color(0.93, 0.94, 0.93)
WATERMARK = Color(0.88, 0.88, 0.88)


class SignNotInFonts(Refusal):
    sentence = N_(
        "“{text}” has signs that cannot be printed: {signs}. No document was made. Please write it with other signs."
    )


@cache
def _font(name: str) -> TTFont:
    return TTFont(name, str(paths.resources() / "fonts" / f"{_FILES[name]}.ttf"))


@cache
def register_fonts() -> None:
    """Make the fonts of documents known to the library, once."""
    for name in _FILES:
        pdfmetrics.registerFont(_font(name))
        # Each face stands for itself, because styles name faces and no text carries markup of its own.
        for bold in (0, 1):
            for italic in (0, 1):
                addMapping(name, bold, italic, name)


@cache
def _signs(font: str) -> frozenset[int]:
    return frozenset(_font(font).face.charToGlyph)


@cache
def _face_for(sign: str, font: str) -> str | None:
    if sign in _SPACES:
        return font
    # Scripts written from right to left or with joined letters need a shaping engine; unshaped they would be wrong.
    if unicodedata.bidirectional(sign) in {"R", "AL", "AN"} or unicodedata.category(sign).startswith("C"):
        return None
    return next((face for face in (font, _FALLBACKS[font]) if ord(sign) in _signs(face)), None)


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The signs of `text` that no document can print, each once, in order."""
    return tuple(dict.fromkeys(sign for sign in text if not all(_face_for(sign, font) for font in _FALLBACKS)))


def named_sign(sign: str) -> str:
    """A sign as a refusal names it: `😀 (U+1F600)`; invisible ones by number alone."""
    number = f"U+{ord(sign):04X}"
    return number if unicodedata.category(sign).startswith("C") else f"{sign} ({number})"


def checked(text: str) -> str:
    """`text` itself, if every sign of it can be printed.

    Raises:
        SignNotInFonts: naming those that cannot.
    """
    if missing := missing_glyphs(text):
        raise SignNotInFonts(text=text[:80], signs=", ".join(map(named_sign, missing)))
    return text


def markup(text: str, font: str = REGULAR) -> str:
    """`text` escaped for a paragraph in `font`, with a second font for the signs that it lacks.

    Raises:
        SignNotInFonts: if a sign is in neither.
    """
    parts = []
    for face, signs in groupby(checked(text), key=lambda sign: _face_for(sign, font)):
        part = escape("".join(signs)).replace("\r", "").replace("\n", "<br/>")
        parts.append(part if face == font else f'<font name="{face}">{part}</font>')
    return "".join(parts)


@cache
def styles() -> dict[str, ParagraphStyle]:
    """Every paragraph style by name; sizes and spaces in points."""
    register_fonts()
    made: dict[str, ParagraphStyle] = {}

    def style(name: str, size: float, leading: float, font: str = REGULAR, **more: Any) -> None:
        defaults: dict[str, Any] = {"allowWidows": 0, "allowOrphans": 0, "bulletFontName": font, "bulletFontSize": size}
        made[name] = ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **{**defaults, **more})

    style("body", 10.5, 14, alignment=TA_JUSTIFY, spaceAfter=4)
    style("left", 10.5, 14, spaceAfter=0)
    style("plain", 10.5, 14, spaceAfter=4)
    style("right", 10.5, 14, alignment=TA_RIGHT)
    style("centre", 10.5, 14, alignment=TA_CENTER)
    style("strong", 10.5, 14, BOLD)
    style("item", 10.5, 14, leftIndent=20, bulletIndent=0, spaceAfter=2)
    style("kop", 12, 15, alignment=TA_CENTER)
    style("kop_name", 15, 18, BOLD, alignment=TA_CENTER)
    style("kop_small", 9, 11.5, alignment=TA_CENTER)
    style("title", 13, 17, BOLD, alignment=TA_CENTER)
    style("number", 10.5, 14, alignment=TA_CENTER)
    style("heading", 10.5, 14, BOLD, spaceBefore=9, spaceAfter=4)
    style("subheading", 10, 13, BOLD, spaceBefore=6, spaceAfter=3)
    style("note", 8.5, 11, ITALIC, textColor=SOFT, spaceAfter=3)
    style("cell", 9, 11)
    style("cell_strong", 9, 11, BOLD)
    style("cell_centre", 9, 11, alignment=TA_CENTER)
    style("cell_centre_strong", 9, 11, BOLD, alignment=TA_CENTER)
    style("cell_right", 9, 11, alignment=TA_RIGHT)
    style("cell_right_strong", 9, 11, BOLD, alignment=TA_RIGHT)
    style("cell_note", 7.5, 9.5, textColor=SOFT)
    style("head", 8, 9.5, BOLD)
    style("head_centre", 8, 9.5, BOLD, alignment=TA_CENTER)
    style("head_small", 7, 8.5, BOLD, alignment=TA_CENTER)
    style("code", 22, 28, BOLD, alignment=TA_CENTER)
    style("code_small", 12, 16, BOLD, alignment=TA_CENTER)
    style("sign", 10, 13, alignment=TA_CENTER)
    style("sign_post", 8.5, 10.5, alignment=TA_CENTER)
    style("sign_name", 10, 13, BOLD, alignment=TA_CENTER)
    return made


def paragraph(text: str, name: str = "body", bullet: str | None = None) -> Paragraph:
    """A paragraph of plain `text` in the style `name`; see `markup` for what is refused."""
    style = styles()[name]
    return Paragraph(markup(text, style.fontName), style, bulletText=bullet)


def shortened(text: str, font: str, size: float, room: float) -> str:
    """`text`, or as much of its beginning as `room` points hold, with an ellipsis; signs no font has are refused."""
    if width(checked(text), font, size) <= room:
        return text
    kept = len(text)
    while kept and width(f"{text[:kept]}…", font, size) > room:
        kept -= 1
    return f"{text[:kept].rstrip()}…"


def width(text: str, font: str, size: float) -> float:
    """How wide `text` is in `font` at `size`, in points."""
    register_fonts()
    return pdfmetrics.stringWidth(text, font, size)

"""The parts that official letters and minutes are made of: letterhead, title, lists, and signature blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Spacer, Table

from paritrana_desktop import texts
from paritrana_desktop.documents import names, style
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.rendered import SignatureBox, SignedBy
from paritrana_desktop.documents.tables import continued
from paritrana_desktop.domain.panel import Juror, Role
from paritrana_desktop.domain.plan import Plan

_AREA = 54
_GAP = 14
_WIDEST = 250
_HOURS = {"WIB": 7, "WITA": 8, "WIT": 9}
"""How far the zones of Indonesia are ahead of UTC."""
BARE: tuple[tuple[Any, ...], ...] = (
    ("FONT", (0, 0), (-1, -1), style.REGULAR, 10.5, 14),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
)
"""The commands of a table that only puts things side by side."""


def letterhead(plan: Plan) -> list[Flowable]:
    """The letterhead with its double rule; nothing if the event has none."""
    lines = [line for line in plan.occasion.letterhead if line.strip()]
    if not lines:
        return []
    # One line is the office itself; of several the second is, under the name of the government.
    office = 0 if len(lines) == 1 else 1
    parts: list[Flowable] = []
    for at, line in enumerate(lines):
        name = "kop_name" if at == office else "kop" if at < office else "kop_small"
        parts.append(style.paragraph(line, name))
    parts.append(Spacer(1, 3))
    parts.append(HRFlowable(width="100%", thickness=2, color=style.INK, spaceBefore=0, spaceAfter=1.4))
    parts.append(HRFlowable(width="100%", thickness=0.6, color=style.INK, spaceBefore=0, spaceAfter=12))
    return parts


def title(lines: Sequence[str], number: str = "") -> list[Flowable]:
    """The title in capitals as given, with the line for the number below it."""
    parts: list[Flowable] = [style.paragraph(line, "title") for line in lines]
    if number:
        parts.append(style.paragraph(number, "number"))
    return [*parts, Spacer(1, 10)]


def heading(text: str, room: float = 0) -> list[Flowable]:
    """A heading, on a new page unless `room` points are left for it and what follows."""
    parts: list[Flowable] = [CondPageBreak(room)] if room else []
    return [*parts, style.paragraph(text, "heading")]


def subheading(text: str, room: float = 0) -> list[Flowable]:
    """A heading inside a section; see `heading`."""
    parts: list[Flowable] = [CondPageBreak(room)] if room else []
    return [*parts, style.paragraph(text, "subheading")]


def items(lines: Sequence[str]) -> list[Flowable]:
    """A numbered list."""
    return [style.paragraph(line, "item", bullet=f"{at}.") for at, line in enumerate(lines, start=1)]


def facts(pairs: Sequence[tuple[str, str]], width: float, label: float = 105) -> Table:
    """Lines of "label : value" with hanging values."""
    widths = [label, 10, width - label - 10]
    rows: list[list[Any]] = []
    for key, value in pairs:
        rows += continued([style.paragraph(key, "left"), ":", style.paragraph(value, "left")], widths)
    commands: list[tuple[Any, ...]] = [
        *BARE,
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    return Table(rows, colWidths=widths, style=commands, hAlign="LEFT")


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, as the block says; without `signed` it is a blank for ink."""

    seat: str
    name: str
    post: str = ""
    below: tuple[str, ...] = ()
    signed: SignedBy | None = None


def signatory(
    juror: Juror, form: Form, say: Phrases, *, seat: str | None = None, signed: SignedBy | None = None
) -> Signatory:
    """The block of a panel member; `seat` replaces the one that the member has in the panel."""
    place = seat or say(f"seat.{juror.role}")
    return Signatory(place, names.name(juror, form), names.office(juror), names.service_lines(juror), signed)


def secretary(plan: Plan) -> Juror | None:
    """The panel's secretary, who signs lists and letters; None if the panel has none."""
    return next((juror for juror in plan.jurors if juror.role is Role.SECRETARY), None)


def signatures(
    people: Sequence[Signatory], places: list[SignatureBox], say: Phrases, width: float, before: Sequence[str] = ()
) -> list[Flowable]:
    """The blocks, the first at the right with room for the stamp at its left, the others in two columns below.

    `before` are the lines of place and date above the first block. `places` is filled while the blocks are drawn.
    """
    if not people:
        return []
    column = min(_WIDEST, (width - _GAP) / 2)
    blocks = [_block(person, places, say) for person in people]
    place_and_date = [style.paragraph(line, "sign") for line in before]
    first: list[Flowable] = [*place_and_date, Spacer(1, 4), *blocks[0]] if before else blocks[0]
    empty: list[Flowable] = []
    parts: list[Flowable] = [_pair(empty, first, column, width)]
    others = [*blocks[1:], empty] if len(blocks) % 2 == 0 else blocks[1:]
    for left, right in zip(others[::2], others[1::2], strict=True):
        parts += [Spacer(1, _GAP), _pair(left, right, column, width)]
    return parts


def _pair(left: list[Flowable], right: list[Flowable], column: float, width: float) -> Table:
    widths = [column, width - 2 * column, column]
    return Table([[left or "", "", right or ""]], colWidths=widths, style=[*BARE], hAlign="LEFT")


def _block(person: Signatory, places: list[SignatureBox], say: Phrases) -> list[Flowable]:
    parts: list[Flowable] = [style.paragraph(f"{person.seat},", "sign")]
    if person.post:
        parts.append(style.paragraph(person.post, "sign_post"))
    parts.append(_Area(_declared(person.signed, say), person.signed, places))
    parts.append(style.paragraph(person.name, "sign_name"))
    parts += [style.paragraph(line, "sign") for line in person.below]
    return parts


def _declared(signed: SignedBy | None, say: Phrases) -> tuple[str, ...]:
    if signed is None:
        return ()
    lines = [say("signed.digitally"), say("signed.key", key=signed.key)]
    if signed.at is not None:
        local = signed.at.astimezone(dt.timezone(dt.timedelta(hours=_HOURS[say.zone])))
        lines.append(say("signed.at", day=texts.date(local.date(), "id"), clock=f"{local:%H.%M}", zone=say.zone))
    return (*lines, say("signed.caption"))


class _Area(Flowable):
    """The space that a signature fills: blank for ink, or a frame that says who will sign digitally."""

    def __init__(self, lines: tuple[str, ...], signed: SignedBy | None, places: list[SignatureBox]) -> None:
        """Remember what to write and where to note the place."""
        super().__init__()
        self._lines = lines
        self._signed = signed
        self._places = places

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As wide as there is room; the same height for ink and frame."""
        del available_height
        self.width, self.height = available_width, float(_AREA)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the frame and note where it is."""
        if self._signed is None:
            return
        inset = 4
        self.canv.setStrokeColor(style.RULE)
        self.canv.setLineWidth(0.5)
        self.canv.rect(0, inset, self.width, self.height - 2 * inset)
        self.canv.setFillColor(style.INK)
        leading = 10
        top = self.height / 2 + leading * (len(self._lines) - 1) / 2 - 2.5
        for at, line in enumerate(self._lines):
            self.canv.setFont(style.BOLD if at == 0 else style.REGULAR, 7.5)
            self.canv.drawCentredString(self.width / 2, top - at * leading, line)
        left, bottom = self.canv.absolutePosition(0, inset)
        right, upper = self.canv.absolutePosition(self.width, self.height - inset)
        box = (round(left, 2), round(bottom, 2), round(right, 2), round(upper, 2))
        self._places.append(SignatureBox(self._signed.field, self.canv.getPageNumber() - 1, box))

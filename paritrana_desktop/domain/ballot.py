"""Marks and ballots: what was typed is parsed, put, and locked at hand-in.

A mark is a whole number of hundredths. Blank, zero, absent, not applicable and recused are five different things: a
blank is a cell without a mark, a zero is a mark, absent and not applicable are states, and a recused juror has no
cell at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Literal

from paritrana_desktop.domain.errors import N_, Refusal, Sentence
from paritrana_desktop.domain.panel import Interest
from paritrana_desktop.domain.plan import (
    Cell,
    Code,
    CommentRule,
    Criterion,
    Hundredths,
    Plan,
    Scale,
)
from paritrana_desktop.domain.schema import DoesNotFit, Free, Hex, Length, Shaped, Text, Within

MOST_MARKS = 20_000
MOST_ANCESTORS = 64
_TYPED = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,2}))?", re.ASCII)


class NotAMark(Refusal):
    sentence = N_("“{typed}” is not a mark. Please type a number such as 85 or 85,5.")


class OutOfScale(Refusal):
    sentence = N_("{typed} is outside the scale from {minimum} to {maximum}.")


class BetweenSteps(Refusal):
    sentence = N_("{typed} falls between the steps of this scale ({step}).")


class Locked(Refusal):
    sentence = N_("These marks have been handed in and are locked. Reopen them to change one; that makes a new ballot.")


class NotYourCell(Refusal):
    sentence = N_("No mark is asked of you for {nominee}, {criterion}. Nothing was changed.")


class CommentMissing(Refusal):
    sentence = N_("This mark needs a comment: {nominee}, {criterion}.")


class MarkState(StrEnum):
    """What a cell holds when it is not blank."""

    SCORED = "scored"
    ABSENT = "absent"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one juror says of one nominee under one criterion; `u` is in hundredths, None unless scored."""

    category: Code
    nominee: Code
    criterion: Code
    u: Hundredths | None
    state: MarkState = MarkState.SCORED
    comment: Text = ""
    evidence: Text = ""

    @property
    def cell(self) -> Cell:
        """Where the mark stands."""
        return Cell._make((self.category, self.nominee, self.criterion))


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A (stage, category) that this ballot hands in, with the digest of the sheet that the juror saw."""

    stage: Code
    category: Code
    sheet: Hex


@dataclass(frozen=True, slots=True)
class Enrolment:
    """How a key is admitted on first use: `mac` is made with the secret of the juror's package."""

    certificate: Annotated[str, Length(4000)]
    """Base64 of the DER form."""
    age_recipient: Annotated[str, Shaped("age1[0-9a-z]{20,80}")]
    mac: Hex


class Origin(StrEnum):
    """How the marks came in."""

    JUROR = "juror"
    PAPER = "paper"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Ballot:
    """A complete snapshot of one juror's marks; any one surviving file is enough."""

    kind: Literal["ballot"]
    critical: Annotated[tuple[Text, ...], Length(0)]
    event: Hex
    plan: Hex
    juror: Code
    device: Annotated[str, Shaped("[0-9a-f]{32}")]
    seq: Annotated[int, Within(1, 1_000_000)]
    """Rises by one with every export on this device."""
    ancestors: Annotated[tuple[Hex, ...], Length(MOST_ANCESTORS)]
    """Ids of all earlier ballots of this juror known on this device, sorted."""
    to: Annotated[tuple[Annotated[str, Shaped("age1[0-9a-z]{20,80}")], ...], Length(8)]
    handed_in: Annotated[tuple[HandedIn, ...], Length(5000)]
    marks: Annotated[tuple[Mark, ...], Length(MOST_MARKS)]
    interests: Annotated[tuple[Interest, ...], Length(5000)]
    enrolment: Enrolment | None
    origin: Origin
    made_at: Annotated[
        str, Shaped(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9][+-][0-9]{2}:[0-9]{2}")
    ]
    """The clock's claim; decides nothing."""
    app: Text
    ext: Free


def parse_mark(typed: str, scale: Scale) -> int:
    """The mark in hundredths that `typed` says: `85,5` and `85.5` are the same; never silently changed.

    Raises:
        NotAMark: if it is no number, or reads as a thousand (`1.234`).
        OutOfScale: if it is below the minimum or above the maximum of `scale`.
        BetweenSteps: if `scale` has no such step.
    """
    match = _TYPED.fullmatch(typed.strip())
    if not match:
        raise NotAMark(typed=typed.strip()[:40])
    whole, part = match[1], match[2] or ""
    u = int(whole) * 100 + int(part.ljust(2, "0"))
    check_mark(u, scale)
    return u


def check_mark(u: int, scale: Scale) -> None:
    """Raise OutOfScale or BetweenSteps unless `u` (hundredths) is on `scale`."""
    if not scale.minimum <= u <= scale.maximum:
        raise OutOfScale(typed=plain_mark(u), minimum=plain_mark(scale.minimum), maximum=plain_mark(scale.maximum))
    if (u - scale.minimum) % scale.step:
        raise BetweenSteps(typed=plain_mark(u), step=plain_mark(scale.step))


def plain_mark(u: int) -> str:
    """A mark in hundredths as the panel writes it, with a decimal comma: 8750 is `87,5`."""
    whole, part = divmod(u, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",") if part else str(whole)


def needs_comment(criterion: Criterion, u: int) -> bool:
    """Whether a mark of `u` under `criterion` must be explained; extreme: in the first or last tenth of the scale."""
    if criterion.comment is CommentRule.NEVER or criterion.scale is None:
        return False
    if criterion.comment is CommentRule.ALWAYS:
        return True
    span = criterion.scale.maximum - criterion.scale.minimum
    return u * 10 <= criterion.scale.minimum * 10 + span or u * 10 >= criterion.scale.maximum * 10 - span


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A juror's marks so far, and which (stage, category) pairs are handed in and so locked."""

    plan: Plan
    juror: str
    marks: Mapping[Cell, Mark] = field(default_factory=lambda: MappingProxyType({}))
    locked: frozenset[tuple[str, str]] = frozenset()

    def check(self, mark: Mark) -> None:
        """Raise Locked, NotYourCell, NotAMark, OutOfScale or BetweenSteps unless `mark` may be put here now."""
        category = self.plan.category(mark.category)
        criterion = next((leaf for leaf in category.judged() if leaf.code == mark.criterion), None)
        if criterion is None or mark.cell not in self.owed(criterion.stage, mark.category):
            raise NotYourCell(nominee=f"{mark.category}-{mark.nominee}", criterion=mark.criterion)
        if (criterion.stage, mark.category) in self.locked:
            raise Locked
        if (mark.u is None) == (mark.state is MarkState.SCORED):
            raise NotAMark(typed="" if mark.u is None else plain_mark(mark.u))
        if mark.u is not None and criterion.scale is not None:
            check_mark(mark.u, criterion.scale)

    def put(self, mark: Mark) -> Worksheet:
        """A worksheet with `mark` in its cell; see `check` for what is refused."""
        self.check(mark)
        return replace(self, marks=MappingProxyType({**self.marks, mark.cell: mark}))

    def clear(self, cell: Cell) -> Worksheet:
        """A worksheet with `cell` blank again."""
        self.check(Mark(cell.category, cell.number, cell.criterion, None, MarkState.ABSENT))
        return replace(self, marks=MappingProxyType({at: mark for at, mark in self.marks.items() if at != cell}))

    def owed(self, stage: str, category: str) -> frozenset[Cell]:
        """The cells that this juror is asked to fill in (stage, category)."""
        return frozenset(self.plan.cells(self.juror, stage, category))

    def blanks(self, stage: str, category: str) -> tuple[Cell, ...]:
        """The cells of (stage, category) still without a mark, in order."""
        return tuple(cell for cell in self.plan.cells(self.juror, stage, category) if cell not in self.marks)

    def uncommented(self, stage: str, category: str) -> tuple[Cell, ...]:
        """The cells of (stage, category) whose mark still needs a comment, in order."""
        judged = {leaf.code: leaf for leaf in self.plan.category(category).judged(stage)}
        return tuple(
            cell
            for cell in self.plan.cells(self.juror, stage, category)
            if (mark := self.marks.get(cell)) is not None
            and mark.u is not None
            and not mark.comment.strip()
            and needs_comment(judged[cell.criterion], mark.u)
        )

    def complete(self, stage: str, category: str) -> bool:
        """Whether (stage, category) can be handed in."""
        return not self.blanks(stage, category) and not self.uncommented(stage, category)

    def lock(self, sheets: Iterable[tuple[str, str]]) -> Worksheet:
        """A worksheet in which `sheets` (stage, category) are handed in."""
        return replace(self, locked=self.locked | frozenset(sheets))


def sorted_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in the one order that a ballot has."""
    return tuple(sorted(marks, key=lambda mark: mark.cell))


class BallotOutOfOrder(Refusal):
    sentence = N_("The marks in this file are not in order or stand twice. It was not used.")


class BallotIncomplete(Refusal):
    sentence = N_(
        "The file hands in {sheet}, but the mark for {cell} is missing. Please ask the juror to hand in again."
    )


class BallotHasBadMark(Refusal):
    sentence = N_("The mark for {cell} is not possible: {reason} The whole file was refused; please ask the juror.")


class UnknownInBallot(Refusal):
    sentence = N_("The file speaks of {what}, which this event does not have. It was not used.")


class SheetOfAnotherPlan(Refusal):
    sentence = N_(
        "The file says that {sheet} was judged by other criteria than the plan it names has. It was not used; "
        "please ask the juror to hand in again."
    )


class NewerBallot(Refusal):
    sentence = N_("This file was made by a newer version of the program. Please update the program; the file is fine.")


class ImpossibleAncestors(Refusal):
    sentence = N_("The list of earlier ballots in this file is not possible. It was not used.")


def check_ballot(ballot: Ballot, plan: Plan) -> None:
    """Refuse `ballot` unless every id, state, range and step in it is possible under `plan`, which it names.

    A mark by a juror with an actual conflict is no fault of the file: it is kept and has no effect.
    """
    cells = [mark.cell for mark in ballot.marks]
    _check_order(ballot, cells)
    _check_date(ballot.made_at)
    if ballot.juror not in {juror.code for juror in plan.jurors}:
        raise UnknownInBallot(what=ballot.juror)
    scales = plan.scales()
    for cell, mark in zip(cells, ballot.marks, strict=True):
        if cell not in scales:
            raise UnknownInBallot(what=_printed(cell))
        _check_state(mark, scales[cell])
    marked = set(cells)
    known = {(stage.code, category.code) for category in plan.categories for stage in plan.stages_of(category.code)}
    for entry in ballot.handed_in:
        sheet = f"{entry.stage}/{entry.category}"
        if (entry.stage, entry.category) not in known:
            raise UnknownInBallot(what=sheet)
        if entry.sheet != plan.sheet(entry.stage, entry.category):
            raise SheetOfAnotherPlan(sheet=sheet)
        for cell in plan.cells(ballot.juror, entry.stage, entry.category):
            if cell not in marked:
                raise BallotIncomplete(sheet=sheet, cell=_printed(cell))


def _check_order(ballot: Ballot, cells: list[Cell]) -> None:
    if any(earlier >= later for earlier, later in pairwise(cells)):
        raise BallotOutOfOrder
    pairs = [(entry.stage, entry.category) for entry in ballot.handed_in]
    if pairs != sorted(set(pairs)):
        raise BallotOutOfOrder
    if list(ballot.ancestors) != sorted(set(ballot.ancestors)):
        raise ImpossibleAncestors


def _check_date(made_at: str) -> None:
    try:
        dt.datetime.fromisoformat(made_at)
    except ValueError:
        raise DoesNotFit(place="Ballot.made_at") from None


def _check_state(mark: Mark, scale: Scale | None) -> None:
    if (mark.u is None) == (mark.state is MarkState.SCORED):
        contradiction = Sentence(N_("its number and its state contradict each other."))
        raise BallotHasBadMark(cell=_printed(mark.cell), reason=contradiction)
    if mark.u is not None and scale is not None:
        try:
            check_mark(mark.u, scale)
        except Refusal as refusal:
            raise BallotHasBadMark(cell=_printed(mark.cell), reason=refusal.said) from None


def _printed(cell: Cell) -> str:
    return f"{cell.category}-{cell.number} {cell.criterion}"

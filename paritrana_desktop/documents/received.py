"""What came in, as the closing list and the minutes print it: a strip for each juror, and what people must know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paritrana_desktop.domain.ballot import Ballot, MarkState, Origin
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.facts import Admission, Exclusion, Fact, Ruling
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.union import SheetState, SheetView, View

_BY_PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class Strip:
    """One juror's line: what that juror compares with the own score sheet, and signs."""

    juror: str
    codes: tuple[str, ...]
    """Codes (`N-…`) of the ballots that count; none when nothing came in."""
    marks: int
    """How many cells were marked, states included."""
    totals: Mapping[str, int]
    """Category -> sum of the juror's marks there, in hundredths: the control total."""
    complete: bool
    """Whether every sheet asked of the juror was handed in, without differences."""
    origins: tuple[Origin, ...] = ()
    admission: str = ""
    """The reason, when the juror's key was admitted by a person and not by the package."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """Ballots that were taken out again, with the reason."""

    codes: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Received:
    """Everything that came in up to a closing."""

    strips: tuple[Strip, ...]
    early: tuple[str, ...] = ()
    """The reasons given when the count was opened before all had handed in."""
    late: tuple[tuple[str, str], ...] = ()
    """(juror, ballot code) of ballots that came after the closing and have no effect."""
    excluded: tuple[Excluded, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    """The meeting's choices between differing ballots of one juror."""


def received(
    plan: Plan, view: View, ballots: Mapping[str, Ballot], facts: Mapping[str, Fact], stage: str | None = None
) -> Received:
    """What `view` holds for `stage` (None: all stages), with origins from `ballots` and admissions from `facts`."""
    admissions = {
        fact.juror: fact.reason or fact.how
        for fact in facts.values()
        if isinstance(fact, Admission) and fact.how != _BY_PACKAGE
    }
    by_juror: dict[str, list[SheetView]] = {juror.code: [] for juror in plan.jurors if juror.scores}
    for (juror, at, _), sheet in view.sheets.items():
        if stage in {None, at} and sheet.state is not SheetState.NOT_ASKED:
            by_juror[juror].append(sheet)
    exclusions = [fact for fact in facts.values() if isinstance(fact, Exclusion)]
    early = [closing.early for closing in view.closings.values() if closing.early and stage in {None, closing.stage}]
    return Received(
        strips=tuple(
            _strip(juror, sheets, ballots, admissions.get(juror, "")) for juror, sheets in by_juror.items() if sheets
        ),
        early=tuple(dict.fromkeys(early)),
        late=tuple(sorted((ballots[name].juror, _code(name)) for name in view.late if name in ballots)),
        excluded=tuple(Excluded(tuple(_code(name) for name in fact.ballots), fact.reason) for fact in exclusions),
        rulings=tuple(view.rulings.values()),
    )


def _strip(juror: str, sheets: list[SheetView], ballots: Mapping[str, Ballot], admission: str) -> Strip:
    heads = sorted({head for sheet in sheets for head in sheet.heads})
    totals: dict[str, int] = {}
    for sheet in sheets:
        if sheet.heads:
            scored = [mark.u or 0 for mark in sheet.marks.values() if mark.state is MarkState.SCORED]
            totals[sheet.category] = totals.get(sheet.category, 0) + sum(scored)
    return Strip(
        juror=juror,
        codes=tuple(_code(head) for head in heads),
        marks=sum(len(sheet.marks) for sheet in sheets),
        totals=totals,
        complete=all(sheet.state is SheetState.DONE for sheet in sheets),
        origins=tuple(dict.fromkeys(ballots[head].origin for head in heads if head in ballots)),
        admission=admission,
    )


def _code(ballot: str) -> str:
    return fingerprint_code(Prefix.BALLOT, ballot)

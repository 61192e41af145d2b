"""What the juror's pages know: a frozen snapshot of the desk, and what one juror's own marks add up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana_desktop.domain.ballot import Mark, Worksheet
from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.plan import (
    Attendance,
    Category,
    CategoryCode,
    Cell,
    Nominee,
    NomineeId,
    Number,
    Plan,
)
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.texts import _, language


@dataclass(frozen=True, slots=True)
class JurorState:
    """One juror's desk at one moment; safe in any thread."""

    worksheet: Worksheet
    pact_confirmed: bool
    place: str
    """Where this juror last was, as `Place.text` wrote it."""
    ballot_code: str
    """Of the newest ballot; empty before the first."""

    @property
    def plan(self) -> Plan:
        """The plan that the marks are about."""
        return self.worksheet.plan

    @property
    def juror(self) -> str:
        """Whose marks these are."""
        return self.worksheet.juror

    def ahead(self, wanted: Mapping[Cell, Mark | None]) -> JurorState:
        """The same with what the juror gave in the meantime, saved or not; None is blank again."""
        marks = {cell: mark for cell, mark in self.worksheet.marks.items() if cell not in wanted}
        marks |= {cell: mark for cell, mark in wanted.items() if mark is not None}
        return replace(self, worksheet=replace(self.worksheet, marks=marks))

    @property
    def sheets(self) -> tuple[tuple[str, str], ...]:
        """The (stage, category) pairs asked of this juror, in order."""
        return tuple((stage.code, category.code) for stage, category in self.plan.sheets_of(self.juror))

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories in which something is asked of this juror, in order."""
        asked = dict.fromkeys(category for _stage, category in self.sheets)
        return tuple(self.plan.category(code) for code in asked)

    def asked(self) -> dict[NomineeId, tuple[Cell, ...]]:
        """Every nominee that this juror marks, in the order of the work, with the cells owed over all stages."""
        cells: dict[tuple[str, str], list[Cell]] = {}
        for stage, category in self.sheets:
            for cell in self.plan.cells(self.juror, stage, category):
                cells.setdefault((cell.category, cell.number), []).append(cell)
        return {
            NomineeId(CategoryCode(category.code), Number(nominee.number)): tuple(owed)
            for category in self.categories
            for nominee in category.nominees
            if (owed := cells.get((category.code, nominee.number)))
        }

    def unexplained(self) -> frozenset[Cell]:
        """The cells whose mark still needs a comment."""
        return frozenset(cell for stage, code in self.sheets for cell in self.worksheet.uncommented(stage, code))


def load(scoring: Scoring) -> JurorState:
    """The desk as it is now; in the writer thread."""
    return JurorState(scoring.worksheet, scoring.pact_confirmed, scoring.place, scoring.ballot_code)


def named(category: Category, nominee: Nominee) -> str:
    """`PJ-02-F  Hotel Contoh Ampera`: number, check character and name travel together."""
    return f"{nominee_label(category.code, nominee.number)}  {nominee.name}"


def own_total(category: Category, marks: Iterable[Mark]) -> Fraction | None:
    """The weighted mean of one juror's `marks` for one nominee, 0 to 100, exact; None without a single mark.

    Weight × mark ÷ maximum, over the weight of the criteria marked: what is absent or not applicable has no part in it,
    and neither have measured figures.
    """
    points = weights = Fraction(0)
    for mark in marks:
        scale = category.criterion(mark.criterion).scale
        if mark.u is not None and scale is not None:
            weight = category.weight(mark.criterion)
            points += weight * Fraction(mark.u, scale.maximum)
            weights += weight
    return points / weights * 100 if weights else None


def why_left_out(plan: Plan, nominee: Nominee, stage: str) -> str:
    """Why nobody marks `nominee` at `stage`, in two words; empty if it takes part."""
    if plan.takes_part(nominee, stage):
        return ""
    if not nominee.eligible:
        return _("not eligible")
    until = {entry.code for entry in plan.stages_until(stage)}
    held = {entry.attendance for entry in nominee.attendance if entry.stage in until}
    if Attendance.WITHDRAWN in held:
        return _("withdrawn")
    return _("disqualified") if Attendance.DISQUALIFIED in held else _("did not come")


def time_of_day(at: dt.datetime) -> str:
    """`10.42` in Indonesian, `10:42` in English."""
    return f"{at:%H.%M}" if language() == "id" else f"{at:%H:%M}"


def saved(at: dt.datetime) -> str:
    """What the header says once a mark is on the disk."""
    return _("✓ Saved {time}").format(time=time_of_day(at))

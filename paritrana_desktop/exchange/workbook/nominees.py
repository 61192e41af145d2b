"""The sheets Nomine and Data: who is judged, how they came, and the measured figures with their sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from paritrana_desktop.domain.errors import N_
from paritrana_desktop.domain.plan import (
    AbsenceEffect,
    Attendance,
    Category,
    CriterionKind,
    Figure,
    Nominee,
    RuleKind,
    SpecialAward,
    Stage,
    StageAttendance,
)
from paritrana_desktop.exchange.workbook.row import YES_NO, Row
from paritrana_desktop.exchange.workbook.values import exact_text, folded, mixes_scripts, normal

_ATTENDANCE = {
    "hadir": Attendance.PRESENT,
    "present": Attendance.PRESENT,
    "daring": Attendance.ONLINE,
    "online": Attendance.ONLINE,
    "diwakili": Attendance.REPRESENTED,
    "represented": Attendance.REPRESENTED,
    "tidak hadir": Attendance.ABSENT,
    "absent": Attendance.ABSENT,
    "mengundurkan diri": Attendance.WITHDRAWN,
    "withdrawn": Attendance.WITHDRAWN,
    "didiskualifikasi": Attendance.DISQUALIFIED,
    "diskualifikasi": Attendance.DISQUALIFIED,
    "disqualified": Attendance.DISQUALIFIED,
}
_NEEDS_REASON = {Attendance.ABSENT, Attendance.WITHDRAWN, Attendance.DISQUALIFIED}
MOST_NAME = 300

Contests = Mapping[str, Category]


def category_of(row: Row, contests: Contests, awards: Mapping[str, SpecialAward]) -> Category | None:
    """The contest that a row names; None with a fault."""
    code = row.code("category")
    if code in awards:
        row.fault("category", N_("{code} is a special award; it has no nominees of its own."), code=code)
    elif code and code not in contests:
        row.fault("category", N_("There is no category {code}."), code=code)
    return contests.get(code)


def with_nominees(
    rows: Sequence[Row],
    contests: Contests,
    awards: Mapping[str, SpecialAward],
    stages: Sequence[Stage],
    effect: AbsenceEffect | None,
) -> dict[str, Category]:
    """The contests with their nominees, in the order of the sheet."""
    nominees: dict[str, dict[str, Nominee]] = {code: {} for code in contests}
    numbered: dict[tuple[str, str], int | None] = {}
    named: dict[tuple[str, str], int | None] = {}
    for row in rows:
        category = category_of(row, contests, awards)
        number = row.code("number")
        nominee = _nominee(row, number, category, stages, effect)
        if category is None:
            continue
        if number and (category.code, number) in numbered:
            first = numbered[category.code, number] or 0
            row.fault(
                "number",
                N_("The number {number} stands twice in {category} (also in row {row})."),
                number=number,
                category=category.code,
                row=first,
            )
            continue
        numbered[category.code, number] = row.line
        name = (category.code, folded(nominee.name))
        if name in named:
            row.warn(
                "name",
                N_("“{name}” resembles the name in row {row}. Is it another nominee?"),
                name=nominee.name,
                row=named[name] or 0,
            )
        named.setdefault(name, row.line)
        nominees[category.code][number] = nominee
    return {code: replace(category, nominees=tuple(nominees[code].values())) for code, category in contests.items()}


def _nominee(
    row: Row, number: str, category: Category | None, stages: Sequence[Stage], effect: AbsenceEffect | None
) -> Nominee:
    name, reason = row.needed("name", MOST_NAME), row.text("reason")
    if mixes_scripts(name):
        row.warn("name", N_("“{name}” mixes letters of several scripts that look alike. Please check it."), name=name)
    eligible = row.yes("eligible", fallback=True)
    if not eligible and not reason:
        row.warn("reason", N_("The reason why this nominee is not eligible is missing."))
    attendance = () if category is None else _attendance(row, category, stages, reason)
    if effect is None and any(entry.attendance is Attendance.ABSENT for entry in attendance):
        row.fault(
            "attendance",
            N_("A nominee is absent, but the sheet Aturan does not say what that does (Akibat tidak hadir)."),
        )
    return Nominee(
        number=number,
        name=name,
        region=row.text("region"),
        sector=row.text("sector"),
        interview_order=row.text("interview_order"),
        eligible=eligible,
        reason="" if attendance and eligible else reason,
        note=row.text("note"),
        attendance=attendance,
    )


def _attendance(row: Row, category: Category, stages: Sequence[Stage], reason: str) -> tuple[StageAttendance, ...]:
    """What the cell says, by stage; being present is not recorded, since it is the rule."""
    ordered = [stage.code for stage in stages if stage.code in {leaf.stage for leaf in category.leaves()}]
    recorded: dict[str, Attendance] = {}
    for part in filter(None, (part.strip() for part in re.split("[;,]", row.text("attendance")))):
        stage, colon, word = part.rpartition(":")
        code = stage.strip().upper() if colon else (ordered[-1] if ordered else "")
        came = _ATTENDANCE.get(normal(word))
        if came is None:
            known = "hadir, daring, diwakili, tidak hadir, mengundurkan diri, didiskualifikasi"
            row.fault(
                "attendance", N_("“{text}” is not known here. Possible: {choices}."), text=word[:40], choices=known
            )
        elif code not in ordered:
            row.fault(
                "attendance", N_("The category {category} has no stage {stage}."), category=category.code, stage=code
            )
        elif code in recorded:
            row.fault("attendance", N_("The stage {stage} stands twice."), stage=code)
        else:
            recorded[code] = came
    if not reason and _NEEDS_REASON & set(recorded.values()):
        row.warn("reason", N_("The reason why this nominee is not present is missing."))
    return tuple(
        StageAttendance(code, recorded[code], reason if recorded[code] is not Attendance.ONLINE else "")
        for code in ordered
        if recorded.get(code, Attendance.PRESENT) is not Attendance.PRESENT
    )


def with_figures(rows: Sequence[Row], contests: Contests, awards: Mapping[str, SpecialAward]) -> dict[str, Category]:
    """The contests with the figures of the sheet Data in their nominees, in the order of the criteria."""
    figures: dict[tuple[str, str], dict[str, Figure]] = {}
    seen: dict[tuple[str, str, str], int | None] = {}
    for row in rows:
        category = category_of(row, contests, awards)
        number, code = row.code("number"), row.code("criterion")
        figure = _figure(row, code, category)
        if category is None or not number or not code:
            continue
        if number not in {nominee.number for nominee in category.nominees}:
            row.fault(
                "number", N_("There is no nominee {number} in {category}."), number=number, category=category.code
            )
        elif (category.code, number, code) in seen:
            first = seen[category.code, number, code] or 0
            row.fault("criterion", N_("This figure stands twice (also in row {row})."), row=first)
        elif figure is not None:
            figures.setdefault((category.code, number), {})[code] = figure
        seen.setdefault((category.code, number, code), row.line)
    return {
        code: replace(
            category,
            nominees=tuple(
                replace(nominee, figures=_in_order(category, figures.get((code, nominee.number), {})))
                for nominee in category.nominees
            ),
        )
        for code, category in contests.items()
    }


def _in_order(category: Category, figures: Mapping[str, Figure]) -> tuple[Figure, ...]:
    return tuple(figures[leaf.code] for leaf in category.leaves() if leaf.code in figures)


def _figure(row: Row, code: str, category: Category | None) -> Figure | None:
    rule = RuleKind.LINEAR
    if category is not None and code:
        leaf = next((leaf for leaf in category.leaves() if leaf.code == code), None)
        if leaf is None or leaf.kind is not CriterionKind.MEASURED:
            row.fault(
                "criterion", N_("{code} is not a measured criterion of {category}."), code=code, category=category.code
            )
            return None
        rule = leaf.rule.rule if leaf.rule is not None else RuleKind.LINEAR
    value = _yes_or_no(row) if rule is RuleKind.YES_NO else row.exact("value")
    numerator, denominator = row.number("numerator"), row.number("denominator")
    _check_ratio(row, denominator)
    target = row.number("target")
    if rule is RuleKind.TARGET and (target is None or target <= 0) and (row.has("value") or row.has("numerator")):
        row.fault("target", N_("The rule of this criterion needs a target above 0."))
    entered, checked = row.text("entered_by"), row.text("checked_by")
    if entered and folded(entered) == folded(checked):
        row.warn("checked_by", N_("This figure was entered and checked by the same person."))
    return Figure(
        criterion=code,
        value=value,
        numerator=None if numerator is None else exact_text(numerator),
        denominator=None if denominator is None else exact_text(denominator),
        target=None if target is None else exact_text(target),
        unit=row.text("unit"),
        source=row.text("source"),
        date=row.date("date"),
        claim=row.text("claim"),
        entered_by=entered,
        checked_by=checked,
    )


def _yes_or_no(row: Row) -> str | None:
    words = {**YES_NO, "1": True, "0": False, "ada": True, "tidak ada": False}
    return None if not row.has("value") else ("1" if row.choice("value", words, fallback=False) else "0")


def _check_ratio(row: Row, denominator: Fraction | None) -> None:
    if row.has("numerator") != row.has("denominator"):
        row.fault("numerator", N_("Numerator and denominator belong together; one of them is missing."))
    elif row.has("value") and row.has("numerator"):
        row.fault("value", N_("A figure is either a value or a ratio, not both."))
    elif denominator is not None and denominator <= 0:
        row.fault("denominator", N_("The denominator must be above 0."))

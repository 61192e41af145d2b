"""One nominee's score card: criterion by criterion and juror by juror, each adding up to the total.

```
card = score_card(plan, category_tally, "03", against="07")
columns, rows = juror_rows(plan, category_tally, "03")
```
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.plan import Category, Criterion, Method, Plan
from paritrana_desktop.domain.rounding import rounded
from paritrana_desktop.domain.tally import CategoryTally, CriterionScore, JurorTotal, Standing
from paritrana_desktop.texts import _, language, number, say
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row

DECIMALS = 4
"""Decimals of points; a total has those of its category."""
_ADDING_UP = {Method.MEAN, Method.TRIMMED_MEAN}
_SWAPPED = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion: a top one (`level` 0) with its bar, or one below it, of which the top one is the sum."""

    id: str
    level: int
    name: str
    detail: str
    """How the points came about: `87,13 × 20 %`."""
    points: str
    gap: str
    """Against the nominee compared with, signed; empty where there is none."""
    reached: Fraction
    most: Fraction
    """Points reached and possible, for the bar."""


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """What the card of one nominee shows."""

    id: str
    nominee: str
    total: str
    caption: str
    lines: tuple[CriterionLine, ...]
    sum: str
    """The lines added up, or how the total came about where the method does not add up."""
    notes: tuple[str, ...]
    widest: Fraction
    """The possible points whose bar takes the whole width."""


def printed_total(standing: Standing) -> str:
    """The total as printed, with the separators of the language in use."""
    return standing.printed if language() == "id" else standing.printed.translate(_SWAPPED)


def neighbour(tally: CategoryTally, nominee: str) -> str | None:
    """Whom to compare with: the nominee ranked right above, for the first one the next below."""
    ranked = [standing.number for standing in tally.ranking if standing.ranked]
    if nominee not in ranked or len(ranked) == 1:
        return None
    place = ranked.index(nominee)
    return ranked[place - 1] if place else ranked[1]


def signed(value: Fraction, decimals: int) -> str:
    """A difference with its sign: `+1,02`, `−0,45`, `0,00`."""
    text = number(value, decimals)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def percent(part: Fraction) -> str:
    """A part of the whole in per cent, with at most two decimals and none that says nothing: `12,5 %`."""
    hundredths = rounded(part * 100, 2)
    decimals = next(places for places in (0, 1, 2) if rounded(hundredths, places) == hundredths)
    return f"{number(hundredths, decimals)} %"


def score_card(plan: Plan, tally: CategoryTally, nominee: str, against: str | None = None) -> ScoreCard:
    """The card of `nominee`, with differences from `against` where that is given."""
    category = plan.category(tally.code)
    standing = tally.standing(nominee)
    other = tally.standing(against) if against is not None else None
    lines = tuple(_lines(category, standing, other))
    return ScoreCard(
        id=nominee,
        nominee=f"{nominee_label(category.code, nominee)}  {standing.name}",
        total=printed_total(standing),
        caption=_caption(category, other),
        lines=lines,
        sum=_sum(category, standing),
        notes=tuple(_notes(plan, category, standing, lines)),
        widest=max((line.most for line in lines if line.level == 0), default=Fraction(0)),
    )


def juror_rows(plan: Plan, tally: CategoryTally, nominee: str) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """What each juror gave `nominee` in all and adds to the total; the last row is the sum."""
    category = plan.category(tally.code)
    standing = tally.standing(nominee)
    shares = category.method is not Method.MEDIAN
    adds = _("Rank given") if category.method is Method.SUM_OF_RANKS else _("Adds to the total")
    columns = (
        Column("juror", _("Juror"), grow=True),
        Column("total", _("Juror's total"), align="right"),
        *((Column("adds", adds, align="right"),) if shares else ()),
        Column("state", _("Note"), grow=True),
    )
    rows = [
        Row(
            entry.code,
            (
                Cell(plan.juror(entry.code).with_titles()),
                Cell(number(entry.total, DECIMALS)),
                *((Cell(_added(category, entry)),) if shares else ()),
                _state(category, standing, entry),
            ),
        )
        for entry in standing.jurors
    ]
    blank = (Cell("—", "muted"),) * (2 if shares else 1)
    rows += [
        Row(code, (Cell(plan.juror(code).with_titles()), *blank, Cell(_("does not score: conflict of interest"))))
        for code in standing.recused
    ]
    if shares and standing.total is not None:
        total = number(sum((entry.share for entry in standing.jurors), Fraction(0)), DECIMALS)
        rows.append(
            Row("sum", (Cell(_("Sum"), strong=True), Cell(""), Cell(total, strong=True), Cell(_rounded(standing))))
        )
    return columns, tuple(rows)


def _lines(category: Category, standing: Standing, other: Standing | None) -> list[CriterionLine]:
    own = {score.code: score for score in standing.criteria}
    theirs = {score.code: score for score in other.criteria} if other is not None else {}

    def below(parent: str | None, level: int) -> list[CriterionLine]:
        found: list[CriterionLine] = []
        for criterion in category.children(parent):
            leaves = [code for code in _leaves(category, criterion) if code in own]
            if not leaves:
                continue
            found.append(_line(criterion, level, [own[code] for code in leaves], [theirs.get(c) for c in leaves]))
            found += below(criterion.code, level + 1)
        return found

    return below(None, 0)


def _leaves(category: Category, criterion: Criterion) -> list[str]:
    children = category.children(criterion.code)
    return [leaf for child in children for leaf in _leaves(category, child)] if children else [criterion.code]


def _line(
    criterion: Criterion, level: int, own: list[CriterionScore], theirs: list[CriterionScore | None]
) -> CriterionLine:
    reached = [score.points for score in own]
    adds = all(points is not None for points in reached)
    points = sum((value for value in reached if value is not None), Fraction(0))
    compared = [score.points for score in theirs if score is not None and score.points is not None]
    gap = ""
    if adds and len(compared) == len(own):
        gap = signed(points - sum(compared, Fraction(0)), 2)
    weight = sum((score.weight for score in own), Fraction(0))
    shown = number(points, DECIMALS) if adds else "—"
    means = sum((score.weight * score.mean for score in own if score.mean is not None), Fraction(0))
    return CriterionLine(
        id=criterion.code,
        level=level,
        name=criterion.name,
        detail=_detail(criterion, own, weight),
        points=shown,
        gap=gap,
        reached=points if adds else means,
        most=weight * 100,
    )


def _detail(criterion: Criterion, own: list[CriterionScore], weight: Fraction) -> str:
    if [score.code for score in own] != [criterion.code]:
        return _("weight {weight}").format(weight=percent(weight))
    score = own[0]
    if score.mean is None:
        return _("left out for this nominee")
    values = {"value": number(score.mean, 2), "weight": percent(weight)}
    return (_("{value} × {weight}, measured") if score.measured else _("{value} × {weight}")).format(**values)


def _caption(category: Category, other: Standing | None) -> str:
    if category.method not in _ADDING_UP:
        return _("means by criterion")
    if other is None:
        return _("value × weight")
    return _("value × weight, and the difference from {nominee}").format(nominee=other.name)


def _sum(category: Category, standing: Standing) -> str:
    if standing.total is None:
        return say(standing.reason) if standing.reason is not None else ""
    total = printed_total(standing)
    if category.method is Method.MEDIAN:
        return _("The middle of the jurors' totals is {total}").format(total=total)
    if category.method is Method.SUM_OF_RANKS:
        return _("The jurors' ranks make {total}").format(total=total)
    exact = sum((score.points for score in standing.criteria if score.points is not None), Fraction(0))
    return _("Sum {sum} → rounded {total}").format(sum=number(exact, DECIMALS), total=total)


def _notes(plan: Plan, category: Category, standing: Standing, lines: tuple[CriterionLine, ...]) -> list[str]:
    notes = []
    if category.method in _ADDING_UP and standing.total is not None:
        read = sum((rounded(line.reached, DECIMALS) for line in lines if line.level == 0), Fraction(0))
        if read != rounded(standing.total, DECIMALS):
            notes.append(_("Each line is rounded for reading; the sum is exact."))
    if standing.total is not None and standing.reason is not None:
        notes.append(_("Not ranked: {reason}").format(reason=say(standing.reason)))
    if standing.recused:
        notes.append(_("Does not score, conflict of interest: {jurors}").format(jurors=_names(plan, standing.recused)))
    if standing.absent:
        notes.append(_("Absent from a stage: {jurors}").format(jurors=_names(plan, standing.absent)))
    return notes


def _names(plan: Plan, codes: tuple[str, ...]) -> str:
    return ", ".join(plan.juror(code).name for code in codes)


def _added(category: Category, entry: JurorTotal) -> str:
    if not entry.counted:
        return "—"
    if category.method is Method.SUM_OF_RANKS and entry.rank is not None:
        return number(entry.rank, 0 if entry.rank.denominator == 1 else 1)
    return number(entry.share, DECIMALS)


def _state(category: Category, standing: Standing, entry: JurorTotal) -> Cell:
    if not entry.counted and category.method is Method.TRIMMED_MEAN and entry.code not in standing.absent:
        return Cell(_("highest or lowest: left out"), "muted")
    if not entry.counted:
        return Cell(_("shown, does not count"), "muted")
    return Cell(_("absent from a stage"), "muted") if entry.code in standing.absent else Cell("")


def _rounded(standing: Standing) -> str:
    return _("rounded {total}").format(total=printed_total(standing))

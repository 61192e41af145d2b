"""The ranking of a category as the chair sees it: rows with dots and places, ties in words, score cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana_desktop.domain.decision import Matter, final_ranks
from paritrana_desktop.domain.plan import Category, Method
from paritrana_desktop.domain.rounding import rounded
from paritrana_desktop.domain.tally import CategoryTally, JurorTotal, Standing
from paritrana_desktop.texts import _, ngettext, number, say
from paritrana_desktop.ui.presenters import chair_differences, chair_state, chair_ties
from paritrana_desktop.ui.presenters.chair_differences import DifferenceShown
from paritrana_desktop.ui.presenters.chair_state import State, nominee, prizes, roman
from paritrana_desktop.ui.presenters.chair_ties import TieShown
from paritrana_desktop.ui.presenters.rows import Column, Row
from paritrana_desktop.ui.presenters.score_card import ScoreCard, juror_rows, neighbour, printed_total, score_card
from paritrana_desktop.ui.presenters.secretary_words import METHODS

_NARROWEST = 400
"""The least span of a line of dots, in hundredths: what is close together must look so."""


@dataclass(frozen=True, slots=True)
class Dots:
    """Jurors' totals and the common value, all in hundredths; `low` and `high` are the same in a whole category."""

    dots: tuple[int, ...]
    middle: int | None
    low: int
    high: int
    spoken: str


@dataclass(frozen=True, slots=True)
class RankShown:
    """One nominee's row."""

    number: str
    rank: str
    name: str
    under: str
    """Why there is no rank."""
    dots: Dots
    total: str
    margin: str
    chip: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Carded:
    """One nominee's score card and its table by juror."""

    card: ScoreCard
    jurors: tuple[Sequence[Column], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class CategoryShown:
    """One category: its button in the strip, and its page."""

    code: str
    tab: str
    spoken: str
    title: str
    method: str
    panel: str
    rows: tuple[RankShown, ...]
    ties: tuple[TieShown, ...]
    differences: tuple[DifferenceShown, ...]
    notes: tuple[str, ...]
    cards: dict[str, Carded]


@dataclass(frozen=True, slots=True)
class RankingShown:
    """What the page shows."""

    categories: tuple[CategoryShown, ...]
    to_decide: str
    recount: str
    recounted: bool
    refused: str
    """Why nothing can be frozen yet; empty when it can."""
    frozen: bool


def load(state: State) -> RankingShown:
    """Every category, in the plan's order."""
    recount, recounted = chair_state.recount_line(state)
    return RankingShown(
        tuple(_category(state, counted) for counted in state.tally.categories),
        chair_state.to_decide(state),
        recount,
        recounted,
        chair_state.still_open(state),
        state.frozen,
    )


def _category(state: State, counted: CategoryTally) -> CategoryShown:
    plan = state.plan
    contest = plan.category(counted.code)
    sign, spoken = _state(state, counted)
    low, high = _span(contest, counted)
    places = prizes(plan, counted, state.acts)
    shown_ties = chair_ties.ties(plan, counted, state.acts)
    tied = {entry for tie in shown_ties if tie.open for entry in tie.part}
    above: Standing | None = None
    rows = []
    # What a departure changes stands in the chips: the rows say what the scores and the settled ties say.
    for rank, standing in final_ranks(counted, replace(state.acts, departures=())):
        chip = _("equal total") if standing.number in tied else _prize(state, places.get(standing.number))
        rows.append(_row(contest, replace(standing, rank=rank), above, (low, high), chip))
        above = standing if standing.ranked else None
    return CategoryShown(
        code=contest.code,
        tab=f"{contest.code} {sign}",
        spoken=f"{contest.name}: {spoken}",
        title=contest.name,
        method=_(METHODS[contest.method]),
        panel=_panel(state, counted),
        rows=tuple(rows),
        ties=shown_ties,
        differences=chair_differences.load(state, contest),
        notes=tuple(capital(say(note)) for note in counted.notes),
        cards={
            standing.number: Carded(
                score_card(plan, counted, standing.number, neighbour(counted, standing.number)),
                juror_rows(plan, counted, standing.number),
            )
            for standing in counted.ranking
        },
    )


def _state(state: State, counted: CategoryTally) -> tuple[str, str]:
    matters = {point.matter for point in state.open_in(counted.code)}
    if Matter.RECEIVED in matters:
        return "!", _("something stands in the way of a decision")
    if Matter.TIE in matters:
        return "=", _("nominees are equal, the meeting decides")
    return "✓", _("ready")


def _panel(state: State, counted: CategoryTally) -> str:
    """`8 dari 9 juri, 1 tidak menilai`."""
    panel = state.plan.scoring(counted.code)
    scored = {total.code for standing in counted.ranking for total in standing.jurors}
    recused = {code for standing in counted.ranking for code in standing.recused} - scored
    text = ngettext("{counted} of {all} juror", "{counted} of {all} jurors", len(panel))
    said = text.format(counted=number(len(scored), 0), all=number(len(panel), 0))
    if recused:
        not_scoring = ngettext("{count} does not score", "{count} do not score", len(recused))
        said = f"{said}, {not_scoring.format(count=number(len(recused), 0))}"
    return said


def _span(contest: Category, counted: CategoryTally) -> tuple[int, int]:
    """The ends of all lines of a category: every dot and every total lies between them, with a little room."""
    values = [_hundredths(total.total) for standing in counted.ranking for total in _whole(standing)]
    if contest.method is not Method.SUM_OF_RANKS:
        values += [_hundredths(standing.total) for standing in counted.ranking if standing.total is not None]
    if not values:
        return 0, 10_000
    low, high = min(values), max(values)
    room = max(_NARROWEST - (high - low), (high - low) // 10)
    return low - room // 2, high + room // 2


def _whole(standing: Standing) -> tuple[JurorTotal, ...]:
    """The jurors' totals that can be compared: of those who count and missed no stage."""
    return tuple(total for total in standing.jurors if total.counted and total.code not in standing.absent)


def _hundredths(value: Fraction) -> int:
    return int(rounded(value, 2) * 100)


def _row(contest: Category, standing: Standing, above: Standing | None, span: tuple[int, int], chip: str) -> RankShown:
    name, total = nominee(contest, standing.number), printed_total(standing)
    ranks_add_up = contest.method is Method.SUM_OF_RANKS
    rank = "—" if standing.rank is None else number(standing.rank, 0)
    dots = Dots(
        tuple(_hundredths(entry.total) for entry in _whole(standing)),
        None if standing.total is None or ranks_add_up else _hundredths(standing.total),
        *span,
        _("Totals of {count} jurors").format(count=number(len(_whole(standing)), 0)),
    )
    return RankShown(
        number=standing.number,
        rank=rank,
        name=name,
        under=capital(say(standing.reason)) if standing.reason is not None else "",
        dots=dots,
        total=total,
        margin=_margin(contest, standing, above),
        chip=chip,
        spoken=", ".join(part for part in (rank, name, total, chip) if part),
    )


def _margin(contest: Category, standing: Standing, above: Standing | None) -> str:
    if above is None or above.total is None or standing.total is None or not standing.ranked:
        return ""
    gap = standing.total - above.total
    # A difference that rounding would hide is shown with the decimals that tell it from nothing.
    decimals = next((places for places in range(contest.decimals, 6) if not gap or rounded(gap, places)), 6)
    text = number(gap, decimals)
    return f"+{text}" if gap > 0 else text


def _prize(state: State, place: tuple[int, bool] | None) -> str:
    if place is None:
        return ""
    text = f"{state.plan.wording.place} {roman(place[0])}"
    return _("{place}, shared").format(place=text) if place[1] else text


def capital(text: str) -> str:
    """A sentence of the domain as the start of a line."""
    return text[:1].upper() + text[1:]

"""The recap of the secretariat: sealed until the closing, then ranks, totals, margins, ties and blockers in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from paritrana_desktop.domain.codes import Prefix, fingerprint_code, nominee_label
from paritrana_desktop.domain.decision import result_fingerprint
from paritrana_desktop.domain.plan import Category, Method, Plan
from paritrana_desktop.domain.tally import CategoryTally, Standing, Tally
from paritrana_desktop.services import collection
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, ngettext, number, say
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row
from paritrana_desktop.ui.presenters.score_card import ScoreCard, juror_rows, neighbour, printed_total, score_card
from paritrana_desktop.ui.presenters.secretary_ballots import StageChoice
from paritrana_desktop.ui.presenters.secretary_missing import Missing, not_issued, sealed
from paritrana_desktop.ui.presenters.secretary_words import METHODS


@dataclass(frozen=True, slots=True)
class Carded:
    """One nominee's score card and its table by juror."""

    card: ScoreCard
    jurors: tuple[tuple[Column, ...], tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class CategoryRecap:
    """One category: its button, and its ranking."""

    code: str
    tab: str
    spoken: str
    title: str
    facts: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    cards: Mapping[str, Carded]


@dataclass(frozen=True, slots=True)
class RecapShown:
    """What the page shows."""

    stages: tuple[StageChoice, ...]
    stage: str
    fingerprint: str
    categories: tuple[CategoryRecap, ...]
    blockers: tuple[str, ...]


def load(desk: Desk, stage: str | None = None) -> RecapShown | Missing:
    """The count of `stage` (empty: the whole event; None: as much as is open); nothing while it is sealed."""
    if not desk.store.load_revisions():
        return not_issued()
    now = collection.state(desk)
    choices = [StageChoice("", _("All stages"))] if now.open_for(None) else []
    choices += [
        StageChoice(entry.code, _("Up to {stage}").format(stage=entry.name))
        for entry in reversed(now.plan.stages_until(None)[:-1] if choices else now.plan.stages_until(None))
        if now.open_for(entry.code)
    ]
    if not choices:
        return sealed()
    wanted = stage if stage in {choice.code for choice in choices} else choices[0].code
    plan, tally, _insights = collection.counted(desk, wanted or None)
    return RecapShown(
        tuple(choices),
        wanted or "",
        fingerprint_code(Prefix.RESULT, result_fingerprint(tally)),
        tuple(_category(plan, entry, tally) for entry in tally.categories),
        tuple(_capital(say(blocker.said)) for blocker in tally.blocking),
    )


def columns() -> tuple[Column, ...]:
    """The columns of a ranking."""
    return (
        Column("rank", _("Rank"), align="right"),
        Column("nominee", _("Nominee"), grow=True, width=140),
        Column("total", _("Total"), align="right"),
        Column("margin", _("To the one above"), align="right"),
        Column("note", "", align="center", width=40),
    )


def _state(category: Category, counted: CategoryTally, tally: Tally) -> tuple[str, str]:
    """What follows the code on the button of a category, and what is spoken."""
    if any(tie.open for tie in counted.ties):
        return "=", _("nominees are equal, the meeting decides")
    if any(blocker.category == category.code for blocker in tally.blocking):
        return "!", _("something stands in the way of a decision")
    if not counted.complete:
        return "…", _("not everything has come in")
    return "✓", _("complete")


def _category(plan: Plan, counted: CategoryTally, tally: Tally) -> CategoryRecap:
    category = plan.category(counted.code)
    places = ngettext("{count} place", "{count} places", category.places).format(count=category.places)
    above: Standing | None = None
    rows = []
    for standing in counted.ranking:
        rows.append(_row(category, standing, above))
        above = standing if standing.ranked else None
    notes = [_capital(say(note)) for note in counted.notes]
    notes += [_tie(category, tie.group) for tie in counted.ties if tie.open]
    notes += [_settled(category, tie.group) for tie in counted.ties if not tie.open]
    sign, spoken = _state(category, counted, tally)
    return CategoryRecap(
        category.code,
        f"{category.code} {sign}",
        f"{category.name}: {spoken}",
        category.name,
        " · ".join((_(METHODS[category.method]), places)),
        tuple(rows),
        tuple(notes),
        {
            standing.number: Carded(
                score_card(plan, counted, standing.number, neighbour(counted, standing.number)),
                juror_rows(plan, counted, standing.number),
            )
            for standing in counted.ranking
        },
    )


def _row(category: Category, standing: Standing, above: Standing | None) -> Row:
    label = nominee_label(category.code, standing.number)
    under = say(standing.reason) if standing.reason is not None else ""
    tied = standing.tie is not None and any(standing.number in part for part in standing.tie.unsettled)
    if tied:
        note = Cell(_("equal"), "gold", chip=True)
    elif standing.tie is not None:
        note = Cell(_("equal, settled"), "gold")
    else:
        note = Cell("")
    return Row(
        standing.number,
        (
            Cell("—" if standing.rank is None else str(standing.rank), "primary", strong=True),
            Cell(f"{label}  {standing.name}", strong=True, under=under),
            Cell(printed_total(standing), "primary" if standing.ranked else "muted", strong=True),
            Cell(_margin(category, standing, above), "muted"),
            note,
        ),
    )


def _margin(category: Category, standing: Standing, above: Standing | None) -> str:
    if above is None or above.total is None or standing.total is None or not standing.ranked:
        return ""
    gap = standing.total - above.total
    text = number(gap, category.decimals)
    if gap and not text.strip("\N{MINUS SIGN}0,."):
        text = number(gap, 4)
    return f"+{text}" if gap > 0 and category.method is Method.SUM_OF_RANKS else text


def _tie(category: Category, group: tuple[str, ...]) -> str:
    names = ", ".join(nominee_label(category.code, number) for number in group)
    return _("{nominees} are equal after every declared step: the meeting decides.").format(nominees=names)


def _settled(category: Category, group: tuple[str, ...]) -> str:
    names = ", ".join(nominee_label(category.code, number) for number in group)
    return _("{nominees} have equal totals; the declared steps put them in order.").format(nominees=names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

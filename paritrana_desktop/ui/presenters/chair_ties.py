"""Equal totals in words: what was tried with which values, what the meeting decided, what can be done now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.decision import Acts, TieSettled, settled_by
from paritrana_desktop.domain.plan import Category, Plan, TieStep
from paritrana_desktop.domain.rounding import rounded
from paritrana_desktop.domain.tally import CategoryTally, Tie, TieTrial
from paritrana_desktop.services.acting import CONSENSUS, VOTE
from paritrana_desktop.texts import _, ngettext, number
from paritrana_desktop.ui.presenters.chair_state import nominee, nominees, roman
from paritrana_desktop.ui.presenters.rows import Tone
from paritrana_desktop.ui.presenters.score_card import printed_total

_MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Contender:
    """A nominee in an order that the meeting chooses."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class TieShown:
    """One tie: what is said of it, and whether the meeting has something to do."""

    id: str
    category: str
    part: tuple[str, ...]
    text: str
    tone: Tone
    open: bool
    settled: TieSettled | None
    """What the meeting decided; None while it has not, or where the declared steps were enough."""
    title: str
    """Of the dialog in which the meeting's decision is entered."""
    contenders: tuple[Contender, ...]


def ties(plan: Plan, counted: CategoryTally, acts: Acts) -> tuple[TieShown, ...]:
    """Every tie of a category that somebody may ask about, open ones first."""
    contest = plan.category(counted.code)
    shown = [entry for tie in counted.ties for entry in _of_tie(plan, contest, counted, tie, acts)]
    return tuple(sorted(shown, key=lambda entry: not entry.open))


def _of_tie(plan: Plan, contest: Category, counted: CategoryTally, tie: Tie, acts: Acts) -> Iterator[TieShown]:
    for part in tie.unsettled:
        settled = settled_by(counted.code, part, acts)
        text = _open(plan, contest, counted, tie, part) if settled is None else _decided(contest, part, settled)
        yield TieShown(
            id="-".join((counted.code, *part)),
            category=counted.code,
            part=part,
            text=text,
            tone="gold" if settled is None else "good",
            open=settled is None,
            settled=settled,
            title=_("Equal totals in {category}").format(category=contest.name),
            contenders=contenders(contest, counted, part),
        )
    if not tie.unsettled:
        yield TieShown(
            id="-".join((counted.code, *tie.group)),
            category=counted.code,
            part=tie.group,
            text=_by_the_chain(contest, counted, tie),
            tone="",
            open=False,
            settled=None,
            title="",
            contenders=(),
        )


def contenders(contest: Category, counted: CategoryTally, wanted: tuple[str, ...]) -> tuple[Contender, ...]:
    """Nominees with their totals, in the order given."""
    return tuple(
        Contender(entry, f"{nominee(contest, entry)}  ·  {printed_total(counted.standing(entry))}") for entry in wanted
    )


def _open(plan: Plan, contest: Category, counted: CategoryTally, tie: Tie, part: tuple[str, ...]) -> str:
    first = counted.standing(part[0])
    tried = "; ".join(_tried(contest, trial, part) for trial in tie.trials if set(part) <= set(trial.values))
    place = f"{plan.wording.place} {roman(first.rank or 1)}"
    said = ngettext(
        "{place}: {count} nominee has {total}.", "{place}: {count} nominees have the same total, {total}.", len(part)
    ).format(place=place, count=number(len(part), 0), total=printed_total(first))
    if tried:
        said = f"{said} " + _("Tried so far: {steps}.").format(steps=tried)
    return f"{said} " + _("Next: the meeting decides.")


def _tried(contest: Category, trial: TieTrial, part: tuple[str, ...]) -> str:
    values = [trial.values[entry] for entry in part]
    if trial.criterion is not None:
        decimals = next(
            (places for places in range(2, _MOST_DECIMALS) if rounded(values[0], places) == values[0]), _MOST_DECIMALS
        )
        return _("{criterion} (equal, {points})").format(
            criterion=contest.criterion(trial.criterion).name, points=number(values[0], decimals)
        )
    figures = "–".join(number(value, 0) for value in values)
    if trial.step is TieStep.HEAD_TO_HEAD:
        return _("direct comparison {figures}").format(figures=figures)
    return _("first ranks with the jurors {figures}").format(figures=figures)


def _decided(contest: Category, part: tuple[str, ...], settled: TieSettled) -> str:
    if settled.order is None:
        text = _("{nominees} share the place, by {how} of the meeting: {reason}")
        return text.format(nominees=nominees(contest, part), how=how(settled.how), reason=settled.reason)
    order = " → ".join(nominee(contest, entry) for entry in settled.order if entry in part)
    text = _("Order by {how} of the meeting: {order}. Reason: {reason}")
    return text.format(how=how(settled.how), order=order, reason=settled.reason)


def how(kept: str) -> str:
    """How a meeting settled something, in the reader's language; records keep the language of the minutes."""
    return {CONSENSUS: _("consensus"), VOTE: _("vote")}.get(kept, kept)


def _by_the_chain(contest: Category, counted: CategoryTally, tie: Tie) -> str:
    labels = ", ".join(nominee_label(contest.code, entry) for entry in tie.group)
    total = printed_total(counted.standing(tie.group[0]))
    if not tie.matters:
        text = _("{nominees} have the same total, {total}; no place depends on it.")
        return text.format(nominees=labels, total=total)
    if not tie.trials or not tie.trials[-1].separated:
        return _("{nominees} have the same total, {total}, and share the place by the declared rule.").format(
            nominees=labels, total=total
        )
    steps = ", ".join(dict.fromkeys(_step(contest, trial) for trial in tie.trials if trial.separated))
    text = _("{nominees} have the same total, {total}; the order follows from the declared step: {steps}.")
    return text.format(nominees=labels, total=total, steps=steps)


def _step(contest: Category, trial: TieTrial) -> str:
    if trial.criterion is not None:
        return contest.criterion(trial.criterion).name
    return _("direct comparison") if trial.step is TieStep.HEAD_TO_HEAD else _("first ranks with the jurors")

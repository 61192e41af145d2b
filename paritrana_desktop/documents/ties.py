"""Equal totals in words: who shares one, which steps of the chain were tried with which values, what the meeting did."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from paritrana_desktop.documents import labels, style
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.tables import Cell, Column, table
from paritrana_desktop.domain.acts import Acts, settled_by
from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.plan import Category
from paritrana_desktop.domain.tally import CategoryTally, Tie, TieTrial


def told(contest: Category, tie: Tie, counted: CategoryTally, acts: Acts, say: Phrases, width: float) -> list[Flowable]:
    """One group with equal totals, from its names to how it ended."""
    nominees = "; ".join(labels.nominee(contest, number) for number in tie.group)
    total = counted.standing(tie.group[0]).printed
    parts: list[Flowable] = [style.paragraph(say("tie.group", total=total, nominees=nominees))]
    if not tie.trials and not tie.unsettled and not tie.matters:
        return [*parts, style.paragraph(say("tie.without_effect"))]
    if tie.trials:
        columns = [
            Column(say("tie.step"), 44, "centre"),
            Column(say("tie.compared")),
            Column(say("tie.result"), 96, "centre"),
        ]
        rows = [_trial(contest, at, trial, say) for at, trial in enumerate(tie.trials, start=1)]
        parts += [table(columns, rows, width), Spacer(1, 4)]
    parts += [style.paragraph(_ended(contest, part, acts, say)) for part in tie.unsettled]
    return parts


def _trial(contest: Category, at: int, trial: TieTrial, say: Phrases) -> list[Cell]:
    what = say(
        f"tie.{trial.step}", criterion=labels.criterion(contest, trial.criterion) if trial.criterion is not None else ""
    )
    decimals = labels.apart(trial.values.values())
    values = "; ".join(
        say("tie.value", nominee=nominee_label(contest.code, number), value=labels.figure(value, decimals))
        for number, value in trial.values.items()
    )
    result = say("tie.separated" if trial.separated else "tie.not_separated")
    return [str(at), [style.paragraph(what, "cell"), style.paragraph(values, "cell")], result]


def _ended(contest: Category, part: tuple[str, ...], acts: Acts, say: Phrases) -> str:
    settled = settled_by(contest.code, part, acts)
    if settled is None:
        return say("tie.open", nominees="; ".join(labels.nominee(contest, number) for number in part))
    order = [number for number in settled.order or () if number in part]
    key = "tie.settled_order" if order else "tie.settled_shared" if settled.how else "tie.settled_shared_plain"
    return say(
        key,
        order=", ".join(labels.nominee(contest, number) for number in order),
        how=settled.how,
        reason=settled.reason.rstrip("."),
    )

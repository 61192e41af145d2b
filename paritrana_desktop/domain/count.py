"""A plan and the view of its ballots to a tally: exact, every step kept, a pure function of its arguments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from paritrana_desktop.domain.errors import N_, Said, Sentence
from paritrana_desktop.domain.lines import Contest, Line, contest, line
from paritrana_desktop.domain.methods import Scored, complete_panels, score
from paritrana_desktop.domain.plan import Category, Method, Plan
from paritrana_desktop.domain.rounding import decimal_comma, printed, rounded
from paritrana_desktop.domain.tally import Blocker, CategoryTally, Standing, Tally, Tie
from paritrana_desktop.domain.ties import Chain, Contender, compared, leaves_below, written_out
from paritrana_desktop.domain.union import SheetState, SheetView, View

NOT_IN = {
    SheetState.MISSING: ("missing", N_("{juror} has not handed in: {categories}")),
    SheetState.OTHER_CRITERIA: ("outdated", N_("{juror} must confirm what has changed since: {categories}")),
}
"""State of a sheet that does not count -> the code and sentence of its blocker. An absence excuses only the first."""
NO_TOTAL = "–"


def count(plan: Plan, view: View, stage: str | None = None) -> Tally:
    """The tally of `view` under `plan` over all stages, or up to and with `stage`.

    The totals of a stage are the points of the stages counted, not made up to 100.
    """
    until = {entry.code for entry in plan.stages_until(stage)}
    sheets = [sheet for sheet in view.sheets.values() if sheet.stage in until]
    counted = [count_category(plan, view, category.code, stage) for category in plan.categories]
    categories = tuple(category for category, _ in counted)
    in_use = [sheet for sheet in sheets if sheet.state in {SheetState.DONE, SheetState.DIFFERENT}]
    judged_at = {(category.code, leaf.code): leaf.stage for category in plan.categories for leaf in category.leaves()}
    return Tally(
        plan=plan.digest(),
        stage=stage,
        ballots=tuple(sorted({head for sheet in in_use for head in sheet.heads})),
        jurors=tuple(sorted({sheet.juror for sheet in in_use})),
        rulings=tuple(
            sorted(
                name
                for name, ruling in view.rulings.items()
                if judged_at.get((ruling.category, ruling.criterion)) in until
            )
        ),
        complete=all(category.complete for category in categories),
        blocking=(
            *_receiving(plan, view, sheets),
            *(blocker for _, blockers in counted for blocker in blockers),
        ),
        categories=categories,
    )


def count_category(
    plan: Plan, view: View, code: str, stage: str | None = None
) -> tuple[CategoryTally, tuple[Blocker, ...]]:
    """One category's tally, and what stands in the way of deciding it (without what was not received)."""
    field = contest(plan, view, code, stage)
    scored = score(field, [line(field, nominee) for nominee in field.category.nominees])
    ranked, ties = _rank(plan, field, [entry for entry in scored if entry.unranked is None], stage)
    totals = [entry.total for _, entry in ranked if entry.total is not None]
    texts = _texts(plan, field.category, totals)
    ranking = [
        _standing(field, entry, rank, text, ties.get(entry.number))
        for (rank, entry), text in zip(ranked, texts, strict=True)
    ]
    unranked = sorted((entry for entry in scored if entry.unranked is not None), key=lambda entry: entry.number)
    for entry in unranked:
        text = NO_TOTAL if entry.total is None else decimal_comma(entry.total, field.category.decimals)
        ranking.append(_standing(field, entry, None, text, None))
    sheets = [sheet for sheet in view.sheets.values() if sheet.category == code and sheet.stage in field.stages]
    tally = CategoryTally(
        code=code,
        method=str(field.category.method),
        complete=all(sheet.state is SheetState.DONE for sheet in sheets),
        ranking=tuple(ranking),
        notes=tuple(_notes(field, [entry.line for _, entry in ranked])),
    )
    return tally, (*_unranked_blockers(field.category, unranked), *_tie_blockers(field.category, tally))


def _rank(
    plan: Plan, field: Contest, scored: Sequence[Scored], stage: str | None
) -> tuple[list[tuple[int, Scored]], dict[str, Tie]]:
    """The ranked ones from the first rank down, and each one's tie."""
    by_number = {entry.number: entry for entry in scored}
    groups: dict[Fraction, list[str]] = defaultdict(list)
    for entry in scored:
        groups[_ranked_by(plan, field.category, entry)].append(entry.number)
    chain = Chain(
        steps=tuple(written_out(plan.rules.tie_chain, field.category, field.stages)),
        field={entry.number: _contender(field, entry) for entry in scored},
        matters=lambda first, last: _matters(plan, field, stage, first, last),
    )
    ranked: list[tuple[int, Scored]] = []
    ties: dict[str, Tie] = {}
    for value in sorted(groups, reverse=field.category.method is not Method.SUM_OF_RANKS):
        group = groups[value]
        parts: tuple[tuple[str, ...], ...] = (tuple(group),)
        if len(group) > 1:
            parts, tie = chain.settle(group, len(ranked) + 1)
            ties |= dict.fromkeys(group, tie)
        for part in parts:
            rank = len(ranked) + 1
            ranked += [(rank, by_number[number]) for number in part]
    return ranked, ties


def _ranked_by(plan: Plan, category: Category, entry: Scored) -> Fraction:
    assert entry.total is not None, entry.number
    return rounded(entry.total, category.decimals) if plan.rules.round_before_ranking else entry.total


def _contender(field: Contest, entry: Scored) -> Contender:
    points = {
        score.code: score.weight * score.mean if score.mean is not None else Fraction(0) for score in entry.criteria
    }
    stages = set(field.stages)
    return Contender(
        number=entry.number,
        points={
            code: sum((points[leaf] for leaf in leaves_below(field.category, code, stages)), Fraction(0))
            for code in compared(field.category)
        },
        totals={total.code: total.total for total in entry.jurors},
        missed=entry.line.missed,
    )


def _matters(plan: Plan, field: Contest, stage: str | None, first: int, last: int) -> bool:
    """Whether it matters who is who among the ranks `first` to `last`: for a prize, or for going on."""
    if field.last and first <= field.category.places:
        return True
    counted = None if stage is None else plan.stage(stage)
    if counted is None or counted.cut is None or (counted.categories and field.category.code not in counted.categories):
        return False
    return first <= counted.cut < last


def _texts(plan: Plan, category: Category, totals: Sequence[Fraction]) -> list[str]:
    """The totals in order of rank as they are printed."""
    if plan.rules.round_before_ranking:
        return [decimal_comma(total, category.decimals) for total in totals]
    return printed(totals, category.decimals)


def _standing(field: Contest, entry: Scored, rank: int | None, text: str, tie: Tie | None) -> Standing:
    line = entry.line
    return Standing(
        number=entry.number,
        name=line.nominee.name,
        rank=rank,
        reason=entry.unranked.said if entry.unranked is not None else None,
        total=entry.total,
        printed=text,
        panel=line.panel() if field.category.method is Method.MEAN else line.full_panel(),
        recused=line.recused,
        absent=line.absent,
        criteria=entry.criteria,
        jurors=entry.jurors,
        tie=tie,
    )


def _notes(field: Contest, ranked: Sequence[Line]) -> Iterator[Sentence]:
    if field.category.method is Method.MEAN:
        return
    partly = sorted({juror for entry in ranked for juror in entry.panel() if entry.missed[juror]})
    if partly:
        yield Sentence(N_("Left out where they missed a stage: {jurors}."), {"jurors": ", ".join(partly)})
    if field.category.method is Method.SUM_OF_RANKS and not complete_panels(ranked):
        yield Sentence(N_("Not every juror ranked every nominee: totals are mean shares of the ranks, not sums."))


def _receiving(plan: Plan, view: View, sheets: Sequence[SheetView]) -> Iterator[Blocker]:
    """What was not received, or not in one form: one blocker per juror and state for what does not count."""
    if view.clash:
        yield Blocker(
            "closings", Sentence(N_("two closing lists name different ballots; one of them must be reopened"))
        )
    not_in: dict[tuple[str, SheetState], set[str]] = defaultdict(set)
    for sheet in sheets:
        if sheet.state in NOT_IN:
            not_in[sheet.juror, sheet.state].add(sheet.category)
        elif sheet.state is SheetState.DIFFERENT:
            values: dict[str, Said] = {
                "juror": plan.juror(sheet.juror).name,
                "category": plan.category(sheet.category).name,
                "number": len(sheet.differences),
            }
            said = Sentence(N_("the ballots of {juror} differ in {category} ({number} marks)"), values)
            numbers = tuple(sorted({difference.cell.number for difference in sheet.differences}))
            yield Blocker("difference", said, sheet.category, sheet.juror, numbers)
    for juror in plan.jurors:
        for state, (blocker, text) in NOT_IN.items():
            codes = not_in[juror.code, state]
            if codes:
                names = ", ".join(category.name for category in plan.categories if category.code in codes)
                yield Blocker(blocker, Sentence(text, {"juror": juror.name, "categories": names}), juror=juror.code)


def _unranked_blockers(category: Category, unranked: Sequence[Scored]) -> Iterator[Blocker]:
    """One blocker for each reason that people must settle, naming all nominees it holds for."""
    alike: dict[tuple[str, str], list[Scored]] = defaultdict(list)
    for entry in unranked:
        if entry.unranked is not None and entry.unranked.blocks is not None:
            alike[entry.unranked.blocks, str(entry.unranked.said)].append(entry)
    for (code, _), entries in alike.items():
        numbers = tuple(entry.number for entry in entries)
        reason = entries[0].unranked
        assert reason is not None
        values: dict[str, Said] = {"category": category.name, "numbers": ", ".join(numbers), "reason": reason.said}
        yield Blocker(code, Sentence(N_("{category}, {numbers}: {reason}"), values), category.code, numbers=numbers)


def _tie_blockers(category: Category, tally: CategoryTally) -> Iterator[Blocker]:
    for tie in tally.ties:
        for part in tie.unsettled:
            values = {"category": category.name, "numbers": ", ".join(part)}
            said = Sentence(N_("{category}: {numbers} are equal after every declared step"), values)
            yield Blocker("tie", said, category.code, numbers=part)

"""Rekapitulasi nilai: per category the means, points, totals and ranks, and every step of the tie chain that was tried."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from paritrana_desktop import texts
from paritrana_desktop.documents import blocks, criteria, labels, names, page, signing, style, ties
from paritrana_desktop.documents.criteria import Layout
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.rendered import Paper, Rendered, SignatureBox
from paritrana_desktop.documents.tables import Cell, Column, table
from paritrana_desktop.domain.acts import Acts, settled_by
from paritrana_desktop.domain.decision import Decision, final_ranks
from paritrana_desktop.domain.panel import Role
from paritrana_desktop.domain.plan import Category, Method, Plan
from paritrana_desktop.domain.tally import CategoryTally, CriterionScore, JurorTotal, Standing, Tally

_NOMINEE = 168
_RANK = 38
_TOTAL = 58
_PLACE = 38
_CRITERION = 46
_JUROR = 50


def render(plan: Plan, tally: Tally, decision: Decision, *, paper: Paper = Paper.A4) -> Rendered:
    """The recap of all categories of `tally`; its blocks are for `decision.signers`, or for ink if there are none."""
    say = Phrases("recap", plan)
    sheet = page.Sheet(plan, say("name"), decision.code, paper, wide=True)
    title = list(say.lines("title", event=labels.event_title(plan)))
    if tally.stage is not None:
        title.insert(1, say("until_stage", stage=plan.stage(tally.stage).name.upper()))
    front = [*blocks.letterhead(plan), *blocks.title(title), style.paragraph(say("opening"))]
    sections: list[list[Flowable]] = [[*front, *_panel(plan, say, sheet.width)]]
    places = {outcome.category: outcome.places for outcome in decision.outcomes}
    for counted in tally.categories:
        won = {number: place.place for place in places.get(counted.code, ()) for number in place.numbers}
        contest = plan.category(counted.code)
        sections.append([PageBreak()])
        sections += _Page(plan, contest, counted, decision.acts, say, sheet.width, tally.stage).sections(won)
    leaders = {Role.CHAIR, Role.SECRETARY}
    signing_in_ink = [
        juror.code for juror in plan.jurors if juror.role in leaders and juror.code in decision.acts.present
    ]
    boxes: list[SignatureBox] = []
    people = signing.signatories(
        plan, decision, Form.MINUTES, say, signing.leader_first(plan, decision, signing_in_ink)
    )
    before = () if decision.signers else (say("place_line"),)
    *story, last = sections
    signing_blocks = blocks.signatures(people, boxes, say, sheet.width, before)
    # A signature does not stand on a page of its own, apart from what it signs.
    ending = KeepTogether(
        [*(part for part in last if not isinstance(part, CondPageBreak)), Spacer(1, 12), *signing_blocks]
    )
    return page.build(sheet, [*chain.from_iterable(story), ending], boxes)


def _panel(plan: Plan, say: Phrases, width: float) -> list[Flowable]:
    columns = [
        Column(say("number"), 26, "centre"),
        Column(say("code"), 46, "centre"),
        Column(say("member")),
        Column(say("seat"), 90),
        Column(say("constituency"), 150),
        Column(say("agency"), 230),
    ]
    scoring = [juror for juror in plan.jurors if juror.scores]
    rows: list[list[Cell]] = [
        [
            str(at),
            juror.code,
            names.name(juror, Form.MINUTES),
            say(f"role.{juror.role}"),
            juror.constituency,
            names.office(juror),
        ]
        for at, juror in enumerate(scoring, start=1)
    ]
    return [*blocks.heading(say("panel"), 90), table(columns, rows, width)]


class _Page:
    """One category of the recap."""

    def __init__(
        self,
        plan: Plan,
        contest: Category,
        counted: CategoryTally,
        acts: Acts,
        say: Phrases,
        width: float,
        stage: str | None,
    ) -> None:
        """Keep what every table of the category needs; `stage` is the last one counted, None: all."""
        self._contest = contest
        self._counted = counted
        self._acts = acts
        self._say = say
        self._width = width
        until = {entry.code for entry in plan.stages_until(stage)}
        self._leaves = [leaf for leaf in contest.leaves() if leaf.stage in until]
        self._jurors = plan.scoring(contest.code)
        self._lines = final_ranks(counted, acts)

    def sections(self, won: dict[str, int]) -> list[list[Flowable]]:
        """Heading with ranking, totals by juror, notes and ties, as far as there are any; `won` is number -> place."""
        say, contest = self._say, self._contest
        method = say(
            "method",
            method=say(f"method.{self._counted.method}"),
            places=contest.places,
            nominees=len(contest.nominees),
            jurors=len(self._jurors),
        )
        heading: list[Flowable] = [
            style.paragraph(say("category", category=contest.name, code=contest.code), "heading"),
            style.paragraph(method, "left"),
        ]
        if not self._counted.complete:
            heading.append(style.paragraph(say("incomplete"), "left"))
        ranking = [*heading, Spacer(1, 4), *self._ranking(won)]
        return [section for section in (ranking, self._totals(), self._notes(), self._ties()) if section]

    def _ranking(self, won: dict[str, int]) -> list[Flowable]:
        room = self._width - _NOMINEE - _RANK - _TOTAL - _PLACE
        layouts = criteria.laid_out(self._leaves, room, _CRITERION)
        parts: list[Flowable] = []
        for layout in layouts:
            parts += [self._ranking_part(layout, won), Spacer(1, 4)]
        adds_up = any(score.points is not None for line in self._counted.ranking for score in line.criteria)
        parts.append(style.paragraph(self._say("two_lines" if adds_up else "one_line"), "note"))
        parts += [style.paragraph(self._say(key), "note") for key in self._changed_by_the_meeting()]
        if not all(layout.named for layout in layouts):
            parts += criteria.legend(self._contest, self._leaves, self._say, self._width)
        return parts

    def _changed_by_the_meeting(self) -> list[str]:
        code = self._counted.code
        parts = [part for tie in self._counted.ties for part in tie.unsettled]
        settled = any(settled_by(code, part, self._acts) is not None for part in parts)
        departed = any(departure.category == code for departure in self._acts.departures)
        return ["settled"] * settled + ["departed"] * departed

    def _ranking_part(self, layout: Layout, won: dict[str, int]) -> Flowable:
        say = self._say
        columns = [
            Column(say("rank"), _RANK, "centre"),
            Column(say("nominee")),
            *(Column(self._head(layout, at), layout.width, "right") for at in range(len(layout.criteria))),
            Column(say("total"), _TOTAL, "number"),
            Column(say("place"), _PLACE, "centre"),
        ]
        rows: list[list[Cell]] = []
        for rank, line in self._lines:
            scores = {score.code: score for score in line.criteria}
            rows.append(
                [
                    say("none") if rank is None else str(rank),
                    self._nominee(line, "cell_strong" if line.number in won else "cell"),
                    *(_score(scores.get(criterion.code), say) for criterion in layout.criteria),
                    # A fraction that no decimals tell apart is long: it may wrap, which plain figures do not.
                    style.paragraph(line.printed, "cell_right") if "/" in line.printed else line.printed,
                    labels.roman(won[line.number]) if line.number in won else "",
                ]
            )
        strong = frozenset(at for at, (_, line) in enumerate(self._lines) if line.number in won)
        return table(columns, rows, self._width, strong=strong)

    def _head(self, layout: Layout, at: int) -> str:
        criterion = layout.criteria[at]
        return f"{layout.head(criterion)}\n{labels.percent(self._contest.weight(criterion.code))} %"

    def _nominee(self, line: Standing, shape: str) -> list[Flowable]:
        region = self._contest.nominee(line.number).region
        named = [style.paragraph(labels.nominee(self._contest, line.number), shape)]
        return [*named, style.paragraph(region, "cell_note")] if region else [*named]

    def _totals(self) -> list[Flowable]:
        say = self._say
        by_rank = self._contest.method is Method.SUM_OF_RANKS
        most = int((self._width - _NOMINEE) // _JUROR)
        tables = -(-len(self._jurors) // most)
        rest = iter(self._jurors)
        parts: list[Flowable] = [*blocks.heading(say("juror_ranks" if by_rank else "juror_totals"), 110)]
        for at in range(tables):
            part = tuple(islice(rest, len(self._jurors) // tables + (at < len(self._jurors) % tables)))
            each = min(72.0, (self._width - _NOMINEE) / len(part))
            columns = [Column(say("nominee")), *(Column(juror.code, each, "number") for juror in part)]
            rows: list[list[Cell]] = []
            for _, line in self._lines:
                totals = {total.code: total for total in line.jurors}
                figures = [self._total(line, totals.get(juror.code), juror.code, by_rank=by_rank) for juror in part]
                rows.append([labels.nominee(self._contest, line.number), *figures])
            parts += [table(columns, rows, self._width), Spacer(1, 4)]
        partly = any(total.code in line.absent for _, line in self._lines for total in line.jurors)
        legend = ["legend_totals", *(["legend_partly"] if partly else [])]
        return [*parts, *(style.paragraph(say(key), "note") for key in legend)]

    def _total(self, line: Standing, total: JurorTotal | None, juror: str, *, by_rank: bool) -> str:
        say = self._say
        if total is None:
            return say("recused") if juror in line.recused else say("absent") if juror in line.absent else say("none")
        # Shared ranks are halves.
        text = labels.figure(total.rank, 1) if by_rank else labels.figure(total.total)
        if text == say("none"):
            return text
        text = text if total.counted else say("uncounted", total=text)
        # The marks of a stage that the juror missed are not in this total, which makes it lower than the others.
        return say("partly", total=text) if juror in line.absent else text

    def _notes(self) -> list[Flowable]:
        say, contest = self._say, self._contest
        lines = [texts.say(note, "id") for note in self._counted.notes]
        everybody = len(self._counted.ranking)
        absent: dict[tuple[str, ...], list[str]] = {}
        for line in self._counted.ranking:
            nominee = labels.nominee(contest, line.number)
            if line.reason is not None:
                lines.append(say("unranked", nominee=nominee, reason=texts.say(line.reason, "id").rstrip(".")))
            if line.recused:
                lines.append(say("recused_line", nominee=nominee, jurors=", ".join(line.recused)))
            if line.absent:
                absent.setdefault(line.absent, []).append(nominee)
        for jurors, nominees in absent.items():
            who = say("all_nominees") if len(nominees) == everybody else "; ".join(nominees)
            lines.append(say("absent_line", jurors=", ".join(jurors), nominees=who))
        return [*blocks.heading(say("notes"), 50), *blocks.items(lines)] if lines else []

    def _ties(self) -> list[Flowable]:
        parts: list[Flowable] = []
        for tie in self._counted.ties:
            parts += ties.told(self._contest, tie, self._counted, self._acts, self._say, self._width)
        return [*blocks.heading(self._say("ties"), 90), *parts] if parts else []


def _score(score: CriterionScore | None, say: Phrases) -> Sequence[Flowable] | str:
    if score is None or score.mean is None:
        return say("none")
    parts = [style.paragraph(labels.figure(score.mean), "cell_right")]
    if score.points is not None:
        parts.append(style.paragraph(labels.figure(score.points), "cell_right_strong"))
    return parts

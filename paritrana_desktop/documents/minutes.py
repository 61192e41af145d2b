"""Berita acara rapat pleno: the minutes of record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether, Spacer

from paritrana_desktop.documents import (
    attendance,
    blocks,
    labels,
    names,
    page,
    rules,
    signing,
    special_matters,
    style,
    words,
)
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.received import Received, Strip
from paritrana_desktop.documents.rendered import Paper, Rendered, SignatureBox
from paritrana_desktop.documents.tables import Cell, Column, code_width, table
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.decision import Acts, AwardGiven, Decision, Outcome
from paritrana_desktop.domain.plan import Category, Plan
from paritrana_desktop.domain.tally import CategoryTally, Tally


def render(plan: Plan, tally: Tally, decision: Decision, received: Received, *, paper: Paper = Paper.A4) -> Rendered:
    """The minutes of the plenary that made `decision`; signed by `decision.signers`, or in ink by all present."""
    say = Phrases("minutes", plan)
    sheet = page.Sheet(plan, say("name"), decision.code, paper)
    acts, width = decision.acts, sheet.width
    sections: list[tuple[str, list[Flowable]]] = [
        ("basis", blocks.items(plan.occasion.basis)),
        ("attendance", attendance.told(plan, acts, say, width)),
        ("verified", [style.paragraph(say("verified.text"))]),
        ("conflicts", rules.conflicts(plan, say, width)),
        ("method", rules.method_and_weights(plan, say, width)),
        ("ballots", _ballots(plan, acts, received, say, width)),
        ("special", special_matters.told(plan, tally, acts, received, say, width)),
        ("result", _result(plan, tally, decision, say, width)),
        ("recount", _recount(plan, decision, say)),
    ]
    story: list[Flowable] = [
        *blocks.letterhead(plan),
        *_title(plan, decision, say),
        style.paragraph(_opening(plan, acts, say)),
    ]
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for key, parts in sections:
        if parts:
            story += [*blocks.heading(say("heading", letter=next(letters), text=say(f"{key}.heading")), 100), *parts]
    places: list[SignatureBox] = []
    story += _closing(plan, decision, say, width, next(letters), places)
    return page.build(sheet, story, places)


def _title(plan: Plan, decision: Decision, say: Phrases) -> list[Flowable]:
    lines = list(say.lines("title", event=labels.event_title(plan)))
    if decision.stage is not None:
        lines.insert(1, say("title_stage", stage=plan.stage(decision.stage).name.upper()))
    return blocks.title(lines, say("number_registered" if decision.signers else "number_line"))


def _opening(plan: Plan, acts: Acts, say: Phrases) -> str:
    return say(
        "opening_place" if plan.occasion.place else "opening",
        date=words.date(dt.date.fromisoformat(acts.date)),
        place=plan.occasion.place,
        event=plan.occasion.name,
    )


def _ballots(plan: Plan, acts: Acts, received: Received, say: Phrases, width: float) -> list[Flowable]:
    columns = [
        Column(say("ballots.juror")),
        Column(say("ballots.code"), code_width(code for strip in received.strips for code in strip.codes)),
        Column(say("ballots.marks"), 46, "number"),
        Column(say("ballots.state"), 96, "centre"),
    ]
    rows = [_strip(plan, acts, strip, say) for strip in received.strips]
    return [style.paragraph(say("ballots.opening")), table(columns, rows, width)]


def _strip(plan: Plan, acts: Acts, strip: Strip, say: Phrases) -> list[Cell]:
    named = names.name(plan.juror(strip.juror), Form.MINUTES)
    if not strip.codes:
        return [named, say("ballots.nothing"), say("none"), say("none")]
    state = say("ballots.confirmed" if strip.juror in acts.codes_confirmed else "ballots.unconfirmed")
    return [named, "\n".join(strip.codes), str(strip.marks), state]


def _result(plan: Plan, tally: Tally, decision: Decision, say: Phrases, width: float) -> list[Flowable]:
    parts: list[Flowable] = [style.paragraph(say("result.opening", code=decision.code), "plain")]
    for outcome in decision.outcomes:
        contest = plan.category(outcome.category)
        parts += blocks.subheading(say("result.category", category=f"{contest.name} ({contest.code})"), 80)
        parts.append(_places(contest, tally.category(contest.code), outcome, say, width, _place_word(plan, decision)))
    if decision.acts.awards:
        parts += blocks.subheading(say("result.awards"), 80)
        columns = [
            Column(say("result.award"), 120),
            Column(say("result.award_recipient"), 140),
            Column(say("result.award_reason")),
            Column(say("result.award_votes"), 38, "centre"),
        ]
        parts.append(table(columns, [_award(plan, award, say) for award in decision.acts.awards], width))
    return parts


def _places(
    contest: Category, counted: CategoryTally, outcome: Outcome, say: Phrases, width: float, word: str
) -> Flowable:
    columns = [
        Column(say(f"places.{word}"), 66),
        Column(say("result.recipient"), 150),
        Column(say("result.origin"), 86),
        Column(say("result.total"), 46, "number"),
        Column(say("result.words")),
    ]
    rows: list[list[Cell]] = []
    for place in outcome.places:
        key = f"places.{word}_shared" if len(place.numbers) > 1 else f"places.{word}_value"
        for number in place.numbers:
            printed = counted.standing(number).printed
            rows.append(
                [
                    say(key, place=labels.roman(place.place)),
                    labels.nominee(contest, number),
                    contest.nominee(number).region or say("none"),
                    style.paragraph(printed, "cell_right") if "/" in printed else printed,
                    words.printed(printed),
                ]
            )
    return table(columns, rows, width) if rows else style.paragraph(say("result.nobody"))


def _place_word(plan: Plan, decision: Decision) -> str:
    return "prize" if labels.gives_prizes(plan, decision.stage) else "order"


def _award(plan: Plan, award: AwardGiven, say: Phrases) -> list[Cell]:
    recipient = say("result.award_none")
    if award.number is not None:
        found = labels.printed_nominee(plan, award.number)
        recipient = labels.nominee(found[0], found[1].number) if found else award.number
    return [
        award.name,
        recipient,
        award.reason or say("none"),
        say("none") if award.votes is None else str(award.votes),
    ]


def _recount(plan: Plan, decision: Decision, say: Phrases) -> list[Flowable]:
    machines = "; ".join(
        say(
            "recount.machine",
            juror=names.name(plan.juror(recount.juror), Form.MINUTES),
            key=fingerprint_code(Prefix.KEY, recount.certificate),
        )
        for recount in decision.recounts
    )
    text = say("recount.text", machines=machines, code=decision.code) if machines else say("recount.none")
    parts: list[Flowable] = [style.paragraph(text, "plain")]
    if decision.replaces is not None:
        parts.append(style.paragraph(say("recount.replaces", replaced=decision.replaces), "left"))
    return parts


def _closing(
    plan: Plan, decision: Decision, say: Phrases, width: float, letter: str, places: list[SignatureBox]
) -> Sequence[Flowable]:
    members = signing.leader_first(plan, decision, attendance.signing_members(plan, decision.acts))
    people = signing.signatories(plan, decision, Form.MINUTES, say, members)
    before = () if decision.signers else (say("place_line"),)
    first, *others = blocks.signatures(people, places, say, width, before)
    heading = blocks.heading(say("heading", letter=letter, text=say("closing.heading")))
    text = style.paragraph(say("closing.digital" if decision.signers else "closing.text"))
    return [KeepTogether([*heading, text, Spacer(1, 8), first]), *others]

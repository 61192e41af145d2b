"""Lembar keputusan penetapan: the places per category, with the record itself as the only attachment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from paritrana_desktop import texts
from paritrana_desktop.documents import blocks, labels, page, signing, style
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.rendered import Paper, Rendered, SignatureBox
from paritrana_desktop.documents.tables import Cell, Column, continued, table
from paritrana_desktop.domain.canonical import encode
from paritrana_desktop.domain.decision import AwardGiven, Decision, Outcome
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.schema import to_plain

ATTACHMENT = "keputusan.json"
_LABEL = 92
_ROOM = 80


def render(plan: Plan, decision: Decision, *, paper: Paper = Paper.A4) -> Rendered:
    """The decision sheet, reproducible byte for byte from its arguments; `ATTACHMENT` holds the canonical record."""
    say = Phrases("decision", plan)
    sheet = page.Sheet(plan, say("name"), decision.code, paper)
    places: list[SignatureBox] = []
    story: list[Flowable] = [
        *blocks.letterhead(plan),
        *_title(plan, decision, say),
        *_grounds(plan, decision, say, sheet.width),
        Spacer(1, 6),
        style.paragraph(say("decides"), "title"),
        Spacer(1, 4),
        *_settled(plan, decision, say, sheet.width),
    ]
    *sections, last = _sections(plan, decision, say, sheet.width) or [[]]
    for section in sections:
        story += [CondPageBreak(_ROOM), *section]
    people = signing.signatories(plan, decision, Form.DECREE, say, signing.leader_first(plan, decision, ()))
    before = () if decision.signers else say.lines("place_and_date")
    # A signature does not stand on a page of its own, apart from what it signs.
    signing_blocks = blocks.signatures(people, places, say, sheet.width, before)
    story.append(KeepTogether([*last, Spacer(1, 14), *signing_blocks]))
    record = page.Attachment(ATTACHMENT, encode(to_plain(decision)), say("attachment"))
    return page.build(sheet, story, places, record)


def _title(plan: Plan, decision: Decision, say: Phrases) -> list[Flowable]:
    lines = list(say.lines("title", event=labels.event_title(plan)))
    if decision.stage is not None:
        lines.append(say("title_stage", stage=plan.stage(decision.stage).name.upper()))
    return blocks.title(lines, say("number_registered" if decision.signers else "number_line"))


def _grounds(plan: Plan, decision: Decision, say: Phrases, width: float) -> list[Flowable]:
    date = texts.date(dt.date.fromisoformat(decision.acts.date), "id")
    considering = "considering_items" if decision.recounts else "considering_items_without_recount"
    noting = [
        say("noting_value", date=date, code=decision.code),
        say("led", basis=decision.acts.basis.rstrip(". ")),
    ]
    grounds = [
        (
            say("considering"),
            list(say.lines(considering, event=plan.occasion.name, date=date, code=decision.code)),
            "abc",
        ),
        (say("basis"), list(plan.occasion.basis), "1"),
        (say("noting"), noting, "1"),
    ]
    return [
        part for label, lines, signs in grounds if lines for part in (_clause(label, lines, signs, width), Spacer(1, 3))
    ]


def _clause(label: str, lines: list[str], signs: str, width: float) -> Table:
    marked = zip(signs if len(signs) > 1 else map(str, range(1, len(lines) + 1)), lines, strict=True)
    items: list[Flowable] = [style.paragraph(line, "item", bullet=f"{sign}.") for sign, line in marked]
    # One line of several needs a sign; one alone does not.
    return _labelled(label, items if len(lines) > 1 else [style.paragraph(lines[0])], width)


def _labelled(label: str, body: list[Flowable], width: float) -> Table:
    widths = [_LABEL, 10, width - _LABEL - 10]
    rows: list[list[Any]] = [*continued([style.paragraph(label, "left"), ":", body], widths)]
    return Table(rows, colWidths=widths, style=[*blocks.BARE], hAlign="LEFT")


def _settled(plan: Plan, decision: Decision, say: Phrases, width: float) -> list[Flowable]:
    lines = [say("settled_prizes" if labels.gives_prizes(plan, decision.stage) else "settled_order")]
    if decision.acts.awards:
        lines.append(say("awards"))
    if decision.acts.departures:
        named = ", ".join(plan.category(departure.category).name for departure in decision.acts.departures)
        lines.append(say("departures", categories=named))
    if decision.replaces is not None:
        lines.append(say("replaces", replaced=decision.replaces))
    lines.append(say("effect"))
    clauses = [
        _labelled(ordinal, [style.paragraph(line)], width)
        for ordinal, line in zip(say.lines("ordinals"), lines, strict=False)
    ]
    subject = style.paragraph(say("settling_value", event=labels.event_title(plan)), "strong")
    return [_labelled(say("settling"), [subject], width), Spacer(1, 4), *clauses]


def _sections(plan: Plan, decision: Decision, say: Phrases, width: float) -> list[list[Flowable]]:
    sections: list[list[Flowable]] = []
    prizes = labels.gives_prizes(plan, decision.stage)
    for outcome in decision.outcomes:
        contest = plan.category(outcome.category)
        heading = blocks.subheading(say("category", category=f"{contest.name} ({contest.code})"))
        sections.append([*heading, _places(plan, outcome, say, width, prizes=prizes)])
    if decision.acts.awards:
        columns = [Column(say("award"), 190), Column(say("recipient")), Column(say("origin"), 130)]
        rows = [_award(plan, award, say) for award in decision.acts.awards]
        sections.append([*blocks.subheading(say("awards_heading")), table(columns, rows, width)])
    return sections


def _places(plan: Plan, outcome: Outcome, say: Phrases, width: float, *, prizes: bool) -> Flowable:
    contest = plan.category(outcome.category)
    word = "prize" if prizes else "order"
    rows: list[list[Cell]] = [
        [
            say(
                f"places.{word}_shared" if len(place.numbers) > 1 else f"places.{word}_value",
                place=labels.roman(place.place),
            ),
            labels.nominee(contest, number),
            contest.nominee(number).region or say("none"),
        ]
        for place in outcome.places
        for number in place.numbers
    ]
    columns = [Column(say(f"places.{word}"), 100), Column(say("recipient")), Column(say("origin"), 130)]
    return table(columns, rows, width) if rows else style.paragraph(say("nobody"))


def _award(plan: Plan, award: AwardGiven, say: Phrases) -> list[Cell]:
    if award.number is None:
        return [award.name, say("award_none"), say("none")]
    found = labels.printed_nominee(plan, award.number)
    if found is None:
        return [award.name, award.number, say("none")]
    category, nominee = found
    return [award.name, labels.nominee(category, nominee.number), nominee.region or say("none")]

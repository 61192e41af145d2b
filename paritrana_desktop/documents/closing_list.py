"""Daftar penutupan: a strip for each juror with ballot code, number of marks and control totals, to be signed."""

from __future__ import annotations

from fractions import Fraction

from reportlab.platypus import Flowable, KeepTogether, Spacer

from paritrana_desktop.documents import blocks, labels, names, page, style
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.received import Received, Strip
from paritrana_desktop.documents.rendered import Paper, Rendered
from paritrana_desktop.documents.tables import Cell, Column, code_width, table
from paritrana_desktop.domain.ballot import Origin
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.rounding import decimal_comma

_STRIP = 46
"""The least height of a strip, in points: room for a signature."""


def render(plan: Plan, received: Received, *, stage: str | None = None, paper: Paper = Paper.A4) -> Rendered:
    """The closing list of `stage` (None: the whole event); every strip and the secretary sign it in ink."""
    say = Phrases("closing_list", plan)
    name = say("name") if stage is None else say("name_stage", stage=plan.stage(stage).name)
    sheet = page.Sheet(plan, name, paper=paper, wide=True)
    title = list(say.lines("title", event=labels.event_title(plan)))
    if stage is not None:
        title.insert(1, say("stage", stage=plan.stage(stage).name).upper())
    columns = [
        Column(say("number"), 24, "centre"),
        Column(say("juror")),
        Column(say("code"), code_width(code for strip in received.strips for code in strip.codes)),
        Column(say("marks"), 42, "number"),
        Column(say("totals"), 132),
        Column(say("confirmation"), 124),
        Column(say("signature"), 120),
    ]
    rows = [_row(plan, say, at, strip) for at, strip in enumerate(received.strips, start=1)]
    people = [blocks.signatory(member, Form.MINUTES, say) for member in (blocks.secretary(plan),) if member]
    lines = _notes(plan, received, say)
    story: list[Flowable] = [
        *blocks.letterhead(plan),
        *blocks.title(title),
        style.paragraph(say("opening")),
        Spacer(1, 4),
        table(columns, rows, sheet.width),
        KeepTogether(
            [
                *(blocks.heading(say("notes")) if lines else ()),
                *blocks.items(lines),
                Spacer(1, 8),
                *blocks.signatures(people, [], say, sheet.width, [say("place_line")]),
            ]
        ),
    ]
    return page.build(sheet, story)


def _notes(plan: Plan, received: Received, say: Phrases) -> tuple[str, ...]:
    """What people must know about what came in, besides the strips."""
    lines = [say("early", reason=reason.rstrip(".")) for reason in received.early]
    lines += [
        say("late", code=code, juror=names.name(plan.juror(juror), Form.MINUTES)) for juror, code in received.late
    ]
    lines += [
        say("excluded", codes=", ".join(entry.codes), reason=entry.reason.rstrip(".")) for entry in received.excluded
    ]
    if not lines and all(strip.complete for strip in received.strips):
        lines.append(say("no_notes"))
    return tuple(lines)


def _remarks(strip: Strip, say: Phrases) -> tuple[str, ...]:
    """What is unusual about a juror's own strip."""
    found = [say(f"origin_{origin}") for origin in strip.origins if origin is not Origin.JUROR]
    if strip.codes and not strip.complete:
        found.append(say("incomplete"))
    if strip.admission:
        found.append(say("admitted", reason=strip.admission))
    return tuple(found)


def _row(plan: Plan, say: Phrases, at: int, strip: Strip) -> list[Cell]:
    juror = plan.juror(strip.juror)
    who: list[Flowable] = [
        style.paragraph(names.name(juror, Form.MINUTES), "cell_strong"),
        style.paragraph(" · ".join(part for part in (say(f"role.{juror.role}"), juror.constituency) if part), "cell"),
        *(style.paragraph(remark, "cell_note") for remark in _remarks(strip, say)),
    ]
    # The tallest cell gives the strip its height.
    room: list[Flowable] = [Spacer(1, _STRIP)]
    ways = [style.paragraph(line, "cell") for line in say.lines("confirmed" if strip.codes else "absent")]
    if not strip.codes:
        return [str(at), who, say("nothing"), "–", say("none"), ways, room]
    totals = " · ".join(
        say("total", category=category.code, total=decimal_comma(Fraction(total, 100), 2))
        for category in plan.categories
        if (total := strip.totals.get(category.code)) is not None
    )
    codes = [style.paragraph(code, "cell_strong") for code in strip.codes]
    return [str(at), who, codes, str(strip.marks), totals, ways, room]

"""The letter to a juror with the activation code; the package itself travels another way."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from paritrana_desktop.documents import blocks, names, page, style
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.rendered import Paper, Rendered
from paritrana_desktop.domain.panel import Juror
from paritrana_desktop.domain.plan import Plan


def render(
    plan: Plan, juror: str, code: str, event_key: str, *, deadline: str = "", paper: Paper = Paper.A4
) -> Rendered:
    """The letter to panel member `juror` with activation `code` (`A-…`) and the event key's fingerprint (`K-…`).

    `deadline` is printed as it stands. The letter has a block for ink only.
    """
    say = Phrases("letter", plan)
    sheet = page.Sheet(plan, say("name"), paper=paper)
    event = plan.occasion.name
    story = [
        *blocks.letterhead(plan),
        *_reference(say, event, sheet.width),
        Spacer(1, 8),
        *_addressee(say, plan.juror(juror)),
        Spacer(1, 8),
        style.paragraph(say("opening", event=event)),
        *_boxed(say("code_caption"), code, "code", sheet.width),
        style.paragraph(say("steps_heading"), "strong"),
        Spacer(1, 3),
        *blocks.items(say.lines("steps")),
        *_boxed(say("key_caption"), event_key, "code_small", sheet.width),
    ]
    if deadline:
        story.append(style.paragraph(say("deadline", deadline=deadline), "strong"))
        story.append(Spacer(1, 4))
    story.append(style.paragraph(say("care")))
    sender = blocks.secretary(plan)
    people = [blocks.signatory(sender, Form.MINUTES, say)] if sender else []
    closing: list[Flowable] = [style.paragraph(say("closing")), Spacer(1, 8)]
    story.append(KeepTogether([*closing, *blocks.signatures(people, [], say, sheet.width)]))
    return page.build(sheet, story)


def _reference(say: Phrases, event: str, width: float) -> list[Flowable]:
    facts = [
        (say("number"), say("number_blank")),
        (say("nature"), say("nature_value")),
        (say("enclosure"), say("enclosure_value")),
        (say("subject"), say("subject_value", event=event)),
    ]
    return [style.paragraph(say("place_date"), "right"), blocks.facts(facts, width, label=55)]


def _addressee(say: Phrases, juror: Juror) -> list[Flowable]:
    lines = [f"{say('to')} {names.name(juror, Form.MINUTES)}", names.post(juror), juror.agency, say("at")]
    return [style.paragraph(line, "left") for line in lines if line]


def _boxed(caption: str, code: str, shape: str, width: float) -> list[Flowable]:
    box = Table(
        [[style.paragraph(caption, "cell_centre")], [style.paragraph(code, shape)]],
        colWidths=[width * 0.8],
        style=[
            ("FONT", (0, 0), (-1, -1), style.REGULAR),
            ("BOX", (0, 0), (-1, -1), 1, style.INK),
            ("BACKGROUND", (0, 0), (-1, -1), style.TINT),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 6),
        ],
        hAlign="CENTER",
    )
    return [Spacer(1, 4), box, Spacer(1, 7)]

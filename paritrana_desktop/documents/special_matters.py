"""What the minutes must say beyond the ordinary: absences, an early opening, rulings, ties, departures."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from paritrana_desktop import texts
from paritrana_desktop.documents import blocks, labels, names, style, ties
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.received import Received
from paritrana_desktop.documents.tables import Cell, Column, table
from paritrana_desktop.domain.ballot import Origin
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.decision import Acts, Departure, final_order
from paritrana_desktop.domain.facts import Ruling
from paritrana_desktop.domain.plan import Attendance, Category, Plan
from paritrana_desktop.domain.tally import CategoryTally, Tally


def told(plan: Plan, tally: Tally, acts: Acts, received: Received, say: Phrases, width: float) -> list[Flowable]:
    """Every special matter: first the short ones as a list, then ties and departures with their tables."""
    lines = [
        *_nominees(plan, tally, say),
        *_jurors(plan, tally, received, say),
        *_receiving(plan, received, say),
        *(_ruling(plan, ruling, say) for ruling in dict.fromkeys((*received.rulings, *acts.rulings))),
    ]
    parts: list[Flowable] = [*blocks.items(lines)]
    for counted in tally.categories:
        contest = plan.category(counted.code)
        mattering = [tie for tie in counted.ties if tie.matters or tie.unsettled]
        if mattering:
            parts += blocks.subheading(say("special.ties", category=contest.name), 80)
        for tie in mattering:
            parts += ties.told(contest, tie, counted, acts, say, width)
    for departure in acts.departures:
        parts += _departure(plan.category(departure.category), tally, departure, acts, say, width)
    return parts or [style.paragraph(say("special.none"))]


def _nominees(plan: Plan, tally: Tally, say: Phrases) -> Iterator[str]:
    for counted in tally.categories:
        contest = plan.category(counted.code)
        for nominee in contest.nominees:
            named = labels.nominee(contest, nominee.number)
            if not nominee.eligible:
                yield say("special.ineligible", nominee=named, reason=nominee.reason.rstrip(".") or say("none"))
            for entry in nominee.attendance:
                if entry.attendance is Attendance.PRESENT:
                    continue
                key = "special.nominee_absent_reason" if entry.reason else "special.nominee_absent"
                yield say(
                    key,
                    nominee=named,
                    attendance=say(f"attendance.{entry.attendance}"),
                    stage=plan.stage(entry.stage).name,
                    reason=entry.reason.rstrip("."),
                )
        for line in counted.ranking:
            if line.reason is not None and contest.nominee(line.number).eligible:
                reason = texts.say(line.reason, "id").rstrip(".")
                yield say("special.unranked", nominee=labels.nominee(contest, line.number), reason=reason)


def _jurors(plan: Plan, tally: Tally, received: Received, say: Phrases) -> Iterator[str]:
    for strip in received.strips:
        named = names.name(plan.juror(strip.juror), Form.MINUTES)
        if not strip.complete:
            yield say("special.juror_missing", juror=named)
        if strip.admission:
            yield say("special.admission", juror=named, reason=strip.admission.rstrip("."))
        for origin in strip.origins:
            if origin is not Origin.JUROR:
                yield say(f"special.origin_{origin}", juror=named)
    absent: dict[str, dict[str, None]] = {}
    for counted in tally.categories:
        for code in (code for line in counted.ranking for code in line.absent):
            absent.setdefault(code, {})[plan.category(counted.code).name] = None
    for code, categories in absent.items():
        named = names.name(plan.juror(code), Form.MINUTES)
        everywhere = len(categories) == len(plan.categories)
        which = say("special.all_categories") if everywhere else "; ".join(categories)
        yield say("special.juror_absent", juror=named, categories=which)


def _receiving(plan: Plan, received: Received, say: Phrases) -> Iterator[str]:
    for reason in received.early:
        yield say("special.early", reason=reason.rstrip("."))
    for juror, code in received.late:
        yield say("special.late", code=code, juror=names.name(plan.juror(juror), Form.MINUTES))
    for entry in received.excluded:
        yield say("special.excluded", codes=", ".join(entry.codes), reason=entry.reason.rstrip("."))


def _ruling(plan: Plan, ruling: Ruling, say: Phrases) -> str:
    category = plan.category(ruling.category)
    return say(
        "special.ruling",
        juror=names.name(plan.juror(ruling.juror), Form.MINUTES),
        nominee=labels.nominee(category, ruling.number),
        criterion=labels.criterion(category, ruling.criterion),
        code=fingerprint_code(Prefix.BALLOT, ruling.ballot),
        reason=ruling.reason.rstrip("."),
    )


def _departure(
    contest: Category, tally: Tally, departure: Departure, acts: Acts, say: Phrases, width: float
) -> list[Flowable]:
    counted = tally.category(contest.code)
    chosen = [number for group in final_order(counted, acts) for number in group]
    scored = [line.number for line in counted.ranking if line.rank is not None]
    # As far as the two orders differ or somebody gets a place, and no further.
    differing = [at for at, pair in enumerate(zip(scored, chosen, strict=False), start=1) if pair[0] != pair[1]]
    shown = max(contest.places, *differing, 0)
    columns = [
        Column(say("special.position"), 46, "centre"),
        Column(say("special.by_scores")),
        Column(say("special.by_meeting")),
    ]
    rows: list[list[Cell]] = [
        [str(at), _scored(contest, counted, one, say), _scored(contest, counted, other, say)]
        for at, (one, other) in enumerate(zip(scored, chosen, strict=False), start=1)
        if at <= shown
    ]
    return [
        *blocks.subheading(say("special.departure", category=contest.name), 80),
        style.paragraph(say("special.departure_text", reason=departure.reason.rstrip("."))),
        table(columns, rows, width),
    ]


def _scored(contest: Category, counted: CategoryTally, number: str, say: Phrases) -> str:
    return say("special.scored", nominee=labels.nominee(contest, number), total=counted.standing(number).printed)

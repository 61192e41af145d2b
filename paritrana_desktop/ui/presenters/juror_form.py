"""One nominee's form: the figures that the secretariat measured, and a card for each criterion that is judged."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana_desktop.domain.ballot import Mark, MarkState, needs_comment, parse_mark
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.panel import InterestKind
from paritrana_desktop.domain.plan import (
    Band,
    Category,
    CategoryCode,
    Cell,
    Criterion,
    CriterionCode,
    CriterionKind,
    Figure,
    Nominee,
    NomineeId,
    Number,
    RuleKind,
    Scale,
)
from paritrana_desktop.texts import _, date, mark, number
from paritrana_desktop.ui.presenters.juror_state import JurorState, named, why_left_out

LONGEST_COMMENT = 2000
_MOST_DECIMALS = 6
_TOGETHER = "\N{NO-BREAK SPACE}"


class CommentTooLong(Refusal):
    sentence = N_("A comment has at most {most} characters; this one has {number}. It is not saved yet.")


@dataclass(frozen=True, slots=True)
class Level:
    """A band of the rubric: what its button says, and what is expected there."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion's card."""

    cell: Cell
    name: str
    """With its parent's name where it has one."""
    weight: str
    scale: str
    levels: tuple[Level, ...]
    active: int | None
    """The level in which the stored mark lies."""
    u: int | None
    """The stored mark in hundredths."""
    value: str
    """The stored mark as people write it; empty for none."""
    state: str
    """`absent` or `not applicable` in words; empty for a mark or a blank."""
    comment: str
    filled: bool
    comment_needed: bool
    """The stored mark must be explained and is not."""
    locked: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class Part:
    """The criteria of one stage."""

    stage: str
    heading: str
    """Empty where the category has one stage only."""
    note: str
    """Why nothing is asked here; empty where something is."""
    locked: bool
    criteria: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """All that is shown of one nominee."""

    nominee: NomineeId
    title: str
    under: str
    figures: tuple[str, ...]
    """Measured, a line for each source with what comes from there; never editable here."""
    declared: str
    """A potential conflict that was declared; empty for none."""
    note: str
    """Why nothing at all is asked; empty where something is."""
    parts: tuple[Part, ...]


def form(state: JurorState, nominee: NomineeId) -> Form:
    """The form of `nominee`."""
    category = state.plan.category(nominee.category)
    person = category.nominee(nominee.number)
    interest = state.plan.interest(state.juror, category.code, person.number)
    recused = interest is InterestKind.ACTUAL
    stages = [stage for stage, code in state.sheets if code == category.code]
    return Form(
        nominee=nominee,
        title=named(category, person),
        under=" · ".join(filter(None, (person.region, person.sector, person.note))),
        figures=_figures(category, person),
        declared=_("You declared a potential conflict of interest here and still score.")
        if interest is InterestKind.POTENTIAL
        else "",
        note=_(
            "You do not score this nominee: an actual conflict of interest is registered. It is left out, never a zero."
        )
        if recused
        else "",
        parts=() if recused else tuple(_part(state, category, person, stage, len(stages) > 1) for stage in stages),
    )


def parse(state: JurorState, cell: Cell, typed: str, comment: str) -> Mark | None:
    """The mark that `typed` says for `cell`, with the `comment` it has; None for an empty text: blank again.

    Raises:
        NotAMark, OutOfScale, BetweenSteps, Locked, NotYourCell: it cannot be put there.
    """
    if not typed.strip():
        state.worksheet.clear(cell)
        return None
    scale = state.plan.category(cell.category).criterion(cell.criterion).scale
    assert scale is not None
    put = Mark(*cell, parse_mark(typed, scale), comment=comment)
    state.worksheet.check(put)
    return put


def parse_comment(typed: str) -> str:
    """A comment as it is kept: composed as NFC, without signs that no page can show.

    Raises:
        CommentTooLong: it would not fit into a ballot.
    """
    signs = typed.replace("\t", " ")
    kept = "".join(sign for sign in signs if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn"})
    comment = unicodedata.normalize("NFC", kept).strip()
    if len(comment) > LONGEST_COMMENT:
        raise CommentTooLong(most=LONGEST_COMMENT, number=len(comment))
    return comment


def with_comment(held: Mark, comment: str) -> Mark:
    """`held` with another comment."""
    return replace(held, comment=comment)


def first_blank(shown: Form) -> Cell | None:
    """Where the cursor goes in a form that was just opened: the first criterion without a mark, else the first."""
    cards = [card for part in shown.parts for card in part.criteria if not card.locked]
    return next((card.cell for card in cards if not card.filled), cards[0].cell if cards else None)


def _part(state: JurorState, category: Category, nominee: Nominee, stage: str, several: bool) -> Part:
    locked = (stage, category.code) in state.worksheet.locked
    why = why_left_out(state.plan, nominee, stage)
    heading = _("Stage: {stage}").format(stage=state.plan.stage(stage).name) if several else ""
    note = _("No marks are asked at this stage: {why}.").format(why=why) if why else ""
    criteria = () if why else tuple(_judged(state, category, nominee, leaf, locked) for leaf in category.judged(stage))
    return Part(stage, heading, note, locked, criteria)


def _judged(state: JurorState, category: Category, nominee: Nominee, leaf: Criterion, locked: bool) -> Judged:
    cell = Cell(CategoryCode(category.code), Number(nominee.number), CriterionCode(leaf.code))
    held = state.worksheet.marks.get(cell)
    assert leaf.scale is not None
    bands = sorted(leaf.rubric, key=lambda band: band.lower)
    u = held.u if held else None
    name = criterion_name(category, leaf)
    weight = _("{weight} %").format(weight=_plain(category.weight(leaf.code) * 100))
    missing = u is not None and held is not None and not held.comment.strip() and needs_comment(leaf, u)
    return Judged(
        cell=cell,
        name=name,
        weight=weight,
        scale=_scale(leaf.scale),
        levels=tuple(_level(bands, place, leaf.scale) for place in range(len(bands))),
        active=_active(bands, u),
        u=u,
        value="" if u is None else mark(u),
        state=_state(held),
        comment=held.comment if held else "",
        filled=held is not None,
        comment_needed=missing,
        locked=locked,
        spoken=_("{criterion}, weight {weight}, scale {scale}").format(
            criterion=name, weight=weight, scale=_scale(leaf.scale)
        ),
    )


def criterion_name(category: Category, leaf: Criterion) -> str:
    """`Regulasi: Substansi`: the names from the top of the tree to `leaf`."""
    if leaf.parent is None:
        return leaf.name
    return f"{criterion_name(category, category.criterion(leaf.parent))}: {leaf.name}"


def _state(held: Mark | None) -> str:
    if held is None or held.state is MarkState.SCORED:
        return ""
    return _("absent") if held.state is MarkState.ABSENT else _("not applicable")


def _scale(scale: Scale) -> str:
    return _("{minimum} to {maximum}").format(minimum=mark(scale.minimum), maximum=mark(scale.maximum))


def _level(bands: list[Band], place: int, scale: Scale) -> Level:
    band = bands[place]
    lowest = place == 0 and band.lower <= scale.minimum and len(bands) > 1
    bound = f"< {mark(bands[1].lower)}" if lowest else f"≥ {mark(band.lower)}"
    text = f"{bound} {band.name}"
    return Level(text, f"{text}: {band.anchor}" if band.anchor else text)


def _active(bands: list[Band], u: int | None) -> int | None:
    reached = [place for place, band in enumerate(bands) if u is not None and u >= band.lower]
    return reached[-1] if reached else None


def _figures(category: Category, nominee: Nominee) -> tuple[str, ...]:
    by_source: dict[str, list[str]] = {}
    for leaf in category.leaves():
        figure = nominee.figure(leaf.code)
        if leaf.kind is CriterionKind.MEASURED and figure is not None:
            source = ", ".join(filter(None, (figure.source, _date(figure.date)))) or _("without a source")
            by_source.setdefault(source, []).append(_figure(leaf, figure))
    return tuple(f"{source}: {' · '.join(figures)}" for source, figures in by_source.items())


def _figure(leaf: Criterion, figure: Figure) -> str:
    text = f"{leaf.name} {_value(leaf, figure)}"
    return _("{figure} (the nominee claims {claim})").format(figure=text, claim=figure.claim) if figure.claim else text


def _value(leaf: Criterion, figure: Figure) -> str:
    exact = figure.exact()
    if exact is None:
        return _("no data")
    if leaf.rule is not None and leaf.rule.rule is RuleKind.YES_NO:
        return _("yes") if exact > 0 else _("no")
    unit = f"{_TOGETHER}{figure.unit}" if figure.unit else ""
    if figure.numerator is not None and figure.denominator is not None:
        part, whole = _plain(Fraction(figure.numerator)), _plain(Fraction(figure.denominator))
        return _("{part} of {whole}").format(part=part, whole=f"{whole}{unit}").replace(" ", _TOGETHER)
    value = f"{_plain(exact)}{unit}"
    if figure.target:
        return _("{value}, target {target}").format(value=value, target=_plain(Fraction(figure.target)))
    return value


def _date(text: str) -> str:
    try:
        return date(dt.date.fromisoformat(text))
    except ValueError:
        return text


def _plain(value: Fraction) -> str:
    """`value` with as many decimals as it has, at most six."""
    decimals = next(
        (places for places in range(_MOST_DECIMALS) if (value * 10**places).denominator == 1), _MOST_DECIMALS
    )
    return number(value, decimals)

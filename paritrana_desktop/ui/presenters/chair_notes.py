"""Technical notes: how far the jurors agree and how wide the margin is; for the panel, and it changes no score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana_desktop.domain.errors import Said
from paritrana_desktop.domain.insight import Insight, Margin
from paritrana_desktop.domain.plan import Category, Plan
from paritrana_desktop.services import chairing
from paritrana_desktop.texts import _, language, number, say
from paritrana_desktop.ui.presenters.chair_state import State, nominee
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row, Tone

_SWAPPED = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class NotesShown:
    """What the page shows."""

    rows: tuple[Row, ...]


def load(state: State) -> NotesShown:
    """The statistics of every category; takes a moment, and touches no store."""
    found = chairing.insights(state.case, state.tally, state.acts.rulings)
    return NotesShown(tuple(_row(state.plan, entry) for entry in found))


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("category", _("Category"), grow=True, width=150),
        Column("margin", _("Margin"), align="center", width=96),
        Column("sentence", _("How the first place holds"), grow=True, width=250),
        Column("alpha", _("Krippendorff α"), align="right"),
        Column("w", _("Kendall W"), align="right"),
        Column("icc", _("ICC(3,k)"), align="right"),
    )


def _row(plan: Plan, found: Insight) -> Row:
    contest = plan.category(found.category)
    return Row(
        found.category,
        (
            Cell(contest.name, strong=True),
            _margin(found.margin),
            Cell(_sentence(plan, contest, found)),
            *(_figure(value) for value in (found.krippendorff_alpha, found.kendall_w, found.icc_3_k)),
        ),
    )


def _margin(margin: Margin | None) -> Cell:
    if margin is None:
        return Cell("—", "muted")
    words: dict[Margin, tuple[str, Tone]] = {
        Margin.WIDE: (_("wide"), "good"),
        Margin.MIDDLE: (_("middle"), ""),
        Margin.THIN: (_("thin"), "caution"),
    }
    text, tone = words[margin]
    return Cell(text, tone, strong=True)


def _figure(value: float | None) -> Cell:
    if value is None:
        return Cell("—", "muted", spoken=_("not defined here"))
    return Cell(number(Fraction(round(value * 1000), 1000), 3))


def _sentence(plan: Plan, contest: Category, found: Insight) -> str:
    """The domain's sentence with names in place of numbers and codes."""
    said = found.sentence
    values: dict[str, Said] = dict(said.values)
    for gap in ("first", "rival"):
        if isinstance(number_of := values.get(gap), str):
            values[gap] = nominee(contest, number_of)
    if isinstance(jurors := values.get("jurors"), str):
        values["jurors"] = _names(plan, jurors.split(", "))
    if language() == "en":
        # The domain writes its two percentages as documents do.
        values |= {gap: str(values[gap]).translate(_SWAPPED) for gap in ("old", "new") if gap in values}
    return say(replace(said, values=values))


def _names(plan: Plan, codes: Sequence[str]) -> str:
    return "; ".join(plan.juror(code).name for code in codes)

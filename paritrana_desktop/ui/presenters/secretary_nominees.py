"""Nominees by category with attendance, and each one's measured figures with where they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from paritrana_desktop.domain.plan import Attendance, Category, Figure, Nominee, Plan
from paritrana_desktop.services import preparation
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, date, number
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row
from paritrana_desktop.ui.presenters.secretary_criteria import category_list
from paritrana_desktop.ui.presenters.secretary_missing import Missing, no_plan
from paritrana_desktop.ui.presenters.secretary_words import ATTENDANCE, exact_figure, nominee_name

CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class NomineesShown:
    """What the page shows; `nominees` by category, `figures` by the id of a nominee's row."""

    plan: Plan
    listed: tuple[Row, ...]
    nominees: Mapping[str, tuple[Row, ...]]
    figures: Mapping[str, tuple[Row, ...]]
    names: Mapping[str, str]
    after_issuing: bool


def load(desk: Desk) -> NomineesShown | Missing:
    """All nominees of the plan as it is prepared."""
    plan = preparation.draft(desk)
    if plan is None:
        return no_plan()
    pairs = [(category, nominee) for category in plan.categories for nominee in category.nominees]
    return NomineesShown(
        plan=plan,
        listed=category_list(plan),
        nominees={
            category.code: tuple(_nominee(plan, category, nominee) for nominee in category.nominees)
            for category in plan.categories
        },
        figures={row_id(category, nominee): _figures(category, nominee) for category, nominee in pairs},
        names={row_id(category, nominee): nominee_name(category, nominee) for category, nominee in pairs},
        after_issuing=bool(desk.store.load_revisions()),
    )


def row_id(category: Category, nominee: Nominee) -> str:
    """The id of a nominee's row, which is also the beginning of the subject of a correction."""
    return f"nominee/{category.code}/{nominee.number}"


def columns() -> tuple[Column, ...]:
    """The columns of the nominees."""
    return (
        Column("nominee", _("Nominee and region"), grow=True, width=200),
        Column("attendance", _("Attendance"), grow=True, width=140),
        Column(CORRECT, "", width=40),
    )


def figure_columns() -> tuple[Column, ...]:
    """The columns of one nominee's figures."""
    return (
        Column("criterion", _("Measured criterion"), grow=True, width=130),
        Column("figure", _("Figure"), align="right"),
        Column("claim", _("Claim"), align="right", spoken=_("What the nominee claims, where it differs")),
        Column("source", _("Source and date"), grow=True, width=150),
    )


def _nominee(plan: Plan, category: Category, nominee: Nominee) -> Row:
    name = nominee_name(category, nominee)
    cells = (
        Cell(name, strong=True, under=" · ".join(part for part in (nominee.region, nominee.sector) if part)),
        _attendance(plan, category, nominee),
        Cell(_("Correct"), "link", spoken=_("Correct: {field}").format(field=name)),
    )
    return Row(row_id(category, nominee), cells)


def _attendance(plan: Plan, category: Category, nominee: Nominee) -> Cell:
    if not nominee.eligible:
        return Cell(_("not eligible"), "wrong", under=nominee.reason)
    here = {stage.code for stage in plan.stages_of(category.code)}
    noted = [entry for entry in nominee.attendance if entry.stage in here]
    if all(entry.attendance is Attendance.PRESENT for entry in noted):
        return Cell(_("present"), "muted")
    said = "; ".join(f"{plan.stage(entry.stage).name}: {_(ATTENDANCE[entry.attendance])}" for entry in noted)
    return Cell(said, "caution", under="; ".join(entry.reason for entry in noted if entry.reason))


def _figures(category: Category, nominee: Nominee) -> tuple[Row, ...]:
    rows = []
    for leaf in category.leaves():
        figure = nominee.figure(leaf.code)
        if figure is not None:
            rows.append(
                Row(
                    leaf.code,
                    (
                        Cell(leaf.name, under=leaf.code),
                        _value(figure),
                        _claim(figure),
                        Cell(
                            ", ".join(p for p in (figure.source, _day(figure.date)) if p) or "—", under=_people(figure)
                        ),
                    ),
                )
            )
    return tuple(rows)


def _value(figure: Figure) -> Cell:
    exact = figure.exact()
    if exact is None:
        return Cell(_("no data"), "caution")
    if figure.value is not None:
        target = _("target {figure}").format(figure=exact_figure(figure.target)) if figure.target else ""
        return Cell(f"{exact_figure(figure.value)} {figure.unit}".strip(), strong=True, under=target)
    parts = _("{part} of {whole}").format(
        part=exact_figure(figure.numerator or "0"), whole=exact_figure(figure.denominator or "0")
    )
    return Cell(f"{number(exact, 2)} {figure.unit or '%'}", strong=True, under=parts)


def _claim(figure: Figure) -> Cell:
    """The claim only where it says another thing than the figure."""
    with suppress(ValueError, ZeroDivisionError):
        if Fraction(figure.claim.replace("%", "").replace(",", ".").strip()) == figure.exact():
            return Cell("")
    return (
        Cell(figure.claim, "caution", spoken=_("The nominee claims {claim}").format(claim=figure.claim))
        if (figure.claim.strip())
        else Cell("")
    )


def _day(text: str) -> str:
    try:
        return date(dt.date.fromisoformat(text))
    except ValueError:
        return text


def _people(figure: Figure) -> str:
    entered = _("entered by {name}").format(name=figure.entered_by) if figure.entered_by else ""
    checked = _("checked by {name}").format(name=figure.checked_by) if figure.checked_by else _("not checked")
    return "; ".join(part for part in (entered, checked) if part)

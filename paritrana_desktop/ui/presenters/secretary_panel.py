"""The panel with full names, seats and roles, and the register of conflicts of interest."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.domain.panel import Interest, InterestKind, Juror
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.services import preparation
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, number
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row
from paritrana_desktop.ui.presenters.secretary_missing import Missing, no_plan
from paritrana_desktop.ui.presenters.secretary_words import INTERESTS, ROLES, STATUSES, nominee_name

CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class PanelShown:
    """What the page shows."""

    plan: Plan
    summary: str
    members: tuple[Row, ...]
    conflicts: tuple[Row, ...]
    after_issuing: bool


def load(desk: Desk) -> PanelShown | Missing:
    """The panel of the plan as it is prepared."""
    plan = preparation.draft(desk)
    if plan is None:
        return no_plan()
    scoring = sum(juror.scores for juror in plan.jurors)
    summary = _("{members} members, {scoring} score").format(
        members=number(len(plan.jurors), 0), scoring=number(scoring, 0)
    )
    conflicts = tuple(_conflict(plan, place, entry) for place, entry in enumerate(plan.interests))
    members = tuple(_member(plan, juror) for juror in plan.jurors)
    return PanelShown(plan, summary, members, conflicts, bool(desk.store.load_revisions()))


def columns() -> tuple[Column, ...]:
    """The columns of the members."""
    return (
        Column("code", _("Code")),
        Column("name", _("Name"), grow=True, width=230),
        Column("seat", _("Seat"), grow=True, width=200),
        Column("role", _("Role")),
        Column("scores", _("Scores")),
        Column(CORRECT, "", width=40),
    )


def conflict_columns() -> tuple[Column, ...]:
    """The columns of the register."""
    return (
        Column("juror", _("Juror"), grow=True, width=200),
        Column("nominee", _("Nominee"), grow=True, width=200),
        Column("kind", _("Kind")),
        Column("reason", _("Reason"), grow=True, width=200),
    )


def _member(plan: Plan, juror: Juror) -> Row:
    post = f"{juror.acting}. {juror.post}" if juror.acting and juror.post else juror.post
    under = " · ".join(part for part in (post, juror.agency) if part)
    status = STATUSES[juror.status]
    name = juror.with_titles()
    return Row(
        f"juror/{juror.code}",
        (
            Cell(juror.code),
            Cell(name, strong=True, under=_("NIP {nip}").format(nip=juror.nip) if juror.nip else ""),
            Cell(juror.constituency or "—", under=under),
            Cell(_(ROLES[juror.role]), under=_(status) if status else ""),
            _scores(plan, juror),
            Cell(_("Correct"), "link", spoken=_("Correct: {field}").format(field=name)),
        ),
    )


def _scores(plan: Plan, juror: Juror) -> Cell:
    if not juror.scores:
        return Cell(_("does not score"), "muted")
    every = all(juror.assigned_to(category.code) for category in plan.categories)
    return Cell(_("✓ scores"), "good", under="" if every else ", ".join(juror.categories))


def _conflict(plan: Plan, place: int, entry: Interest) -> Row:
    category = plan.category(entry.category) if entry.category in {c.code for c in plan.categories} else None
    if category is None:
        whom = entry.category
    elif entry.number is None:
        whom = _("the whole category {category}").format(category=category.name)
    else:
        whom = nominee_name(category, category.nominee(entry.number))
    juror = plan.juror(entry.juror)
    return Row(
        str(place),
        (
            Cell(juror.with_titles(), under=juror.code),
            Cell(whom),
            Cell(_(INTERESTS[entry.kind]), "caution" if entry.kind is InterestKind.ACTUAL else ""),
            Cell(entry.reason or "—"),
        ),
    )

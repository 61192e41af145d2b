"""An event workbook to a plan: all faults at once, each with its sheet, row and column, or a plan that fits its schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.errors import N_, Said, Sentence
from paritrana_desktop.domain.panel import InterestKind
from paritrana_desktop.domain.plan import CriterionKind, Plan, SpecialAward
from paritrana_desktop.domain.schema import DoesNotFit, from_plain
from paritrana_desktop.exchange.workbook import forms
from paritrana_desktop.exchange.workbook.criteria import (
    check_named_categories,
    read_categories,
    read_criteria,
    with_criteria,
)
from paritrana_desktop.exchange.workbook.fault import Findings, WorkbookFault, fault_from_plain
from paritrana_desktop.exchange.workbook.nominees import with_figures, with_nominees
from paritrana_desktop.exchange.workbook.panel import Contact, read_interests, read_panel
from paritrana_desktop.exchange.workbook.row import Row
from paritrana_desktop.exchange.workbook.settings import read_settings, read_stages
from paritrana_desktop.exchange.workbook.sheet import read_sheets

_FEWEST_JURORS = 3


@dataclass(frozen=True, slots=True)
class EventWorkbook:
    """What an event workbook says: a plan and no faults, or faults and no plan."""

    plan: Plan | None
    contacts: tuple[Contact, ...]
    faults: tuple[WorkbookFault, ...]
    warnings: tuple[WorkbookFault, ...]


def read_event(untrusted_data: bytes) -> EventWorkbook:
    """The event that a workbook describes; for the limited child, since the bytes come from outside.

    Raises:
        NotAWorkbook, WorkbookHasPassword, WorkbookTooLarge, WorkbookDefinesEntities, WorkbookDamaged: if the file
            as a whole cannot be read. Everything else that is wrong is in `faults`.
    """
    findings = Findings()
    sheets = read_sheets(untrusted_data, forms.EVENT, findings, forms.GUIDE)
    plan, contacts = _plan(sheets)
    faults = findings.all_faults()
    if faults:
        return EventWorkbook(None, contacts, faults, findings.all_warnings())
    _look_over(plan, findings)
    return EventWorkbook(plan, contacts, (), findings.all_warnings())


def _plan(sheets: Mapping[str, Sequence[Row]]) -> tuple[Plan, tuple[Contact, ...]]:
    """The plan as far as it can be read; whole and right only if nothing was found."""
    settings = read_settings(sheets["occasion"], sheets["rules"])
    drafts, special = read_categories(sheets["categories"], settings)
    stages = read_stages(sheets["stages"], frozenset(drafts))
    criteria = read_criteria(sheets["criteria"], stages, settings)
    check_named_categories(criteria, drafts, special)
    contests = {code: with_criteria(draft, criteria, stages) for code, draft in drafts.items()}
    contests = with_nominees(sheets["nominees"], contests, special, stages, settings.rules.absence_effect)
    contests = with_figures(sheets["figures"], contests, special)
    jurors, contacts = read_panel(sheets["panel"], contests)
    interests = read_interests(sheets["conflicts"], contests, special, jurors)
    plan = Plan(
        format=1,
        rehearsal=False,
        occasion=settings.occasion,
        wording=settings.wording,
        rules=settings.rules,
        stages=stages,
        categories=tuple(contests.values()),
        jurors=jurors,
        interests=interests,
        awards=_awards(special, sheets["awards"]),
    )
    return plan, contacts


def _awards(special: Mapping[str, SpecialAward], rows: Sequence[Row]) -> tuple[SpecialAward, ...]:
    """Special awards from both sheets; the one of the same name in the sheet Penghargaan Khusus has the note."""
    awards = {award.name: award for award in special.values()}
    seen: dict[str, int | None] = {}
    for row in rows:
        name = row.needed("name")
        if name in seen:
            row.fault("name", N_("This award stands twice (also in row {row})."), row=seen[name] or 0)
        seen.setdefault(name, row.line)
        awards[name] = SpecialAward(name, row.text("note"))
    return tuple(awards.values())


def _look_over(plan: Plan, findings: Findings) -> None:
    """Warn of what is allowed but probably not meant."""
    for category in plan.categories:
        if not category.nominees:
            said = Sentence(N_("The category {category} has no nominees."), {"category": category.code})
            findings.warn(forms.NOMINEES.names[0], None, None, said)
        for leaf in category.leaves():
            without = [
                nominee.number
                for nominee in category.nominees
                if leaf.kind is CriterionKind.MEASURED and nominee.eligible and nominee.figure(leaf.code) is None
            ]
            if without:
                values = {"criterion": leaf.code, "category": category.code, "numbers": ", ".join(without)}
                said = Sentence(N_("There is no figure for {criterion} of {category}: {numbers}."), values)
                findings.warn(forms.FIGURES.names[0], None, None, said)
        _look_over_panel(plan, category.code, findings)


def _look_over_panel(plan: Plan, code: str, findings: Findings) -> None:
    category = plan.category(code)
    scoring = plan.scoring(code)
    needed = category.minimum_jurors or max(_FEWEST_JURORS, -(-len(scoring) // 2))
    too_few = [
        nominee.number
        for nominee in category.nominees
        if nominee.eligible
        and sum(plan.interest(juror.code, code, nominee.number) is not InterestKind.ACTUAL for juror in scoring)
        < needed
    ]
    if category.judged() and too_few:
        values: dict[str, Said] = {"category": code, "needed": needed, "numbers": ", ".join(too_few)}
        said = Sentence(N_("{category} needs {needed} jurors per nominee; fewer are left for: {numbers}."), values)
        findings.warn(forms.PANEL.names[0], None, None, said)


def event_from_plain(untrusted_value: Plain) -> EventWorkbook:
    """The result that `schema.to_plain` made plain for the way out of the reading child.

    Raises:
        DoesNotFit: if it is anything else.
    """
    names = ("plan", "contacts", "faults", "warnings")
    if not isinstance(untrusted_value, dict) or untrusted_value.keys() != set(names):
        raise DoesNotFit(place="EventWorkbook")
    plan, contacts, faults, warnings = (untrusted_value[name] for name in names)
    if not isinstance(contacts, list) or not isinstance(faults, list) or not isinstance(warnings, list):
        raise DoesNotFit(place="EventWorkbook")
    return EventWorkbook(
        None if plan is None else from_plain(Plan, plan),
        tuple(from_plain(Contact, entry) for entry in contacts),
        tuple(map(fault_from_plain, faults)),
        tuple(map(fault_from_plain, warnings)),
    )

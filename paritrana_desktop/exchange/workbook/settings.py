"""The sheets Acara, Aturan and Tahap: what the event is called, what is declared, and its stages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paritrana_desktop.domain.errors import N_
from paritrana_desktop.domain.plan import (
    AbsenceEffect,
    CommentRule,
    Occasion,
    Rules,
    Stage,
    TieStep,
    Wording,
)
from paritrana_desktop.exchange.workbook.row import Row
from paritrana_desktop.exchange.workbook.values import normal

COMMENT_RULES = {
    "tidak": CommentRule.NEVER,
    "never": CommentRule.NEVER,
    "no": CommentRule.NEVER,
    "false": CommentRule.NEVER,
    "selalu": CommentRule.ALWAYS,
    "always": CommentRule.ALWAYS,
    "ya": CommentRule.ALWAYS,
    "yes": CommentRule.ALWAYS,
    "true": CommentRule.ALWAYS,
    "ekstrem": CommentRule.EXTREME,
    "extreme": CommentRule.EXTREME,
}
_ABSENCE: dict[str, AbsenceEffect | None] = {
    "nol": AbsenceEffect.ZERO,
    "zero": AbsenceEffect.ZERO,
    "0": AbsenceEffect.ZERO,
    "tidak diperingkat": AbsenceEffect.UNRANKED,
    "tak terperingkat": AbsenceEffect.UNRANKED,
    "unranked": AbsenceEffect.UNRANKED,
    "tahap tidak dihitung": AbsenceEffect.STAGE_LEFT_OUT,
    "stage left out": AbsenceEffect.STAGE_LEFT_OUT,
}
_TIE_STEPS = {
    "kriteria": TieStep.CRITERIA,
    "criteria": TieStep.CRITERIA,
    "antarjuri": TieStep.HEAD_TO_HEAD,
    "head-to-head": TieStep.HEAD_TO_HEAD,
    "adu langsung": TieStep.HEAD_TO_HEAD,
    "hitung peringkat": TieStep.COUNT_BACK,
    "hitung mundur": TieStep.COUNT_BACK,
    "count-back": TieStep.COUNT_BACK,
    "rapat": TieStep.MEETING,
    "rapat pleno": TieStep.MEETING,
    "pleno": TieStep.MEETING,
    "meeting": TieStep.MEETING,
    "bersama": TieStep.SHARED,
    "juara bersama": TieStep.SHARED,
    "shared": TieStep.SHARED,
}
_LAST_STEPS = {TieStep.MEETING, TieStep.SHARED}
_ZONES = {"wib": "WIB", "wita": "WITA", "wit": "WIT"}
_MOST_BASES = 20
ONLY_STAGE = Stage("P", "Penilaian", 1, ())
"""The one stage of an event without the sheet Tahap."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the two sheets of keys and values say; the last two are defaults for other sheets."""

    occasion: Occasion
    rules: Rules
    wording: Wording
    minimum_panel: int | None
    comment: CommentRule


def read_settings(occasion: Sequence[Row], rules: Sequence[Row]) -> Settings:
    """The settings in the sheets Acara and Aturan; each of them is one row of keys, or none at all."""
    declared = rules[0] if rules else None
    return Settings(
        _occasion(occasion[0]) if occasion else Occasion("", 2000, 2000),
        Rules() if declared is None else _rules(declared),
        Wording() if declared is None else _wording(declared),
        None if declared is None else declared.whole("minimum_panel", 1, 1000),
        CommentRule.NEVER if declared is None else declared.choice("comment", COMMENT_RULES, CommentRule.NEVER),
    )


def _occasion(row: Row) -> Occasion:
    assessed, held = _years(row)
    bases = [key for key in ("basis", *(f"basis {count}" for count in range(2, 1000))) if row.has(key)]
    if len(bases) > _MOST_BASES:
        row.fault(bases[_MOST_BASES], N_("There are more than {most} rows of basis."), most=_MOST_BASES)
    return Occasion(
        name=row.needed("name"),
        assessed_year=assessed,
        held_year=held,
        organiser=row.text("organiser"),
        place=row.text("place"),
        zone=row.choice("zone", _ZONES, "WIB"),  # type: ignore[arg-type]  # the three values are the literal's
        printed_title=row.text("printed_title"),
        letterhead=tuple(text for line in range(1, 5) if (text := row.text(f"letterhead{line}"))),
        basis=tuple(row.text(key) for key in bases),
        sample=row.yes("sample", fallback=False),
    )


def _years(row: Row) -> tuple[int, int]:
    assessed = row.whole("assessed_year", 1900, 2999)
    held = row.whole("held_year", 1900, 2999)
    if not row.has("assessed_year") and not row.has("held_year"):
        row.fault("assessed_year", N_("The assessed year (Tahun penilaian) is missing."))
    if assessed is not None and not row.has("held_year"):
        row.warn("held_year", N_("The year of the ceremony is missing; the year after the assessed one was taken."))
        held = assessed + 1
    if held is not None and not row.has("assessed_year"):
        row.warn("assessed_year", N_("The assessed year is missing; the year before the ceremony was taken."))
        assessed = held - 1
    if assessed is not None and held is not None and held < assessed:
        row.warn("held_year", N_("The ceremony is before the assessed year. Please check both."))
    return assessed or 2000, held or 2000


def _rules(row: Row) -> Rules:
    return Rules(
        tie_chain=_tie_chain(row),
        round_before_ranking=row.yes("round", fallback=False),
        quorum=row.whole("quorum", 0, 1000) or 0,
        absence_effect=row.choice("absence", _ABSENCE, None),
    )


def _tie_chain(row: Row) -> tuple[TieStep, ...]:
    steps: list[TieStep] = []
    for word in re.split("[;,>→]", row.text("tie_chain")):
        name = normal(word)
        if not name:
            continue
        step = _TIE_STEPS.get(name)
        if step is None:
            known = "kriteria, antarjuri, hitung peringkat, rapat, bersama"
            row.fault(
                "tie_chain",
                N_("“{text}” is not a step of the tie chain. Possible: {choices}."),
                text=name[:40],
                choices=known,
            )
        elif step in steps:
            row.fault("tie_chain", N_("“{text}” stands twice in the tie chain."), text=name)
        elif steps and steps[-1] in _LAST_STEPS:
            row.fault("tie_chain", N_("Nothing can follow the meeting or a shared place in the tie chain."))
        else:
            steps.append(step)
    return tuple(steps) or Rules().tie_chain


def _wording(row: Row) -> Wording:
    usual = Wording()
    return Wording(
        panel=row.text("panel") or usual.panel,
        juror=row.text("juror") or usual.juror,
        nominee=row.text("nominee") or usual.nominee,
        place=row.text("place") or usual.place,
        village=row.text("village") or usual.village,
    )


def read_stages(rows: Sequence[Row], categories: frozenset[str]) -> tuple[Stage, ...]:
    """The stages in their order; `categories` are the codes that may be named."""
    stages: dict[str, Stage] = {}
    orders: dict[int, str] = {}
    for place, row in enumerate(rows, start=1):
        code = row.code("code")
        order = row.whole("order", 0, 1000) if row.has("order") else place
        named = row.codes("category") or ()
        for unknown in (category for category in named if category not in categories):
            row.fault("category", N_("There is no category {code}."), code=unknown)
        if code in stages:
            row.fault("code", N_("The code {code} stands twice."), code=code)
        if order is not None and order in orders:
            row.fault(
                "order", N_("The stages {first} and {second} have the same order."), first=orders[order], second=code
            )
        orders.setdefault(place if order is None else order, code)
        stages.setdefault(code, Stage(code, row.needed("name"), order or 0, named, row.whole("cut", 1, 10_000)))
    return tuple(sorted(stages.values(), key=lambda stage: stage.order)) or (ONLY_STAGE,)

"""How the meeting's acts change: each function returns the acts with one thing entered, changed or taken back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from paritrana_desktop.domain.decision import AbsentMember, Acts, AwardGiven, Departure, TieSettled, settled_by
from paritrana_desktop.domain.facts import Ruling

CONSENSUS: Final = "musyawarah"
VOTE: Final = "pemungutan suara"
"""How a meeting settles something, in the language of its minutes."""
LONGEST: Final = 2000
"""Characters of a reason or a basis."""


def written(typed: str) -> str:
    """`typed` as it is kept: on one line, in one spelling, no longer than the record allows."""
    return " ".join(unicodedata.normalize("NFC", typed).split())[:LONGEST]


def led_by(acts: Acts, juror: str) -> Acts:
    """`juror` leads, and so is present."""
    return with_present(replace(acts, leader=juror), juror)


def on_basis(acts: Acts, basis: str) -> Acts:
    """The article or letter by which the meeting is led."""
    return replace(acts, basis=written(basis))


def held_on(acts: Acts, day: str) -> Acts:
    """The day of the meeting, `2025-08-27`."""
    return replace(acts, date=day)


def with_present(acts: Acts, juror: str) -> Acts:
    """`juror` is present, and no longer absent."""
    absent = tuple(entry for entry in acts.absent if entry.juror != juror)
    return replace(acts, present=tuple(sorted({*acts.present, juror})), absent=absent)


def with_absent(acts: Acts, juror: str, reason: str) -> Acts:
    """`juror` is absent for `reason`, which may still be missing, and no longer present."""
    kept = (entry for entry in acts.absent if entry.juror != juror)
    absent = tuple(sorted((*kept, AbsentMember(juror, written(reason))), key=lambda entry: entry.juror))
    return replace(acts, present=tuple(code for code in acts.present if code != juror), absent=absent)


def with_code(acts: Acts, juror: str, *, confirmed: bool) -> Acts:
    """The ballot code of `juror` was compared with the signed strip, or was not."""
    others = {code for code in acts.codes_confirmed if code != juror}
    return replace(acts, codes_confirmed=tuple(sorted({*others, juror} if confirmed else others)))


def with_tie(acts: Acts, settled: TieSettled, part: Iterable[str]) -> Acts:
    """The tie between `part` is settled; what was said of it before is gone."""
    wanted = set(part)

    def replaced(act: TieSettled) -> bool:
        if act.category != settled.category:
            return False
        return settled.order is None if act.order is None else wanted <= set(act.order)

    kept = (act for act in acts.ties if not replaced(act))
    # A shared place names nobody and would be taken for every tie of its category, so orders stand before it.
    return replace(acts, ties=tuple(sorted((*kept, settled), key=lambda act: (act.category, act.order is None))))


def without_tie(acts: Acts, category: str, part: Iterable[str]) -> Acts:
    """The tie between `part` is open again."""
    gone = settled_by(category, part, acts)
    return replace(acts, ties=tuple(act for act in acts.ties if act is not gone))


def with_departure(acts: Acts, departure: Departure) -> Acts:
    """The meeting departs from the scores in a category; an earlier departure there is gone."""
    others = without_departure(acts, departure.category).departures
    return replace(acts, departures=tuple(sorted((*others, departure), key=lambda entry: entry.category)))


def without_departure(acts: Acts, category: str) -> Acts:
    """The scores hold in `category`."""
    return replace(acts, departures=tuple(entry for entry in acts.departures if entry.category != category))


def with_award(acts: Acts, award: AwardGiven) -> Acts:
    """What the meeting did about a special award."""
    others = without_award(acts, award.name).awards
    return replace(acts, awards=(*others, award))


def without_award(acts: Acts, name: str) -> Acts:
    """The special award `name` is yet to be dealt with."""
    return replace(acts, awards=tuple(award for award in acts.awards if award.name != name))


def with_ruling(acts: Acts, ruling: Ruling) -> Acts:
    """The value that counts for a cell in which ballots of one juror differ; an earlier choice there is gone."""
    return replace(acts, rulings=(*(entry for entry in acts.rulings if _cell(entry) != _cell(ruling)), ruling))


def without_ruling(acts: Acts, ruling: Ruling) -> Acts:
    """The ballots differ in that cell again."""
    return replace(acts, rulings=tuple(entry for entry in acts.rulings if _cell(entry) != _cell(ruling)))


def _cell(ruling: Ruling) -> tuple[str, str, str, str]:
    return (ruling.juror, ruling.category, ruling.number, ruling.criterion)

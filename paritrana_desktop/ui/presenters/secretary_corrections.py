"""Correcting a simple text of the plan: a pure function from plan to plan, and which texts there are.

A subject names the text: `occasion/name`, `occasion/basis/0`, `nominee/KK/03/name`, `juror/J1/post`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.plan import Nominee, Occasion, Plan
from paritrana_desktop.texts import _

_LINES: Final = {"letterhead", "basis"}
_YEARS: Final = {"assessed_year", "held_year"}
_ZONES: Final = {"WIB", "WITA", "WIT"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_LONGEST: Final = {"nominee/name": 300, "juror/name": 200}
_LONGEST_TEXT: Final = 2000


class NotAYear(Refusal):
    sentence = N_("Please type a year such as 2025. Nothing was changed.")


class NotAZone(Refusal):
    sentence = N_("Please type WIB, WITA or WIT. Nothing was changed.")


class TooLong(Refusal):
    sentence = N_("Please use at most {most} characters. Nothing was changed.")


class NothingTyped(Refusal):
    sentence = N_("Please type something. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Correction:
    """What `services.preparation.correct` wants to know."""

    subject: str
    old: str
    new: str
    plan: Plan


_FIELDS: Final = {
    "name": N_("Name of the event"),
    "printed_title": N_("Printed title"),
    "assessed_year": N_("Year assessed"),
    "held_year": N_("Year held"),
    "organiser": N_("Organiser"),
    "place": N_("Place"),
    "zone": N_("Time zone"),
    "letterhead": N_("Letterhead, line {line}"),
    "basis": N_("Basis, item {line}"),
}


def subjects(plan: Plan) -> tuple[str, ...]:
    """The texts of the event itself, in the order of the page."""
    fields = [name for name in _FIELDS if name not in _LINES]
    lines = [
        (name, place) for name in sorted(_LINES, reverse=True) for place in range(len(getattr(plan.occasion, name)))
    ]
    return (*(f"occasion/{name}" for name in fields), *(f"occasion/{name}/{place}" for name, place in lines))


def label(subject: str) -> str:
    """What `subject` is called: `Letterhead, line 2`, `Name of KK-03-X`, `Name of J1`."""
    kind, *rest = subject.split("/")
    if kind == "occasion":
        line = int(rest[1]) + 1 if rest[0] in _LINES else 0
        return _(_FIELDS[rest[0]]).format(line=line)
    whom = nominee_label(rest[0], rest[1]) if kind == "nominee" else rest[0]
    return _("Name of {whom}").format(whom=whom)


def text_of(plan: Plan, subject: str) -> str:
    """The text that `subject` names; KeyError or AttributeError if there is none."""
    kind, *rest = subject.split("/")
    if kind == "occasion":
        value = getattr(plan.occasion, rest[0])
        return str(value[int(rest[1])] if rest[0] in _LINES else value)
    if kind == "nominee":
        return str(getattr(plan.category(rest[0]).nominee(rest[1]), rest[2]))
    return str(getattr(plan.juror(rest[0]), rest[1]))


def corrected(plan: Plan, subject: str, typed: str) -> Correction:
    """`plan` with the text of `subject` replaced by `typed`.

    Raises:
        NothingTyped, TooLong, NotAYear, NotAZone: nothing can be made of it.
    """
    kind, *rest = subject.split("/")
    text = " ".join(typed.split())
    most = _LONGEST.get(f"{kind}/{rest[-1]}", _LONGEST_TEXT)
    if not text:
        raise NothingTyped
    if len(text) > most:
        raise TooLong(most=most)
    if kind == "occasion":
        changed = replace(plan, occasion=_occasion(plan.occasion, rest, text))
    elif kind == "nominee":
        changed = _with_nominee(plan, rest, text)
    else:
        change: dict[str, Any] = {rest[1]: text}
        jurors = tuple(replace(juror, **change) if juror.code == rest[0] else juror for juror in plan.jurors)
        changed = replace(plan, jurors=jurors)
    return Correction(subject, text_of(plan, subject), text, changed)


def _occasion(occasion: Occasion, path: list[str], text: str) -> Occasion:
    name = path[0]
    value: Any = text
    if name in _LINES:
        lines = list(getattr(occasion, name))
        lines[int(path[1])] = text
        value = tuple(lines)
    elif name in _YEARS:
        if not (text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
            raise NotAYear
        value = int(text)
    elif name == "zone":
        value = text.upper()
        if value not in _ZONES:
            raise NotAZone
    return replace(occasion, **{name: value})


def _with_nominee(plan: Plan, path: list[str], text: str) -> Plan:
    code, number, name = path
    change: dict[str, Any] = {name: text}

    def fixed(nominee: Nominee) -> Nominee:
        return replace(nominee, **change) if nominee.number == number else nominee

    return replace(
        plan,
        categories=tuple(
            replace(category, nominees=tuple(map(fixed, category.nominees))) if category.code == code else category
            for category in plan.categories
        ),
    )

"""The plenary's acts as a JSON file that people and scripts write, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.acts import Acts, is_day
from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.schema import DoesNotFit, from_plain

Form = Callable[[dict[str, Plain]], dict[str, Plain]]

_REQUIRED = ("leader", "basis", "date")
_LISTS = ("present", "codes_confirmed", "ties", "rulings", "departures", "awards")


class BadActs(Refusal):
    sentence = N_("The list of the meeting's acts is not as it should be, at {place}. Nothing was changed.")


class ActMissing(Refusal):
    sentence = N_("The meeting's acts say nothing of “{act}”. Please add it; nothing was changed.")


def read(untrusted_data: bytes, event: str, ballots: Iterable[str]) -> Acts:
    """The acts in `untrusted_data`; lists that are missing are empty, a ruling names its ballot by id or code.

    Raises:
        ActMissing, BadActs: naming the first place that is not as it should be.
    """
    value = canonical.parse(untrusted_data)
    if not isinstance(value, dict):
        raise BadActs(place="{}")
    unknown = sorted(value.keys() - {*_REQUIRED, *_LISTS, "absent"})
    if unknown:
        raise BadActs(place=unknown[0][:60])
    for name in _REQUIRED:
        if not value.get(name):
            raise ActMissing(act=name)
    codes = {fingerprint_code(Prefix.BALLOT, ballot): ballot for ballot in ballots}
    absent = value.get("absent", {})
    plain: dict[str, Plain] = {
        **{name: value[name] for name in _REQUIRED},
        **{name: value.get(name, []) for name in _LISTS},
        "absent": [{"juror": juror, "reason": reason} for juror, reason in absent.items()]
        if isinstance(absent, dict)
        else absent,
    }
    plain["ties"] = _each(plain["ties"], {"how": ""}, _tie)
    plain["rulings"] = _each(plain["rulings"], {"kind": "ruling", "event": event}, lambda entry: _ruling(entry, codes))
    plain["awards"] = _each(plain["awards"], {"number": None, "reason": "", "votes": None}, lambda entry: entry)
    try:
        acts = from_plain(Acts, plain)
    except DoesNotFit as refusal:
        raise BadActs(place=str(refusal.said.values["place"])) from None
    if not is_day(acts.date):
        raise BadActs(place="date")
    return acts


def _each(entries: Plain, defaults: Mapping[str, Plain], form: Form) -> Plain:
    if not isinstance(entries, list):
        return entries
    return [form({**defaults, **entry}) if isinstance(entry, dict) else entry for entry in entries]


def _tie(entry: dict[str, Plain]) -> dict[str, Plain]:
    return {**entry, "order": None} if entry.get("order") == "shared" else entry


def _ruling(entry: dict[str, Plain], codes: Mapping[str, str]) -> dict[str, Plain]:
    named = entry.get("ballot")
    return {**entry, "ballot": codes.get(named, named)} if isinstance(named, str) else entry


def leader(untrusted_data: bytes) -> str:
    """Who leads the meeting, by an acts file that is not yet checked; empty if it says nothing."""
    value = canonical.parse(untrusted_data)
    named = value.get("leader") if isinstance(value, dict) else None
    return named if isinstance(named, str) else ""

"""The one key of the person whose home this is: made once, kept locked, unlocked for the work."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from paritrana_desktop.domain.codes import read_activation_code
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.security import activation, identity, key_file
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.storage.home import Home

SHORTEST_PASSPHRASE = 8


class SecretKind(StrEnum):
    """What unlocks a key."""

    CODE = "code"
    PASSPHRASE = "passphrase"  # noqa: S105  the name of a kind, not a secret
    NEW_PASSPHRASE = "new_passphrase"  # noqa: S105  the same


Ask = Callable[[SecretKind], str]
"""Asks the person for the secret of that kind; raises a Refusal if nobody can be asked."""


class NoKeyHere(Refusal):
    sentence = N_("There is no key in this home folder yet. Open the package from the secretariat first.")


class NoKeyOfEvent(Refusal):
    sentence = N_(
        "The key of this event is not in this home folder, so the workspace can only be read. "
        "Please use the home folder in which the event was made."
    )


class PassphraseTooShort(Refusal):
    sentence = N_("A passphrase needs at least {least} characters. Nothing was changed.")


def needed(home: Home, event: str = "") -> SecretKind | None:
    """What unlocks the key of this person, or of an `event` prepared here; None if there is no key yet."""
    locked = home.read_key(event)
    return None if locked is None else SecretKind(key_file.needs(locked))


def unlock(home: Home, ask: Ask, event: str = "") -> OwnKey:
    """The key of this person, or of an `event` prepared here, unlocked with the secret that `ask` gives."""
    locked = home.read_key(event)
    if locked is None:
        raise NoKeyOfEvent if event else NoKeyHere
    kind = SecretKind(key_file.needs(locked))
    typed = ask(kind)
    return key_file.unlock(locked, _code_identity(typed) if kind is SecretKind.CODE else typed)


def create_event_key(home: Home, name: str, passphrase: str) -> OwnKey:
    """A new key for the event `name`, kept in `home` under `passphrase`; its digest is the event's id."""
    key = _created(name, passphrase)
    home.write_key(key_file.locked_with_passphrase(key, passphrase), key.digest)
    return key


def create_with_passphrase(home: Home, name: str, passphrase: str) -> OwnKey:
    """A new key for `name`, kept in `home` under `passphrase`."""
    key = _created(name, passphrase)
    home.write_key(key_file.locked_with_passphrase(key, passphrase))
    return key


def _created(name: str, passphrase: str) -> OwnKey:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(least=SHORTEST_PASSPHRASE)
    return identity.create(name)


def create_with_code(home: Home, name: str, code: str) -> OwnKey:
    """A new key for `name`, kept in `home` under the activation `code`: the one secret that a juror has."""
    key = identity.create(name)
    home.write_key(key_file.locked_with_code(key, _code_identity(code)))
    return key


def _code_identity(typed: str) -> str:
    return activation.age_identity(read_activation_code(typed))

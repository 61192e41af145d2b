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


class PassphraseTooShort(Refusal):
    sentence = N_("A passphrase needs at least {least} characters. Nothing was changed.")


def unlock(home: Home, ask: Ask) -> OwnKey:
    """The key of `home`, unlocked with the secret that `ask` gives."""
    locked = home.read_key()
    if locked is None:
        raise NoKeyHere
    kind = SecretKind(key_file.needs(locked))
    typed = ask(kind)
    return key_file.unlock(locked, _code_identity(typed) if kind is SecretKind.CODE else typed)


def unlock_or_create(home: Home, name: str, ask: Ask) -> OwnKey:
    """The key of `home`; a new one for `name` under a new passphrase if there is none."""
    if home.read_key() is not None:
        return unlock(home, ask)
    return create_with_passphrase(home, name, ask(SecretKind.NEW_PASSPHRASE))


def create_with_passphrase(home: Home, name: str, passphrase: str) -> OwnKey:
    """A new key for `name`, kept in `home` under `passphrase`."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(least=SHORTEST_PASSPHRASE)
    key = identity.create(name)
    home.write_key(key_file.locked_with_passphrase(key, passphrase))
    return key


def create_with_code(home: Home, name: str, code: str) -> OwnKey:
    """A new key for `name`, kept in `home` under the activation `code`: the one secret that a juror has."""
    key = identity.create(name)
    home.write_key(key_file.locked_with_code(key, _code_identity(code)))
    return key


def _code_identity(typed: str) -> str:
    return activation.age_identity(read_activation_code(typed))

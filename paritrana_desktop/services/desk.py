"""A desk: one workspace, the unlocked key of the person at it, and what decides times and chance."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.security import identity
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.storage.store import Store

Clock = Callable[[], dt.datetime]
Random = Callable[[int], bytes]


def local_clock() -> dt.datetime:
    """Now, as this machine claims it, with its offset from UTC, in whole seconds."""
    return dt.datetime.now().astimezone().replace(microsecond=0)


@dataclass(slots=True)
class Desk:
    """What the use cases of one workspace work with; used by one thread."""

    store: Store
    key: OwnKey
    clock: Clock = local_clock
    random: Random = secrets.token_bytes

    def now(self) -> str:
        """The clock's claim in ISO 8601."""
        return self.clock().isoformat()

    def log(self, action: str, subject: str = "", old: str = "", new: str = "") -> None:
        """Append to the tamper-evident log, in the transaction at hand."""
        self.store.append_log(self.now(), self.key.holder, action, subject, old, new)

    def log_all(self, acts: Iterable[tuple[str, str, str, str]]) -> None:
        """The same for many `acts` (action, subject, old, new) of one moment."""
        self.store.append_logs(self.now(), self.key.holder, acts)

    def sign(self, payload: bytes) -> bytes:
        """This person's signature over `payload`."""
        return identity.sign(self.key.private_key, payload)


def certificate_text(key: OwnKey) -> str:
    """The certificate of `key` as files carry it: Base64 of the DER form."""
    return base64.b64encode(key.certificate).decode()


def key_code(certificate_digest: str) -> str:
    """The fingerprint of a key as people compare it: `K-…`."""
    return fingerprint_code(Prefix.KEY, certificate_digest)

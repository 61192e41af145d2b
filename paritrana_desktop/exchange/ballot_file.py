"""Ballot files: one juror's complete snapshot in one signed envelope. Sealing and verifying are other rooms' work."""

from __future__ import annotations

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Ballot, NewerBallot
from paritrana_desktop.domain.schema import from_plain, to_plain
from paritrana_desktop.exchange import envelope
from paritrana_desktop.exchange.envelope import Envelope, Sign

SUFFIX = ".paritrana-nilai"
LIMIT = 8 * 1024 * 1024


def write(ballot: Ballot, sign: Sign, key_hint: str) -> Envelope:
    """`ballot` in a signed envelope; its id is the ballot's name everywhere."""
    return envelope.signed(envelope.BALLOT, canonical.encode(to_plain(ballot)), sign, key_hint)


def read(signed: Envelope) -> Ballot:
    """The ballot in `signed`, every field as the schema says; not yet checked against a plan.

    Raises:
        NewerBallot: if it asks for something that this version does not understand.
        NotStrictJson, DoesNotFit: if it is not exactly a ballot.
    """
    untrusted = canonical.parse(signed.body)
    if isinstance(untrusted, dict) and untrusted.get("critical"):
        raise NewerBallot
    return from_plain(Ballot, untrusted)

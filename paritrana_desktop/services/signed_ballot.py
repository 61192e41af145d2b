"""A ballot with the key that signed it: the one look at an envelope that the child, its parent and every count share."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.domain.ballot import Ballot, Origin
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.exchange import ballot_file, envelope
from paritrana_desktop.security import identity
from paritrana_desktop.services import certificates


class NotByThisJuror(Refusal):
    sentence = N_(
        "The signature in this file is not by the key that it names. It was not used; ask the juror to send it again."
    )


class KeyMissing(Refusal):
    sentence = N_(
        "This ballot does not say with which key it is signed. It was not used; ask the juror to hand in with this program."
    )


class NotFromAJuror(Refusal):
    sentence = N_(
        "This ballot says that somebody else keyed it in, but it is signed as a juror's own. It was not used; "
        "please speak with the juror."
    )


@dataclass(frozen=True, slots=True)
class SignedBallot:
    """A juror's own ballot, signed by the key that it names; whether that key may speak is another question."""

    id: str
    envelope: bytes
    """The envelope's bytes as its juror signed them."""
    ballot: Ballot
    certificate: bytes
    """DER of the key that signed."""

    @property
    def key(self) -> str:
        """SHA-256 of the certificate."""
        return identity.certificate_digest(self.certificate)


def read(untrusted_plain: bytes) -> SignedBallot:
    """The ballot in an envelope, every field as the schema says; not yet checked against an event or a plan.

    Raises:
        NotSigned, WrongNumberOfSignatures, UnknownType: it is no ballot's envelope.
        NotStrictJson, DoesNotFit, NewerBallot: its body is not exactly a ballot.
        KeyMissing, WrongKindOfKey, NotByThisJuror, NotFromAJuror: it is not signed as a juror's own ballot.
    """
    signed = envelope.decode(untrusted_plain, envelope.BALLOT)
    ballot = ballot_file.read(signed)
    if ballot.enrolment is None:
        raise KeyMissing
    certificate = certificates.der(ballot.enrolment.certificate)
    if not identity.verify(certificate, signed.signed_bytes, signed.signature):
        raise NotByThisJuror
    if ballot.origin is not Origin.JUROR:
        raise NotFromAJuror
    return SignedBallot(signed.id, untrusted_plain, ballot, certificate)

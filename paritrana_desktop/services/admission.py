"""Which key speaks for which juror: the first that proves itself by the secret of the juror's package, and only that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from paritrana_desktop.domain.ballot import Ballot
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.domain.facts import Admission, Fact
from paritrana_desktop.security import identity
from paritrana_desktop.services import certificates
from paritrana_desktop.services.signed_ballot import SignedBallot


class OtherKey(Refusal):
    sentence = N_(
        "This ballot of {juror} is signed with another key than the one admitted before. It was not used; "
        "please speak with the juror, who may have started anew on another laptop."
    )


class KeyOfAnother(Refusal):
    sentence = N_("This ballot of {juror} is signed with the key of {other}. It was not used; please speak with both.")


class KeyNotProved(Refusal):
    sentence = N_(
        "This ballot says it is by {juror}, but does not hold the secret of that juror's package. It was not used; "
        "please speak with the juror."
    )


class Gate:
    """Which key speaks for which juror, while a batch comes in."""

    def __init__(
        self, event: str, facts: Iterable[Fact], ballots: Iterable[Ballot], secrets: Mapping[str, bytes]
    ) -> None:
        """`facts` and `ballots` are what is known already, `secrets` those of the packages, by juror."""
        self._event = event
        self._secrets = secrets
        self._admitted = {fact.juror: fact.certificate for fact in facts if isinstance(fact, Admission)}
        # Two certificates may hold one key, so it is the key that is known, not the certificate.
        self._owners = {
            identity.public_key(certificates.der(ballot.enrolment.certificate)): ballot.juror
            for ballot in ballots
            if ballot.enrolment is not None
        }
        self.new: list[Admission] = []
        """The keys admitted here for the first time."""

    def admit(self, look: SignedBallot | Refusal) -> SignedBallot:
        """The ballot, if its key is the admitted one, or proves itself by the secret of the juror's package.

        Raises:
            OtherKey, KeyOfAnother, KeyNotProved: its key may not speak for its juror; and `look`, if it is a refusal.
        """
        if isinstance(look, Refusal):
            raise look
        juror = look.ballot.juror
        key = identity.public_key(look.certificate)
        owner = self._owners.get(key, juror)
        if owner != juror:
            raise KeyOfAnother(juror=juror, other=owner)
        if juror in self._admitted:
            if self._admitted[juror] != look.key:
                raise OtherKey(juror=juror)
            return look
        enrolment = look.ballot.enrolment
        secret = self._secrets.get(juror)
        if (
            enrolment is None
            or secret is None
            or not identity.admission_holds(secret, look.key, self._event, juror, enrolment.mac)
        ):
            raise KeyNotProved(juror=juror)
        self._admitted[juror] = look.key
        self._owners[key] = juror
        self.new.append(Admission("admission", self._event, juror, look.key, "package"))
        return look

"""What a signed PDF is: planned fields, the signatures found, and every reason for which one is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from paritrana_desktop.domain.errors import N_, Fault, Refusal


class PdfRefused(Refusal):
    """Why a PDF is not accepted; each reason is a subclass with its own sentence."""

    sentence = N_("This PDF is not accepted. Nothing was changed; ask for the original file.")


class NotAPdf(PdfRefused):
    sentence = N_("This is {kind}, not a PDF document. Choose the PDF that the program made.")


class PdfUnreadable(PdfRefused):
    sentence = N_(
        "This PDF is damaged, or another program saved it again. Its signature says nothing; use the original."
    )


class PdfLocked(PdfRefused):
    sentence = N_("This PDF is protected by a password, which the program never does. Ask for the original file.")


class NotSigned(PdfRefused):
    sentence = N_("This PDF is not signed, or its signature was taken out. Ask for the original file.")


class ContentChanged(PdfRefused):
    sentence = N_("This PDF was changed after {name} signed it. Do not use it; ask for the original file.")


class AddedAfterSigning(PdfRefused):
    sentence = N_(
        "Something was added to this PDF after the last signature. Viewers may still call the signature valid. "
        "Do not use the file; ask for the original."
    )


class SignatureTouched(PdfRefused):
    sentence = N_("The signature in field {field} is not written as the program writes it. Ask for the original file.")


class NotOurForm(PdfRefused):
    sentence = N_(
        "This PDF holds fields, signatures or changes that were not planned when it was first signed. "
        "Do not use it; ask for the original file."
    )


class SignatureMissing(PdfRefused):
    sentence = N_(
        "The signature in field {field} is missing: the file is not finished, or was cut back to an earlier state. "
        "Ask for the finished file."
    )


class OtherFields(PdfRefused):
    sentence = N_("This PDF is signed in other places than its record says. Do not use it; ask for the original file.")


class OtherSigner(PdfRefused):
    sentence = N_(
        "The signature in field {field} was made with another key than the record names, even if the name is the same. "
        "Do not use the file; ask the signer."
    )


class RecordMissing(PdfRefused):
    sentence = N_("This PDF carries no record of the decision. It can be read, but not compared.")


class RecordNotAlone(PdfRefused):
    sentence = N_("This PDF carries other files than the one record of the decision. Ask for the original file.")


class RecordTooLarge(PdfRefused):
    sentence = N_("The record in this PDF is larger than any genuine one. Ask for the original file.")


class NotSignable(Fault):
    """The PDF to be signed is none of our own documents (a form, a password, revisions), or its fields are ill named."""


@dataclass(frozen=True, slots=True)
class Field:
    """A planned signature: its field's name (ASCII letters, digits, `-`, `_`) and where a viewer reacts to a click."""

    name: str
    page: int = 0
    """Index of the page, from 0."""
    box: tuple[int, int, int, int] | None = None
    """Left, bottom, right, top in whole points (1/72 inch) from the page's lower left corner; None: invisible."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a field, or has to: one field, one certificate."""

    field: str
    certificate_digest: str


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature found in a PDF and proved genuine."""

    field: str
    name: str
    """The common name in the certificate: a claim."""
    certificate: bytes
    certificate_digest: str
    claimed_time: dt.datetime
    """As the signer's clock said."""


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """An untouched PDF: its signatures in order, and the planned fields that still wait for theirs."""

    signatures: tuple[Signature, ...]
    waiting: tuple[str, ...]

    @property
    def signers(self) -> tuple[Signer, ...]:
        """Field and certificate digest of each signature, in order."""
        return tuple(Signer(signature.field, signature.certificate_digest) for signature in self.signatures)

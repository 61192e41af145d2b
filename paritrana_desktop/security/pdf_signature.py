"""Signatures in PDF files: planning, certifying, signing second, and checking more strictly than any viewer.

pyHanko is imported inside the functions, because it takes half a second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.security.identity import OwnKey


class PdfRefused(Refusal):
    """Why a PDF is not accepted; each reason is a subclass with its own sentence."""

    sentence = N_("This PDF is not accepted. Ask for the original file.")


@dataclass(frozen=True, slots=True)
class Field:
    """A planned signature: its field's name (ASCII letters, digits, `-`, `_`) and where a viewer reacts to a click."""

    name: str
    page: int = 0
    """Index of the page, from 0."""
    box: tuple[float, float, float, float] | None = None
    """Left, bottom, right, top in points (1/72 inch) from the page's lower left corner; None: invisible."""


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


def certify(unsigned_pdf: bytes, fields: Sequence[Field], key: OwnKey, at: dt.datetime) -> bytes:
    """`unsigned_pdf` followed by all planned fields and the certification of the first one.

    One field: nothing may change afterwards (P1). Several: only the other signatures may follow (P2), the last of
    which closes the document. The result starts with `unsigned_pdf`, byte for byte. `at` is the claimed time, with its
    time zone. Only the signature itself differs between two calls.
    """


def countersign(signed_pdf: bytes, field: str, key: OwnKey, at: dt.datetime) -> bytes:
    """`signed_pdf` followed by the signature in `field`, the next of the fields that wait.

    Raises:
        PdfRefused: a subclass of it, when `signed_pdf` does not pass `read_signatures` or `field` is not the next.
    """


def read_signatures(untrusted_pdf: bytes) -> SignedPdf:
    """The signatures of a PDF that `certify` and `countersign` made and nobody touched since.

    Raises:
        PdfRefused: one subclass for each reason.
    """


def check(untrusted_pdf: bytes, expected: Sequence[Signer] | None = None) -> SignedPdf:
    """As `read_signatures`, and every planned field is signed, by exactly the `expected` signers if given.

    Raises:
        PdfRefused: one subclass for each reason.
    """


def attached_record(untrusted_pdf: bytes, limit: int) -> bytes:
    """The content of the one file attached to a PDF, at most `limit` bytes.

    Raises:
        PdfRefused: none, several, hidden in a page, or too large.
    """

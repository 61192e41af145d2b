"""Signatures in PDF files: planning, certifying, signing second, and checking more strictly than any viewer.

pyHanko takes half a second to import, so it is only when a function here is called.
"""

# ruff: noqa: PLC0415  see above

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.security.signed_pdf import (
    Field,
    OtherFields,
    OtherSigner,
    Signature,
    SignatureMissing,
    SignedPdf,
    Signer,
)

__all__ = [
    "Field",
    "Signature",
    "SignedPdf",
    "Signer",
    "attached_record",
    "certify",
    "check",
    "countersign",
    "read_signatures",
]


def certify(unsigned_pdf: bytes, fields: Sequence[Field], key: OwnKey, at: dt.datetime) -> bytes:
    """`unsigned_pdf` followed by all planned fields and the certification in the first one (PAdES B-B).

    One field: nothing may change afterwards (P1). Several: only the other signatures may follow (P2), the last of
    which closes the document. The result starts with `unsigned_pdf`, byte for byte. `at` is the claimed time, with its
    time zone. Two calls differ in nothing but the signature itself.

    Raises:
        NotSignable: `unsigned_pdf` already has a form, a password, or more than one revision.
    """
    from paritrana_desktop.security import pdf_writing

    return pdf_writing.certify(unsigned_pdf, fields, key, at)


def countersign(signed_pdf: bytes, field: str, key: OwnKey, at: dt.datetime) -> bytes:
    """`signed_pdf` followed by the signature in `field`, the next of the fields that wait.

    Raises:
        PdfRefused: `signed_pdf` does not pass `read_signatures`; OtherFields when `field` is not the next one.
    """
    from paritrana_desktop.security import pdf_writing

    if read_signatures(signed_pdf).waiting[:1] != (field,):
        raise OtherFields
    return pdf_writing.countersign(signed_pdf, field, key, at)


def read_signatures(untrusted_pdf: bytes) -> SignedPdf:
    """The signatures of a PDF that `certify` and `countersign` made and nobody touched since.

    Raises:
        PdfRefused: one subclass for each reason (`signed_pdf`).
    """
    from paritrana_desktop.security import pdf_reading

    return pdf_reading.read_signatures(untrusted_pdf)


def check(untrusted_pdf: bytes, expected: Sequence[Signer] | None = None) -> SignedPdf:
    """As `read_signatures`, and every planned field is signed, by exactly the `expected` signers if given.

    Raises:
        SignatureMissing: a planned field waits: unfinished, or cut back to an earlier revision.
        OtherFields, OtherSigner: not the `expected` ones.
        PdfRefused: as `read_signatures`.
    """
    signed = read_signatures(untrusted_pdf)
    if expected is not None:
        if [*(signer.field for signer in signed.signers), *signed.waiting] != [signer.field for signer in expected]:
            raise OtherFields
        for found, wanted in zip(signed.signers, expected, strict=False):
            if found != wanted:
                raise OtherSigner(field=wanted.field)
    if signed.waiting:
        raise SignatureMissing(field=signed.waiting[0])
    return signed


def attached_record(untrusted_pdf: bytes, limit: int) -> bytes:
    """The content of the one file attached to a PDF, at most `limit` bytes.

    Raises:
        RecordMissing, RecordNotAlone, RecordTooLarge, PdfRefused
    """
    from paritrana_desktop.security import pdf_reading

    return pdf_reading.attached_record(untrusted_pdf, limit)

"""Reading signed PDFs: each signature, byte for byte, and the one attached record."""

from __future__ import annotations

import hashlib
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from pyhanko.pdf_utils.decode_limits import DEFAULT_PURPOSE_LIMITS, DecodeLimits, DecodePurpose, StreamDecodeLimits
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, Reference, StreamObject, parse_pdf_date
from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from paritrana_desktop.security import pdf_cms, pdf_plan, pdf_revisions
from paritrana_desktop.security.identity import certificate_digest, check_certificate
from paritrana_desktop.security.seal import kind_of
from paritrana_desktop.security.signed_pdf import (
    AddedAfterSigning,
    ContentChanged,
    NotAPdf,
    NotOurForm,
    NotSigned,
    PdfLocked,
    PdfUnreadable,
    RecordMissing,
    RecordNotAlone,
    RecordTooLarge,
    Signature,
    SignatureTouched,
    SignedPdf,
)

# What pyHanko would warn of is refused here, in words.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)

_CONTENTS = re.compile(rb"<((?:[0-9A-F]{2})+)>")
_SIGNATURE = {"/Type", "/Filter", "/SubFilter", "/M", "/Contents", "/ByteRange"}
_BROKEN = (
    PdfError,
    SignatureValidationError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    EOFError,
    NotImplementedError,
    struct.error,
    zlib.error,
)
"""What a parser of a format of a thousand pages raises for a file that somebody broke on purpose."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A signature field, and its signature if it has one."""

    name: str
    field: Reference
    signature: Reference | None


def read_signatures(untrusted_pdf: bytes) -> SignedPdf:
    """As `pdf_signature.read_signatures`."""
    with _refusing():
        reader = _reader(untrusted_pdf, DecodeLimits())
        slots = _slots(reader)
        signed = [slot for slot in slots if slot.signature]
        if not signed:
            raise NotSigned
        if signed != slots[: len(signed)]:
            raise NotOurForm
        signatures = [_signature(untrusted_pdf, reader, slots, position) for position in range(len(signed))]
        fields = [slot.field for slot in slots]
        pdf_revisions.check(reader, fields, [slot.signature for slot in signed if slot.signature])
        return SignedPdf(tuple(signatures), tuple(slot.name for slot in slots[len(signed) :]))


def attached_record(untrusted_pdf: bytes, limit: int) -> bytes:
    """As `pdf_signature.attached_record`."""
    with _refusing():
        # Only the record itself: the tables of a long document may be larger.
        bounds = {**DEFAULT_PURPOSE_LIMITS, DecodePurpose.GENERIC: StreamDecodeLimits(max_output_size=limit)}
        reader = _reader(untrusted_pdf, DecodeLimits(per_purpose=bounds))
        specifications = list(islice(_file_specifications(reader), 2))
        if not specifications:
            raise RecordMissing
        if len(specifications) > 1:
            raise RecordNotAlone
        streams = {entry.reference: entry.get_object() for entry in specifications[0]["/EF"].values()}
        if len(streams) != 1:
            raise RecordNotAlone
        (stream,) = streams.values()
        try:
            record = bytes(stream.data)
        except PdfDecodeLimitError:
            raise RecordTooLarge from None
        if len(record) > limit:
            raise RecordTooLarge
        return record


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except _BROKEN as fault:
        raise PdfUnreadable from fault


def _reader(untrusted_pdf: bytes, limits: DecodeLimits) -> PdfFileReader:
    if not untrusted_pdf.startswith(b"%PDF-"):
        raise NotAPdf(kind=kind_of(untrusted_pdf))
    reader = PdfFileReader(BytesIO(untrusted_pdf), strict=True, decode_limits=limits)
    if "/Encrypt" in reader.trailer:
        raise PdfLocked
    if reader.xrefs.hybrid_xrefs_present:
        raise PdfUnreadable
    return reader


def _slots(reader: PdfFileReader) -> list[_Slot]:
    if "/AcroForm" not in reader.root:
        raise NotSigned
    slots = []
    for entry in reader.root["/AcroForm"]["/Fields"]:
        if not isinstance(entry, IndirectObject):
            raise NotOurForm
        field = _dictionary(entry.reference)
        if field["/FT"] != "/Sig" or "/Kids" in field or "/Parent" in field:
            raise NotOurForm
        signature = field.raw_get("/V").reference if "/V" in field else None
        slots.append(_Slot(str(field["/T"]), entry.reference, signature))
    if len({slot.name for slot in slots}) != len(slots):
        raise NotOurForm
    return slots


def _dictionary(reference: Reference | None) -> DictionaryObject:
    value = reference.get_object() if reference else None
    if not isinstance(value, DictionaryObject):
        raise PdfUnreadable
    return value


def _signature(untrusted_pdf: bytes, reader: PdfFileReader, slots: list[_Slot], position: int) -> Signature:
    slot = slots[position]
    value = _dictionary(slot.signature)
    if value.keys() - {"/Reference"} != _SIGNATURE or value["/SubFilter"] != pdf_plan.SUBFILTER.value:
        raise SignatureTouched(field=slot.name)
    message, digest = _message(untrusted_pdf, value, slot.name)
    name = check_certificate(message.certificate)
    if digest != message.document_digest:
        raise ContentChanged(name=name)
    _check_extent(EmbeddedPdfSignature(reader, _dictionary(slot.field), slot.name), slots, position)
    return Signature(
        field=slot.name,
        name=name,
        certificate=message.certificate,
        certificate_digest=certificate_digest(message.certificate),
        claimed_time=parse_pdf_date(value["/M"], strict=True),
    )


def _check_extent(embedded: EmbeddedPdfSignature, slots: list[_Slot], position: int) -> None:
    """A signature covers its whole revision, the last one the whole file, and allows what was planned."""
    last = not any(slot.signature for slot in slots[position + 1 :])
    whole = SignatureCoverageLevel.ENTIRE_FILE if last else SignatureCoverageLevel.ENTIRE_REVISION
    if embedded.evaluate_signature_coverage() != whole or embedded.signed_revision != position + 1:
        raise AddedAfterSigning
    planned = pdf_plan.permissions(position, len(slots))
    if (embedded.docmdp_level, embedded.fieldmdp) != (planned.docmdp_perms, planned.field_lock):
        raise NotOurForm


def _message(untrusted_pdf: bytes, value: DictionaryObject, field: str) -> tuple[pdf_cms.Message, bytes]:
    """The message in a signature and the digest of all bytes that it covers."""
    start, before, after, length = (int(number) for number in value["/ByteRange"])
    if start != 0 or not 0 < before < after <= after + length <= len(untrusted_pdf):
        raise SignatureTouched(field=field)
    contents = _CONTENTS.fullmatch(untrusted_pdf[before:after])
    if contents is None or not untrusted_pdf[:before].endswith(b"/Contents "):
        raise SignatureTouched(field=field)
    octets = bytes.fromhex(contents[1].decode())
    if octets != value.raw_get("/Contents").original_bytes:
        raise SignatureTouched(field=field)
    try:
        message = pdf_cms.read(octets)
    except pdf_cms.NotOurForm:
        raise SignatureTouched(field=field) from None
    covered = hashlib.sha256(untrusted_pdf[:before])
    covered.update(untrusted_pdf[after : after + length])
    return message, covered.digest()


def _file_specifications(reader: PdfFileReader) -> Iterator[DictionaryObject]:
    """Every object that carries a file, wherever in the document it hangs."""
    seen = set()
    for revision in range(reader.total_revisions):
        seen |= reader.xrefs.explicit_refs_in_revision(revision)
    values: list[object] = [reference.get_object() for reference in seen]
    while values:
        value = values.pop()
        if isinstance(value, DictionaryObject):
            if "/EF" in value and not isinstance(value, StreamObject):
                yield value
            values += [value.raw_get(key) for key in value]
        elif isinstance(value, list):
            values += value

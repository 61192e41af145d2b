"""Writing signatures: each is one incremental revision, reproducible but for the signature itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from paritrana_desktop.security import pdf_cms, pdf_plan
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.security.signed_pdf import Field, NotSignable

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class _Revision(IncrementalPdfFileWriter):
    """An incremental update that leaves title, dates and version of the document as they are.

    WORKAROUND: pyHanko's own one writes the time of signing into the document's information and a random identifier
    into the trailer, so that signing would change the title page's data and no two runs would agree.
    """

    def _update_meta(self) -> None:
        """Leave the document's information alone."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> ArrayObject:
        content = prev.stream.getvalue()
        following = ByteStringObject(hashlib.sha256(content).digest()[:16])
        first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else following
        return ArrayObject([first, following])


def certify(unsigned_pdf: bytes, fields: Sequence[Field], key: OwnKey, at: dt.datetime) -> bytes:
    """As `pdf_signature.certify`."""
    names = [field.name for field in fields]
    if not names or len(set(names)) < len(names) or not all(_NAME.fullmatch(name) for name in names):
        raise NotSignable
    revision = _revision(unsigned_pdf)
    if "/AcroForm" in revision.root or revision.prev.total_revisions != 1 or revision.prev.encrypted:
        raise NotSignable
    for position, field in enumerate(fields):
        append_signature_field(revision, _specification(field, last=pdf_plan.closes(position, len(names))))
    revision.register_extension(ESIC_EXTENSION_1)
    return _sign(revision, names[0], 0, len(names), key, at)


def countersign(signed_pdf: bytes, field: str, key: OwnKey, at: dt.datetime) -> bytes:
    """As `pdf_signature.countersign`, for a file already checked."""
    revision = _revision(signed_pdf)
    names = [name for name, _value, _reference in enumerate_sig_fields(revision)]
    return _sign(revision, field, names.index(field), len(names), key, at)


def _revision(pdf: bytes) -> _Revision:
    try:
        return _Revision(BytesIO(pdf))
    except PdfError as fault:
        raise NotSignable from fault


def _specification(field: Field, *, last: bool) -> SigFieldSpec:
    return SigFieldSpec(
        sig_field_name=field.name,
        on_page=field.page,
        box=field.box,
        field_mdp_spec=pdf_plan.EVERYTHING if last else None,
        doc_mdp_update_value=pdf_plan.NO_CHANGES if last else None,
    )


def _sign(revision: _Revision, field: str, position: int, count: int, key: OwnKey, at: dt.datetime) -> bytes:
    if at.tzinfo is None:
        raise ValueError(at)
    steps = PdfCMSEmbedder().write_cms(field, revision, existing_fields_only=True)
    next(steps)
    room = 2 * (len(key.certificate) + pdf_cms.ROOM)
    placeholder = SignatureObject(timestamp=at, subfilter=pdf_plan.SUBFILTER, bytes_reserved=room)
    steps.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=pdf_plan.permissions(position, count)))
    prepared, output = steps.send(SigIOSetup(md_algorithm=pdf_plan.DIGEST))
    steps.send(pdf_cms.sign(prepared.document_digest, key))
    return bytes(output.getvalue())

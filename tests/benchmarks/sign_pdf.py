"""One document certified as every document here is, to bare pyHanko certifying the same PDF with the same key.

Both put one invisible signature field on the first page and certify it: PAdES baseline B-B, no changes allowed. The
PDF is a recap as the plenary signs it.
"""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

from asn1crypto import keys as asn1_keys  # type: ignore[import-untyped]  # it ships no types
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from paritrana_desktop.documents import recap
from paritrana_desktop.security import identity, pdf_signature
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.security.pdf_signature import Field
from tests import decided, issued
from tests.benchmarks.measure import Row, seconds

BOX = (60, 60, 260, 110)


def row(_folder: Path) -> Row:
    """Seconds for one signature, pyHanko loaded before."""
    meeting = decided.case()
    pdf = recap.render(meeting.plan, meeting.tally, meeting.decision).pdf
    key = identity.create("Ketua Contoh")
    return Row("sign_pdf", goal=1.2, ours=partial(ours, pdf, key), floor=partial(floor, pdf, key), rounds=25)


def ours(pdf: bytes, key: OwnKey) -> float:
    """Through the one place that signs."""
    return seconds(lambda: pdf_signature.certify(pdf, [Field("pimpinan", 0, BOX)], key, issued.MORNING))


def floor(pdf: bytes, key: OwnKey) -> float:
    """Bare pyHanko."""
    return seconds(partial(bare, pdf, key))


def bare(pdf: bytes, key: OwnKey) -> bytes:
    """`pdf` certified by pyHanko with nothing around it."""
    certificate = asn1_x509.Certificate.load(key.certificate)
    signer = signers.SimpleSigner(
        signing_cert=certificate,
        signing_key=asn1_keys.PrivateKeyInfo.load(key.private_key),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields.append_signature_field(writer, SigFieldSpec("pimpinan", on_page=0, box=BOX))
    metadata = signers.PdfSignatureMetadata(
        field_name="pimpinan",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signed = signers.sign_pdf(writer, metadata, signer)
    assert isinstance(signed, io.BytesIO)
    return signed.getvalue()

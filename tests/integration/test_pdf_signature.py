"""Signed PDFs: other programs agree that ours are valid, and ours refuses what those let pass (row D01)."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import algos, cms, core, pem, x509  # type: ignore[import-untyped]  # it ships no types
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
)
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from reportlab.pdfgen.canvas import Canvas

from paritrana_desktop.security import identity, pdf_cms, pdf_signature, signed_pdf
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.security.pdf_signature import Field, SignedPdf, Signer

# pyHanko annotates these in part only.
PDF: Any = generic
RECORD = b'{"places":["KK-03-X"]}'
AT = dt.datetime(2026, 11, 3, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
CHAIR_FIELD = Field("ketua", page=1, box=(60, 60, 260, 140))
SECRETARY_FIELD = Field("sekretaris", page=1, box=(300, 60, 500, 140))
GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "two_signatures.pdf"


@cache
def chair() -> OwnKey:
    return identity.create("Ketua Pleno")


@cache
def secretary() -> OwnKey:
    return identity.create("Sekretaris")


@cache
def stranger() -> OwnKey:
    return identity.create("Ketua Pleno")


@cache
def unsigned() -> bytes:
    """Two pages with links between them and one record, as the documents room makes them."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pdfVersion=(1, 7), invariant=1)
    canvas.setTitle("Berita acara")
    for page in range(2):
        canvas.bookmarkPage(f"p{page}")
        canvas.drawString(100, 700, f"Nilai akhir 85,96, halaman {page + 1}")
        canvas.linkRect("", "p0", (100, 690, 200, 710))
        canvas.showPage()
    canvas.save()
    return edited(buffer.getvalue(), lambda pdf: pdf.attachments.__setitem__("hasil.json", attachment(pdf, RECORD)))


def attachment(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.AttachedFileSpec:
    return pikepdf.AttachedFileSpec(pdf, content, filename="hasil.json", mime_type="application/json")


def edited(pdf: bytes, change: Callable[[pikepdf.Pdf], object], **options: Any) -> bytes:
    """`pdf` rewritten by qpdf after `change`."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened)
        opened.save(buffer, deterministic_id="encryption" not in options, **options)
    return buffer.getvalue()


@cache
def alone() -> bytes:
    """Signed by the chair alone: nothing may follow."""
    return pdf_signature.certify(unsigned(), [CHAIR_FIELD], chair(), AT)


@cache
def begun() -> bytes:
    """Certified by the chair, still waiting for the secretary."""
    return pdf_signature.certify(unsigned(), [CHAIR_FIELD, SECRETARY_FIELD], chair(), AT)


@cache
def both() -> bytes:
    return pdf_signature.countersign(begun(), "sekretaris", secretary(), AT + dt.timedelta(hours=1))


def signer(field: Field, key: OwnKey) -> Signer:
    return Signer(field.name, key.digest)


# What is good.


def test_one_signer() -> None:
    signed = pdf_signature.check(alone(), [signer(CHAIR_FIELD, chair())])
    (signature,) = signed.signatures
    assert (signature.field, signature.name) == ("ketua", "Ketua Pleno")
    assert (signature.certificate, signature.certificate_digest) == (chair().certificate, chair().digest)
    assert signature.claimed_time == AT
    assert signed.waiting == ()
    assert pdf_signature.check(alone()) == signed


def test_two_signers() -> None:
    assert pdf_signature.read_signatures(begun()).waiting == ("sekretaris",)
    signed = pdf_signature.check(both(), [signer(CHAIR_FIELD, chair()), signer(SECRETARY_FIELD, secretary())])
    assert signed.signers == (signer(CHAIR_FIELD, chair()), signer(SECRETARY_FIELD, secretary()))
    assert [signature.claimed_time for signature in signed.signatures] == [AT, AT + dt.timedelta(hours=1)]


def test_three_signers_without_places_on_the_page() -> None:
    names = ["ketua", "sekretaris", "saksi"]
    keys = [chair(), secretary(), stranger()]
    pdf = pdf_signature.certify(unsigned(), [Field(name) for name in names], keys[0], AT)
    for name, key in zip(names[1:], keys[1:], strict=True):
        pdf = pdf_signature.countersign(pdf, name, key, AT)
    assert [entry.certificate_digest for entry in pdf_signature.check(pdf).signers] == [key.digest for key in keys]


def test_signing_adds_to_the_unsigned_bytes_and_changes_none() -> None:
    assert alone().startswith(unsigned())
    assert begun().startswith(unsigned())
    assert both().startswith(begun())


def test_two_signings_differ_in_the_signature_only() -> None:
    again = pdf_signature.certify(unsigned(), [CHAIR_FIELD], chair(), AT)
    assert without_contents(again) == without_contents(alone())
    assert len(re.findall(rb"/Contents <[0-9A-F]{1000,}>", alone())) == 1


def without_contents(pdf: bytes) -> bytes:
    return re.sub(rb"/Contents <[0-9A-F]+>", b"", pdf)


@pytest.mark.parametrize("version", [(1, 4), (1, 7)])
def test_the_version_stays_at_1_7_for_archives(version: tuple[int, int]) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pdfVersion=version, invariant=1)
    canvas.drawString(100, 100, "Lembar nilai")
    canvas.save()
    signed = pdf_signature.certify(buffer.getvalue(), [Field("juri")], chair(), AT)
    assert PdfFileReader(BytesIO(signed)).input_version == (1, 7)
    assert pdf_signature.check(signed).signers == (Signer("juri", chair().digest),)


def test_a_document_with_object_streams_is_signed_too() -> None:
    packed = edited(unsigned(), lambda _pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    begun_here = pdf_signature.certify(packed, [CHAIR_FIELD, SECRETARY_FIELD], chair(), AT)
    signed = pdf_signature.countersign(begun_here, "sekretaris", secretary(), AT)
    assert len(pdf_signature.check(signed).signatures) == 2
    assert pdf_signature.attached_record(signed, 1000) == RECORD


def test_a_file_signed_years_ago_still_verifies() -> None:
    signed = pdf_signature.check(GOLDEN.read_bytes())
    assert [(entry.field, entry.name) for entry in signed.signatures] == [
        ("ketua", "Ketua Pleno"),
        ("sekretaris", "Sekretaris"),
    ]
    assert [entry.certificate_digest for entry in signed.signatures] == GOLDEN_DIGESTS
    assert pdf_signature.attached_record(GOLDEN.read_bytes(), 1000) == RECORD


GOLDEN_DIGESTS = [
    "874af8f02ea46d83b7b13a648abe126d9f6632a963bd9098709075e379d0123d",
    "a81c2075557455cdfbad6a7c30120e9934c873d890d7177cb13be47846415326",
]


# What other programs say. pyHanko's own verdict is always asked, pdfsig's and OpenSSL's where they are installed.


def pyhanko_says(pdf: bytes, _folder: Path) -> None:
    reader = PdfFileReader(BytesIO(pdf))
    for number, embedded in enumerate(reader.embedded_signatures):
        trusted = ValidationContext(trust_roots=[embedded.signer_cert], allow_fetching=False)
        usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
        status: Any = validate_pdf_signature(embedded, trusted, key_usage_settings=usage)
        assert status.bottom_line, status.pretty_print_details()
        last = number == len(reader.embedded_signatures) - 1
        assert status.coverage.name == ("ENTIRE_FILE" if last else "ENTIRE_REVISION")


def pdfsig_says(pdf: bytes, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(pdf)
    answer = subprocess.run(["pdfsig", "-nocert", "a.pdf"], cwd=folder, capture_output=True, text=True, check=True)
    count = len(pdf_signature.check(pdf).signatures)
    assert answer.stdout.count("Signature is Valid") == count
    assert answer.stdout.count("- Total document signed") == 1
    assert answer.stdout.count("Signature Type: ETSI.CAdES.detached") == count


def openssl_says(pdf: bytes, folder: Path) -> None:
    for number, (before, after, end, message) in enumerate(signatures_in(pdf)):
        (folder / "message").write_bytes(message)
        (folder / "covered").write_bytes(pdf[:before] + pdf[after:end])
        certificate = cms.ContentInfo.load(message)["content"]["certificates"][0].chosen.dump()
        (folder / "own.pem").write_bytes(pem.armor("CERTIFICATE", certificate))
        command = "openssl cms -verify -cades -inform DER -binary -in message -content covered -CAfile own.pem -out out"
        answer = subprocess.run(command.split(), cwd=folder, capture_output=True, text=True, check=False)
        assert "CAdES Verification successful" in answer.stderr, (number, answer.stderr)


def qpdf_says(pdf: bytes, _folder: Path) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []


def signatures_in(pdf: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    """Start and end of the gap of each signature, end of what it covers, and its message."""
    for found in re.finditer(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", pdf):
        before, after, length = (int(number) for number in found.groups())
        padded = bytes.fromhex(pdf[before + 1 : after - 1].decode())
        yield before, after, after + length, padded[: len(cms.ContentInfo.load(padded).dump())]


TOOLS = {"pdfsig": pdfsig_says, "openssl": openssl_says}
OPINIONS = [pyhanko_says, qpdf_says, *(says for tool, says in TOOLS.items() if shutil.which(tool))]


@pytest.mark.parametrize("says", OPINIONS)
@pytest.mark.parametrize("make", [alone, both])
def test_others_agree(make: Callable[[], bytes], says: Callable[[bytes, Path], None], tmp_path: Path) -> None:
    says(make(), tmp_path)


# D01: after signing.


def refused(pdf: bytes, *reasons: type[signed_pdf.PdfRefused]) -> None:
    """`pdf` is refused for one of `reasons` (any if none is given), even when nobody says who should have signed."""
    with pytest.raises(reasons or signed_pdf.PdfRefused):
        pdf_signature.check(pdf)


def changed_places(pdf: bytes) -> Iterator[int]:
    """Some four hundred places: all over the file, and densely where signatures begin, end and are padded."""
    yield from range(0, len(pdf), len(pdf) // 200)
    for before, after, _end, message in signatures_in(pdf):
        filled = before + 1 + 2 * len(message)
        yield from (*range(before - 2, before + 3), *range(filled - 3, filled + 4), *range(after - 4, after + 3))
        yield from range(before + 1, filled, 17)
        yield from range(filled, after, 97)
    yield from range(len(pdf) - 30, len(pdf))


@pytest.mark.parametrize("make", [alone, both])
def test_d01_one_byte_changed(make: Callable[[], bytes]) -> None:
    pdf = make()
    for place in sorted(set(changed_places(pdf))):
        octet = pdf[place] ^ (1 if place % 2 else 0x20)
        refused(pdf[:place] + bytes([octet]) + pdf[place + 1 :])


def test_d01_the_same_signature_in_lower_case_is_refused() -> None:
    ((before, after, _end, _message),) = signatures_in(alone())
    refused(alone()[:before] + alone()[before:after].lower() + alone()[after:], signed_pdf.SignatureTouched)


def with_message(message: bytes) -> bytes:
    """The file signed alone, with another message in its signature."""
    ((before, after, _end, _message),) = signatures_in(alone())
    contents = message.hex().upper().encode().ljust(after - before - 2, b"0")
    assert len(contents) == after - before - 2
    return alone()[: before + 1] + contents + alone()[after - 1 :]


def retold(change: Callable[[Any], object]) -> bytes:
    """The genuine message after `change` to its signed data."""
    ((_before, _after, _end, genuine),) = signatures_in(alone())
    message = cms.ContentInfo.load(genuine)
    change(message["content"])
    return bytes(message.dump(force=True))


def _other_half(data: Any) -> None:
    signature = algos.DSASignature.load(data["signer_infos"][0]["signature"].native)
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    other = {"r": signature["r"].native, "s": order - signature["s"].native}
    data["signer_infos"][0]["signature"] = algos.DSASignature(other).dump()


def _note_beside(data: Any) -> None:
    note = {"type": "2.5.4.3", "values": [core.UTF8String("catatan")]}
    data["signer_infos"][0]["unsigned_attrs"] = [note]


def _further_certificate(data: Any) -> None:
    data["certificates"].append(cms.CertificateChoices("certificate", x509.Certificate.load(stranger().certificate)))


def _no_certificate(data: Any) -> None:
    data["certificates"] = cms.CertificateSet([])


def _signed_twice(data: Any) -> None:
    data["signer_infos"].append(data["signer_infos"][0].copy())


def _other_digest_named(data: Any) -> None:
    data["signer_infos"][0]["digest_algorithm"] = {"algorithm": "sha512"}


def _content_inside(data: Any) -> None:
    data["encap_content_info"] = {"content_type": "data", "content": b"isi"}


def _others_certificate(data: Any) -> None:
    data["certificates"][0] = cms.CertificateChoices("certificate", x509.Certificate.load(stranger().certificate))


CHANGES_TO_A_MESSAGE = [
    _other_half,
    _note_beside,
    _further_certificate,
    _no_certificate,
    _signed_twice,
    _other_digest_named,
    _content_inside,
    _others_certificate,
]


def test_the_test_itself_keeps_a_message_whole() -> None:
    assert with_message(retold(lambda _data: None)) == alone()


@pytest.mark.parametrize("change", CHANGES_TO_A_MESSAGE)
def test_d01_another_form_of_the_message(change: Callable[[Any], object]) -> None:
    refused(with_message(retold(change)), signed_pdf.SignatureTouched)


def test_d01_message_with_a_length_written_longer() -> None:
    ((_before, _after, _end, genuine),) = signatures_in(alone())
    assert genuine[:2] == b"\x30\x82"
    refused(with_message(b"\x30\x83\x00" + genuine[2:]), signed_pdf.SignatureTouched)
    refused(with_message(b"\x30\x80" + genuine[4:] + b"\0\0"), signed_pdf.SignatureTouched)


def test_d01_message_of_another_document() -> None:
    other = pdf_signature.certify(unsigned(), [Field("lain")], chair(), AT)
    ((_before, _after, _end, message),) = signatures_in(other)
    refused(with_message(message), signed_pdf.ContentChanged)


# Incremental updates, which leave every signed byte in its place.

Update = Callable[[Any], object]


def updated(pdf: bytes, change: Update) -> bytes:
    writer: Any = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    output = BytesIO()
    writer.write(output)
    assert output.getvalue().startswith(pdf)
    return output.getvalue()


def first_page(writer: Any) -> Any:
    reference, _resources = writer.find_page_for_modification(0)
    writer.mark_update(reference)
    return reference.get_object()


def _replace_content(writer: Any) -> None:
    text = PDF.StreamObject(stream_data=b"BT /F1 12 Tf 100 700 Td (Nilai akhir 99,99) Tj ET")
    first_page(writer)[PDF.NameObject("/Contents")] = writer.add_object(text)


def _overlay(writer: Any) -> None:
    white = writer.add_object(PDF.StreamObject(stream_data=b"1 g 90 690 300 30 re f"))
    page = first_page(writer)
    page[PDF.NameObject("/Contents")] = PDF.ArrayObject([page.raw_get("/Contents"), white])


def _annotate(writer: Any) -> None:
    note = PDF.DictionaryObject(
        {
            PDF.NameObject("/Type"): PDF.NameObject("/Annot"),
            PDF.NameObject("/Subtype"): PDF.NameObject("/FreeText"),
            PDF.NameObject("/Rect"): PDF.ArrayObject(PDF.NumberObject(side) for side in (100, 690, 300, 720)),
            PDF.NameObject("/Contents"): PDF.TextStringObject("99,99"),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))


def _rename(writer: Any) -> None:
    assert writer.trailer_view["/Info"] is not None
    info = writer.trailer_view["/Info"]
    info[PDF.NameObject("/Title")] = PDF.TextStringObject("Berita acara yang lain")
    writer.update_container(info)


def _unsign(writer: Any) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0]
    del field["/V"]
    writer.update_container(field)


def _drop_form(writer: Any) -> None:
    del writer.root["/AcroForm"]
    writer.update_root()


def _swap_pages(writer: Any) -> None:
    pages = writer.root["/Pages"]
    pages[PDF.NameObject("/Kids")] = PDF.ArrayObject(reversed(list(pages["/Kids"])))
    writer.update_container(pages)


def _nothing_visible(writer: Any) -> None:
    writer.add_object(PDF.TextStringObject("tak terpakai"))


UPDATES: list[Update] = [
    _replace_content,
    _overlay,
    _annotate,
    _rename,
    _swap_pages,
    _nothing_visible,
]


@pytest.mark.parametrize("make", [alone, begun, both])
@pytest.mark.parametrize("update", UPDATES)
def test_d01_incremental_update(make: Callable[[], bytes], update: Update) -> None:
    attacked = updated(make(), update)
    refused(attacked, signed_pdf.AddedAfterSigning)
    with pytest.raises(signed_pdf.AddedAfterSigning):
        pdf_signature.countersign(attacked, "sekretaris", secretary(), AT)


@pytest.mark.parametrize("make", [alone, both])
@pytest.mark.parametrize("update", [_unsign, _drop_form])
def test_d01_signature_removed_by_an_update(make: Callable[[], bytes], update: Update) -> None:
    refused(updated(make(), update), signed_pdf.NotSigned, signed_pdf.NotOurForm)


def test_d01_signature_removed_with_the_bytes() -> None:
    refused(unsigned(), signed_pdf.NotSigned)
    refused(edited(alone(), _without_form), signed_pdf.NotSigned)


def _without_form(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm
    for page in pdf.pages:
        del page.obj.Annots


@pytest.mark.parametrize("tail", [b"\n", b" ", b"\0", b"%%EOF\n", b"\r\n%%EOF", b"%" + b"x" * 2000 + b"\n%%EOF\n"])
@pytest.mark.parametrize("make", [alone, both])
def test_d01_trailing_bytes(make: Callable[[], bytes], tail: bytes) -> None:
    refused(make() + tail, signed_pdf.AddedAfterSigning, signed_pdf.PdfUnreadable)


@pytest.mark.parametrize("head", [b"\n", b"\xef\xbb\xbf", b"From: a\n"])
def test_d01_leading_bytes(head: bytes) -> None:
    refused(head + alone(), signed_pdf.NotAPdf)


@pytest.mark.parametrize("numbers", [b"0 0 0 0", b"0 1 2 3", b"-1 1 2 3", b"0", b"a b c d"])
def test_d01_byte_range_overwritten(numbers: bytes) -> None:
    def zero(found: re.Match[bytes]) -> bytes:
        return (b"/ByteRange [" + numbers).ljust(len(found[0]) - 1) + b"]"

    refused(re.sub(rb"/ByteRange \[[^]]*\]", zero, alone()), signed_pdf.SignatureTouched, signed_pdf.PdfUnreadable)


def test_d01_cut_off() -> None:
    for length in range(0, len(both()), 97):
        if both()[:length] not in (unsigned(), begun()):
            refused(both()[:length])


def test_d01_cut_back_to_an_earlier_revision() -> None:
    cut = both()[: len(begun())]
    pyhanko_says(cut, Path())
    refused(cut, signed_pdf.SignatureMissing)
    refused(both()[: len(unsigned())], signed_pdf.NotSigned)


def test_d01_rewritten_by_qpdf() -> None:
    for make in (alone, both):
        refused(edited(make(), lambda _pdf: None), signed_pdf.ContentChanged, signed_pdf.SignatureTouched)
        refused(edited(make(), lambda _pdf: None, linearize=True))


def test_d01_same_name_other_certificate() -> None:
    forged = pdf_signature.certify(unsigned(), [CHAIR_FIELD], stranger(), AT)
    assert pdf_signature.check(forged).signatures[0].name == chair().holder
    with pytest.raises(signed_pdf.OtherSigner):
        pdf_signature.check(forged, [signer(CHAIR_FIELD, chair())])


def test_d01_other_fields_than_the_record_names() -> None:
    with pytest.raises(signed_pdf.OtherFields):
        pdf_signature.check(alone(), [signer(CHAIR_FIELD, chair()), signer(SECRETARY_FIELD, secretary())])
    with pytest.raises(signed_pdf.OtherFields):
        pdf_signature.check(both(), [signer(CHAIR_FIELD, chair())])
    with pytest.raises(signed_pdf.OtherFields):
        pdf_signature.check(alone(), [Signer("lain", chair().digest)])
    with pytest.raises(signed_pdf.OtherFields):
        pdf_signature.check(alone(), [])


# Whoever holds a key can sign more than was planned; that is seen as well.


def signed_by(
    pdf: bytes,
    key: OwnKey,
    field: str,
    change: Update = lambda _writer: None,
    permission: SigMDPSetup | None = None,
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES,
) -> bytes:
    """`pdf`, changed and then signed in one revision, by a program that follows no plan."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    steps = PdfCMSEmbedder().write_cms(field, writer, existing_fields_only=True)
    next(steps)
    placeholder = SignatureObject(timestamp=AT, subfilter=subfilter, bytes_reserved=4000)
    steps.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=permission))
    prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    steps.send(pdf_cms.sign(prepared.document_digest, key))
    content = output.getvalue()
    assert isinstance(content, bytes)
    return content


def _field(name: str) -> Update:
    return lambda writer: append_signature_field(writer, SigFieldSpec(name))


@pytest.mark.parametrize("make", [alone, begun, both])
def test_d01_strangers_signature_over_the_text(make: Callable[[], bytes]) -> None:
    attacked = signed_by(make(), stranger(), "lain", _field("lain"))
    refused(attacked)
    with pytest.raises(signed_pdf.PdfRefused):
        pdf_signature.read_signatures(attacked)


def test_d01_strangers_signature_in_the_secretarys_field() -> None:
    attacked = pdf_signature.countersign(begun(), "sekretaris", stranger(), AT)
    with pytest.raises(signed_pdf.OtherSigner):
        pdf_signature.check(attacked, [signer(CHAIR_FIELD, chair()), signer(SECRETARY_FIELD, secretary())])


CLOSED = SigMDPSetup("sha256", field_lock=FieldMDPSpec(FieldMDPAction.ALL), docmdp_perms=MDPPerm.NO_CHANGES)


def closed_with(change: Update) -> bytes:
    def prepare(writer: Any) -> None:
        quietly(writer)
        change(writer)

    return signed_by(begun(), secretary(), "sekretaris", prepare, CLOSED)


def quietly(writer: Any) -> None:
    """Keep pyHanko from writing of its own accord into the document's information, as a forger would."""
    writer._update_meta = lambda: None


def test_the_test_itself_signs_second_as_we_do() -> None:
    assert pdf_signature.check(closed_with(lambda _writer: None)).signers == pdf_signature.check(both()).signers


def _other_information(writer: Any) -> None:
    # Both objects are there already, so no object of the document changes.
    writer.set_info(writer.root.raw_get("/Pages"))


def _change_own_field(writer: Any) -> None:
    field = writer.root["/AcroForm"]["/Fields"][-1]
    field[PDF.NameObject("/F")] = PDF.NumberObject(2)
    writer.update_container(field)


def _change_others_field(writer: Any) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0]
    field[PDF.NameObject("/TU")] = PDF.TextStringObject("Gubernur")
    writer.update_container(field)


@pytest.mark.parametrize(
    "change", [*UPDATES, _field("lain"), _other_information, _change_own_field, _change_others_field]
)
def test_second_signer_changes_the_document_while_signing(change: Update) -> None:
    refused(closed_with(change), signed_pdf.NotOurForm)


CERTIFIED = SigMDPSetup("sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)


def certified_with(change: Update, permission: SigMDPSetup | None = CERTIFIED, **options: Any) -> bytes:
    def prepare(writer: Any) -> None:
        append_signature_field(writer, SigFieldSpec("ketua", on_page=1, box=(60, 60, 260, 140)))
        writer.register_extension(ESIC_EXTENSION_1)
        quietly(writer)
        change(writer)

    return signed_by(unsigned(), chair(), "ketua", prepare, permission, **options)


def test_the_test_itself_certifies_as_we_do() -> None:
    assert pdf_signature.check(certified_with(lambda _writer: None)).signers == (signer(CHAIR_FIELD, chair()),)


def _appearance(writer: Any) -> None:
    # Drawn into the empty appearance itself: no further object.
    writer.root["/AcroForm"]["/Fields"][0]["/AP"]["/N"]._data = b"0 g 0 0 200 80 re f"


def _borrowed_annotation(writer: Any) -> None:
    # The link of the first page appears on the second as well: nothing new, only shown elsewhere.
    borrowed = writer.find_page_for_modification(0)[0].get_object()["/Annots"].raw_get(0)
    writer.register_annotation(writer.find_page_for_modification(1)[0], borrowed)


def _script(writer: Any) -> None:
    action = {
        PDF.NameObject("/S"): PDF.NameObject("/JavaScript"),
        PDF.NameObject("/JS"): PDF.TextStringObject("app.alert(1)"),
    }
    writer.root[PDF.NameObject("/OpenAction")] = PDF.DictionaryObject(action)
    writer.update_root()


def _action_on_field(writer: Any) -> None:
    writer.root["/AcroForm"]["/Fields"][0][PDF.NameObject("/AA")] = PDF.DictionaryObject()


def _xfa(writer: Any) -> None:
    writer.root["/AcroForm"][PDF.NameObject("/XFA")] = PDF.TextStringObject("<xdp/>")


def _hidden_object(writer: Any) -> None:
    writer.add_object(PDF.StreamObject(stream_data=b"versi lain"))


@pytest.mark.parametrize(
    "change",
    [
        *UPDATES,
        _other_information,
        _appearance,
        _borrowed_annotation,
        _script,
        _action_on_field,
        _xfa,
        _hidden_object,
        _field("ketua2"),
    ],
)
def test_first_signer_changes_the_document_while_signing(change: Update) -> None:
    refused(certified_with(change), signed_pdf.NotOurForm)


def _script_in_document(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _script_by_name(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.Root.Names.JavaScript = pikepdf.Dictionary(Names=["a", pdf.make_indirect(action)])


@pytest.mark.parametrize("change", [_script_in_document, _script_by_name])
def test_d05_document_with_a_script(change: Callable[[pikepdf.Pdf], object]) -> None:
    scripted = edited(unsigned(), change)
    refused(pdf_signature.certify(scripted, [CHAIR_FIELD], chair(), AT), signed_pdf.NotOurForm)


def test_signature_that_does_not_certify_or_allows_changes() -> None:
    refused(certified_with(lambda _writer: None, permission=None))
    weak = SigMDPSetup("sha256", certify=True, docmdp_perms=MDPPerm.FILL_FORMS)
    refused(certified_with(lambda _writer: None, permission=weak), signed_pdf.NotOurForm)


def test_signature_of_another_standard() -> None:
    other = certified_with(lambda _writer: None, subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    refused(other, signed_pdf.SignatureTouched)


def test_second_signature_out_of_turn() -> None:
    names = [Field("ketua"), Field("sekretaris"), Field("saksi")]
    pdf = pdf_signature.certify(unsigned(), names, chair(), AT)
    for field in ("saksi", "ketua", "lain"):
        with pytest.raises(signed_pdf.OtherFields):
            pdf_signature.countersign(pdf, field, secretary(), AT)
    refused(signed_by(pdf, secretary(), "saksi"), signed_pdf.NotOurForm)


# Other files.


@pytest.mark.parametrize("change", [_script, _field("ada")])
def test_only_a_plain_document_is_signed(change: Update) -> None:
    with pytest.raises(signed_pdf.NotSignable):
        pdf_signature.certify(updated(unsigned(), change), [CHAIR_FIELD], chair(), AT)


def test_only_a_pdf_is_signed() -> None:
    with pytest.raises(signed_pdf.NotSignable):
        pdf_signature.certify(b"%PDF-1.7\n", [CHAIR_FIELD], chair(), AT)


def test_time_without_a_zone_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="2026"):
        pdf_signature.certify(unsigned(), [CHAIR_FIELD], chair(), AT.replace(tzinfo=None))


@pytest.mark.parametrize("fields", [[], [Field("a.b")], [Field("ketua"), Field("ketua")], [Field("")]])
def test_fields_are_named_plainly_and_once(fields: list[Field]) -> None:
    with pytest.raises(signed_pdf.NotSignable):
        pdf_signature.certify(unsigned(), fields, chair(), AT)


def test_d05_document_with_a_password() -> None:
    for password in ("", "rahasia"):
        locked = edited(alone(), lambda _pdf: None, encryption=pikepdf.Encryption(owner="a", user=password))
        refused(locked, signed_pdf.PdfLocked)
        with pytest.raises(signed_pdf.PdfLocked):
            pdf_signature.attached_record(locked, 1000)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + bytes(5000)])
def test_what_is_no_pdf(content: bytes) -> None:
    refused(content, signed_pdf.NotAPdf, signed_pdf.PdfUnreadable)


# The record inside.


def test_the_attached_record_comes_back() -> None:
    for pdf in (unsigned(), alone(), both()):
        assert pdf_signature.attached_record(pdf, len(RECORD)) == RECORD


def test_a_record_that_is_too_large() -> None:
    with pytest.raises(signed_pdf.RecordTooLarge):
        pdf_signature.attached_record(alone(), len(RECORD) - 1)
    bomb = edited(unsigned(), lambda pdf: pdf.attachments.__setitem__("hasil.json", attachment(pdf, bytes(50 << 20))))
    assert len(bomb) < 200_000
    with pytest.raises(signed_pdf.RecordTooLarge):
        pdf_signature.attached_record(bomb, 1 << 20)


def test_no_record() -> None:
    without = edited(unsigned(), lambda pdf: pdf.attachments.__delitem__("hasil.json"))
    with pytest.raises(signed_pdf.RecordMissing):
        pdf_signature.attached_record(without, 1000)


def _attach_to_page(pdf: pikepdf.Pdf) -> None:
    hidden = attachment(pdf, b"lain").obj
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, FS=hidden, Rect=[0, 0, 9, 9]
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _attach_out_of_sight(pdf: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(pdf, b"lain", Type=pikepdf.Name.EmbeddedFile)
    specification = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="a.bin", EF=pikepdf.Dictionary(F=stream))
    pdf.pages[0].obj[pikepdf.Name("/PieceInfo")] = pikepdf.Array([pikepdf.Dictionary(A=specification)])


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.attachments.__setitem__("kedua.json", attachment(pdf, b"lain")),
        _attach_to_page,
        _attach_out_of_sight,
    ],
)
def test_d05_other_files_than_the_record(change: Callable[[pikepdf.Pdf], object]) -> None:
    with pytest.raises(signed_pdf.RecordNotAlone):
        pdf_signature.attached_record(edited(unsigned(), change), 1000)


def test_values_are_plain() -> None:
    signed = pdf_signature.check(both())
    assert signed == SignedPdf(signed.signatures, ())
    assert hash(signed)

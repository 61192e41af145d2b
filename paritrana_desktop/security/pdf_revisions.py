"""What each revision of a signed PDF may change: the first adds the planned form, the others one signature each.

Stricter than the rules for forms in ISO 32000, which also let a title or a picture change after signing.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, Reference, StreamObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from paritrana_desktop.security import pdf_plan
from paritrana_desktop.security.signed_pdf import NotOurForm

_ADDED_TO_CATALOG = {"/AcroForm", "/Extensions", "/Perms", "/Version"}
_ACTIVE = {"/AA", "/OpenAction", "/AcroForm", "/Perms"}
_NAMED = {"/EmbeddedFiles", "/Dests"}
_FIELD = {"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P"}
_SOMETIMES_IN_FIELD = {"/Lock", "/AP", "/V"}
_EXTENSION = {"/Type": b"/DeveloperExtensions", "/BaseVersion": b"/1.7", "/ExtensionLevel": b"1"}


def check(reader: PdfFileReader, fields: Sequence[Reference], signatures: Sequence[Reference]) -> None:
    """Look at every revision of `reader`, which has the signature `fields`, the first of them filled by `signatures`.

    Raises:
        NotOurForm: a revision holds anything that signing does not write.
    """
    revisions = [reader.get_historical_resolver(number) for number in range(reader.total_revisions)]
    if len(revisions) != len(signatures) + 1:
        raise NotOurForm
    _check_document(revisions[0])
    for old, new in pairwise(revisions):
        _check_trailer(old, new)
    _check_form(revisions[0], revisions[1], fields, signatures[0])
    for number, signature in enumerate(signatures[1:], start=2):
        _check_signing(revisions[number - 1], revisions[number], fields[number - 1], signature)


def _check_document(document: HistoricalResolver) -> None:
    root = document.root
    _demand(not _ACTIVE & root.keys())
    if "/Names" in root:
        _demand(root["/Names"].keys() <= _NAMED)


def _check_trailer(old: HistoricalResolver, new: HistoricalResolver) -> None:
    before, after = _forms(old.trailer_view), _forms(new.trailer_view)
    for key in ("/Root", "/Info", "/Encrypt"):
        _demand(before.get(key) == after.get(key))
    _demand(not new.reader.xrefs.refs_freed_in_revision(new.revision))


def _check_form(
    old: HistoricalResolver, new: HistoricalResolver, fields: Sequence[Reference], signature: Reference
) -> None:
    added = {signature, *fields}
    root = new.root
    form_reference = root.raw_get("/AcroForm").reference
    form = form_reference.get_object()
    added.add(form_reference)
    _demand(form.keys() == {"/Fields", "/SigFlags"})
    _demand([entry.reference for entry in form["/Fields"]] == list(fields))
    _demand(root["/Perms"].keys() == {"/DocMDP"} and root["/Perms"].raw_get("/DocMDP").reference == signature)
    _demand(root["/Extensions"].keys() == {"/ESIC"} and _forms(root["/Extensions"]["/ESIC"]) == _EXTENSION)
    _demand(root.get("/Version", "/1.7") == "/1.7")
    for position, field in enumerate(fields):
        value = signature if position == 0 else None
        last = pdf_plan.closes(position, len(fields))
        added |= _check_field(new(field), value, last=last)
    for reference in _changed(old, new, added):
        _check_page_or_catalog(old, new, reference, fields)


def _check_field(field: DictionaryObject, signature: Reference | None, *, last: bool) -> set[Reference]:
    """The objects that belong to a field."""
    _demand(field.keys() - _SOMETIMES_IN_FIELD == _FIELD)
    _demand((field["/FT"], field["/Type"], field["/Subtype"]) == ("/Sig", "/Annot", "/Widget"))
    _demand((field.raw_get("/V").reference if "/V" in field else None) == signature)
    _demand(("/Lock" in field) == last)
    own = set()
    if last:
        own.add(field.raw_get("/Lock").reference)
        lock = field["/Lock"]
        _demand(lock.keys() == {"/Action", "/Type", "/P"} and (lock["/Action"], lock["/P"]) == ("/All", 1))
    if "/AP" in field:
        _demand(field["/AP"].keys() == {"/N"})
        own.add(field["/AP"].raw_get("/N").reference)
        appearance = field["/AP"]["/N"]
        # The block that people see is part of the page; an appearance could be laid over it.
        _demand(isinstance(appearance, StreamObject) and not appearance.encoded_data)
    return own


def _check_page_or_catalog(
    old: HistoricalResolver, new: HistoricalResolver, reference: Reference, fields: Sequence[Reference]
) -> None:
    before, after = old(reference), new(reference)
    if isinstance(before, ArrayObject) and isinstance(after, ArrayObject):
        _check_annotations(before, after, fields)
        return
    _demand(type(before) is DictionaryObject and type(after) is DictionaryObject)
    spared = _ADDED_TO_CATALOG if reference == new.root_ref else {"/Annots"}
    _demand(_forms(before, spared) == _forms(after, spared))
    if reference != new.root_ref:
        _demand(after["/Type"] == "/Page")
        _check_annotations(before.get("/Annots", ArrayObject()), after["/Annots"], fields)


def _check_annotations(before: ArrayObject, after: ArrayObject, fields: Sequence[Reference]) -> None:
    kept, added = list(after)[: len(before)], list(after)[len(before) :]
    _demand([_form(entry) for entry in kept] == [_form(entry) for entry in before])
    _demand(all(isinstance(entry, IndirectObject) and entry.reference in fields for entry in added))


def _check_signing(old: HistoricalResolver, new: HistoricalResolver, field: Reference, signature: Reference) -> None:
    _demand(_changed(old, new, {signature}) == {field})
    before, after = old(field), new(field)
    _demand("/V" not in before and after.raw_get("/V").reference == signature)
    _demand(_forms(before) == _forms(after, {"/V"}))


def _changed(old: HistoricalResolver, new: HistoricalResolver, added: set[Reference]) -> set[Reference]:
    """The older objects that a revision replaces; the new ones have to be those `added`."""
    table_of_objects = new.reader.xrefs
    written = table_of_objects.explicit_refs_in_revision(new.revision)
    own_table = table_of_objects.get_xref_container_info(new.revision).stream_ref
    fresh = {reference for reference in written if old.is_ref_unassignable(reference)}
    _demand(fresh - {own_table} == added)
    return written - fresh


def _forms(value: DictionaryObject, spared: set[str] | frozenset[str] = frozenset()) -> dict[str, bytes]:
    return {str(key): _form(value.raw_get(key)) for key in value if key not in spared}


def _form(value: PdfObject) -> bytes:
    stream = BytesIO()
    value.write_to_stream(stream, None)
    return stream.getvalue()


def _demand(holds: bool) -> None:
    if not holds:
        raise NotOurForm

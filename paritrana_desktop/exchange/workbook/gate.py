"""Before a foreign workbook is parsed: what the file is, how large it unpacks, and that its XML defines nothing.

The format is ECMA-376 (a zip of XML parts). Whatever else such a file can carry (macros, links, embedded objects,
queries) is left unread and named in a warning.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from paritrana_desktop.domain.errors import N_, Refusal, Sentence

MOST_UNPACKED = 50 * 1024 * 1024
"""Bytes of all parts together, by the size table; the zip reader never unpacks more than the table says."""
MOST_PARTS = 2_000
MOST_RATIO = 150
"""How often a part of over a megabyte may hold its packed size; what spreadsheet programs write stays under 30."""
_MOST_OF_THE_REST = 4 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_LARGE_BY_NATURE = re.compile(r"xl/(worksheets/[^/]+\.xml|sharedstrings\.xml|media/.*|embeddings/.*|vbaproject\.bin)")

_WHAT_MAY_RIDE_ALONG = (
    (re.compile(r"vbaproject|/macrosheets/|/dialogsheets/"), N_("macros")),
    (re.compile(r"/externallinks/"), N_("links to other workbooks")),
    (re.compile(r"/embeddings/|/activex/|/ctrlprops/"), N_("embedded objects")),
    (re.compile(r"/connections\.xml|/querytables/|/model/"), N_("data connections")),
)
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_SAFE_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii"}
_NO_TEXT = set(range(32)) - set(b"\t\n\v\f\r")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class NotAWorkbook(Refusal):
    sentence = N_(
        "This is not an Excel workbook (.xlsx): it is {found}. Nothing was read; please choose the right file."
    )


class WorkbookHasPassword(Refusal):
    sentence = N_(
        "This workbook is protected by a password. Nothing was read; please save it without a password and try again."
    )


class WorkbookTooLarge(Refusal):
    sentence = N_(
        "This workbook is too large when unpacked (over {limit} MB, or one part blown up). Nothing was read; please copy "
        "the filled cells into a new workbook."
    )


class WorkbookDefinesEntities(Refusal):
    sentence = N_(
        "This workbook contains definitions (in {part}) that no spreadsheet program writes; such files can do harm. "
        "Nothing was read; please ask the sender how it was made."
    )


class WorkbookDamaged(Refusal):
    sentence = N_("This workbook is damaged and cannot be read. Nothing was changed; please open and save it again.")


def look_at(untrusted_data: bytes) -> tuple[Sentence, ...]:
    """Pass a file that is an `.xlsx` and safe to parse; the answer warns of contents that will be left unread.

    Raises:
        NotAWorkbook: naming what it is instead.
        WorkbookHasPassword: if it is encrypted, as a whole or in its parts.
        WorkbookTooLarge: over `MOST_UNPACKED` bytes or `MOST_PARTS` parts.
        WorkbookDefinesEntities: if any XML part has a document type or an entity, in whatever encoding.
        WorkbookDamaged: if the zip cannot be read.
    """
    if not untrusted_data.startswith(b"PK\x03\x04"):
        _refuse_other(untrusted_data)
    if len(untrusted_data) > MOST_UNPACKED:
        raise WorkbookTooLarge(limit=MOST_UNPACKED >> 20)
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted_data)) as archive:
            parts = archive.infolist()
            _check_kind({part.filename for part in parts}, archive)
            _check_size(parts)
            for part in parts:
                _check_xml(part.filename, archive.read(part))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise WorkbookDamaged from error
    names = [part.filename.lower() for part in parts]
    return tuple(
        Sentence(N_("The workbook also contains {what}; they were left unread."), {"what": Sentence(what)})
        for pattern, what in _WHAT_MAY_RIDE_ALONG
        if any(pattern.search(name) for name in names)
    )


def _check_kind(names: set[str], archive: zipfile.ZipFile) -> None:
    if any(name.lower() == "xl/workbook.bin" for name in names):
        raise NotAWorkbook(found=Sentence(N_("a binary Excel workbook (.xlsb)")))
    if "mimetype" in names:
        # Stored first and short in every OpenDocument file.
        with archive.open("mimetype") as member:
            kind = member.read(100)
        if b"opendocument.spreadsheet" in kind:
            raise NotAWorkbook(found=Sentence(N_("an OpenDocument spreadsheet (.ods)")))
        raise NotAWorkbook(found=Sentence(N_("an OpenDocument or e-book file")))
    if any(name.startswith("word/") for name in names):
        raise NotAWorkbook(found=Sentence(N_("a Word document (.docx)")))
    if any(name.startswith("ppt/") for name in names):
        raise NotAWorkbook(found=Sentence(N_("a presentation (.pptx)")))
    if "[Content_Types].xml" not in names:
        raise NotAWorkbook(found=Sentence(N_("a zip archive")))


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise WorkbookTooLarge(limit=MOST_UNPACKED >> 20)
    # Parsers need far longer for one endless tag or style sheet than for the same bytes in cells.
    for part in parts:
        swollen = part.file_size > _MEGABYTE and part.file_size > MOST_RATIO * part.compress_size
        lone = part.file_size > _MOST_OF_THE_REST and not _LARGE_BY_NATURE.fullmatch(part.filename.lower())
        if swollen or lone:
            raise WorkbookTooLarge(limit=MOST_UNPACKED >> 20)
    if any(part.flag_bits & 1 for part in parts):
        raise WorkbookHasPassword
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        # Two parts of one name: what was looked at need not be what is parsed.
        raise WorkbookDamaged
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
        raise WorkbookDamaged


def _check_xml(name: str, untrusted_part: bytes) -> None:
    # Without its zero bytes and byte order mark, UTF-16 and UTF-32 read like ASCII.
    folded = untrusted_part.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n").lower()
    if not folded.startswith(b"<"):
        # A part is parsed by what points to it, not by its name; only one that begins so can be XML.
        if name.lower().endswith((".xml", ".rels")):
            raise WorkbookDamaged
        return
    if b"<!doctype" in folded or b"<!entity" in folded:
        raise WorkbookDefinesEntities(part=name[:80])
    encoding = _ENCODING.match(folded[:200])
    # Any other encoding could hide the two words looked for.
    if encoding and encoding[1] not in _SAFE_ENCODINGS:
        raise WorkbookDamaged


_OTHERS = (
    (b"%PDF", N_("a PDF")),
    (b"SQLite format 3\0", N_("a workspace or database")),
    (b"age-encryption.org/", N_("a sealed Paritrana file")),
    (b"-----BEGIN AGE", N_("a sealed file in text form")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"MZ", N_("a program")),
    (b"{\\rtf", N_("a text document")),
    (b"<", N_("a web page or XML file")),
)


def _refuse_other(untrusted_data: bytes) -> None:
    if not untrusted_data:
        raise NotAWorkbook(found=Sentence(N_("an empty file")))
    if untrusted_data.startswith(_OLE):
        # Names of streams in the old container are UTF-16.
        if "EncryptedPackage".encode("utf-16-le") in untrusted_data:
            raise WorkbookHasPassword
        if "WordDocument".encode("utf-16-le") in untrusted_data:
            raise NotAWorkbook(found=Sentence(N_("an old Word document (.doc)")))
        raise NotAWorkbook(found=Sentence(N_("an old Excel workbook (.xls); save it as .xlsx")))
    if untrusted_data[:2] in {b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00"}:
        raise NotAWorkbook(found=Sentence(N_("an old Excel workbook (.xls); save it as .xlsx")))
    for head, what in _OTHERS:
        if untrusted_data.startswith(head):
            raise NotAWorkbook(found=Sentence(what))
    if _is_text(untrusted_data[:4096]):
        raise NotAWorkbook(found=Sentence(N_("a text or CSV file; open it in Excel and save it as .xlsx")))
    raise NotAWorkbook(found=Sentence(N_("something else")))


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not _NO_TEXT & set(head)

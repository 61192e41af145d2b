"""Hostile and unlucky workbooks (rows X and E01): a verdict in words in little time, nothing evaluated, no formula out."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator

import openpyxl
import pytest

from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.exchange.workbook.event import EventWorkbook, read_event
from paritrana_desktop.exchange.workbook.gate import (
    NotAWorkbook,
    WorkbookDamaged,
    WorkbookDefinesEntities,
    WorkbookHasPassword,
    WorkbookTooLarge,
)
from paritrana_desktop.exchange.workbook.writing import new_book, put_row, saved
from tests import workbooks
from tests.workbooks import Tables, Value, with_part

PAYLOADS = (
    "=cmd|'/c calc'!A1",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://example.org")',
)
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.fixture(autouse=True)
def _within_seconds() -> Iterator[None]:
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < 10


@pytest.fixture(scope="module", params=["inline", "shared"])
def valid(request: pytest.FixtureRequest) -> bytes:
    """A valid event workbook with its texts in the cells, and in a table of shared strings."""
    workbook = workbooks.xlsx(workbooks.event())
    return workbook if request.param == "inline" else workbooks.with_shared_strings(workbook)


def test_both_ways_of_writing_texts_are_one_event(valid: bytes) -> None:
    assert read_event(valid).plan == read_event(workbooks.xlsx(workbooks.event())).plan


def parts(workbook: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.namelist()


def nominees_part(workbook: bytes) -> str:
    return next(name for name in parts(workbook) if name.endswith("sheet4.xml"))


def with_row(workbook: bytes, row: str) -> bytes:
    return with_part(
        workbook, nominees_part(workbook), lambda xml: xml.replace(b"</sheetData>", row.encode() + b"</sheetData>")
    )


def warnings_of(event: EventWorkbook) -> str:
    return "\n".join(str(warning.located()) for warning in event.warnings)


# -- X01 definitions -------------------------------------------------------------------------------------------


def in_utf8(xml: bytes) -> bytes:
    return re.sub(rb"^(<\?xml[^>]*\?>)?", lambda head: head[0] + LAUGHS.encode(), xml, count=1)


def in_utf16(xml: bytes) -> bytes:
    text = re.sub(r"^<\?xml[^>]*\?>", "", xml.decode())
    return ('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS.lower().replace("entity", "ENTITY") + text).encode(
        "utf-16"
    )


def in_utf16_without_mark(xml: bytes) -> bytes:
    return in_utf16(xml)[2:]


@pytest.mark.parametrize("form", [in_utf8, in_utf16, in_utf16_without_mark])
def test_x01_definitions_are_refused_in_every_part(valid: bytes, form: Callable[[bytes], bytes]) -> None:
    for name in parts(valid):
        with pytest.raises(WorkbookDefinesEntities):
            read_event(with_part(valid, name, form))


def test_x01_parts_are_looked_at_whatever_they_are_called(valid: bytes) -> None:
    with pytest.raises(WorkbookDefinesEntities):
        read_event(with_part(valid, "xl/media/harmless.png", lambda _: LAUGHS.encode() + b"<a/>"))


@pytest.mark.parametrize("encoding", ["cp037", "utf-7", "iso-2022-jp"])
def test_x01_encodings_that_could_hide_definitions_are_refused(valid: bytes, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    with pytest.raises(WorkbookDamaged):
        read_event(with_part(valid, "xl/workbook.xml", lambda xml: head + re.sub(rb"^<\?xml[^>]*\?>", b"", xml)))


# -- X02 active content ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
        ("xl/embeddings/oleObject1.bin", "embedded objects"),
        ("xl/connections.xml", "data connections"),
        ("xl/queryTables/queryTable1.xml", "data connections"),
    ],
)
def test_x02_active_content_is_left_unread_and_named(valid: bytes, part: str, named: str) -> None:
    event = read_event(with_part(valid, part, lambda _: b"<nothing/>"))
    assert event.plan is not None
    assert f"also contains {named}" in warnings_of(event)


def test_x02_an_external_target_is_not_followed(valid: bytes) -> None:
    def outside(xml: bytes) -> bytes:
        return re.sub(rb'Target="[^"]*sheet4.xml"', b'Target="http://example.org/a.xml" TargetMode="External"', xml)

    event = read_event(with_part(valid, "xl/_rels/workbook.xml.rels", outside))
    assert ("Nomine", None, None) in [(fault.sheet, fault.row, fault.column) for fault in event.faults]


def test_x02_formulas_are_never_evaluated() -> None:
    tables = workbooks.event()
    tables["Nomine"][1][2] = '=WEBSERVICE("http://example.org")'
    tables["Kriteria"][1][4] = "=30+30"
    assert [(fault.sheet, fault.row, fault.column) for fault in read_event(workbooks.xlsx(tables)).faults] == [
        ("Kriteria", 2, "E"),
        ("Nomine", 2, "C"),
    ]


# -- X03 bombs, X05 emptiness ----------------------------------------------------------------------------------


def test_x03_a_gigabyte_in_a_megabyte_is_refused_by_the_size_table(valid: bytes) -> None:
    stream = io.BytesIO(valid)
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet99.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(64):
            part.write(b" " * (1 << 20))
    with pytest.raises(WorkbookTooLarge):
        read_event(stream.getvalue())


@pytest.mark.parametrize(
    ("part", "before", "filling"),
    [
        ("sheet4.xml", b"</sheetData>", b"<!--" + b"x" * 40_000_000 + b"-->"),
        ("sheet4.xml", b"<sheetData>", b"<a>" * 300_000 + b"</a>" * 300_000),
        ("styles.xml", b"</cellXfs>", b"<xf/>" * 2_000_000),
        ("workbook.xml", b"<sheets>", b"<a>" * 300_000 + b"</a>" * 300_000),
    ],
)
def test_x03_a_part_blown_up_is_refused_before_parsing(valid: bytes, part: str, before: bytes, filling: bytes) -> None:
    name = next(entry for entry in parts(valid) if entry.endswith(part))
    with pytest.raises(WorkbookTooLarge):
        read_event(with_part(valid, name, lambda xml: xml.replace(before, filling + before, 1)))


def test_x03_a_size_table_that_lies_unpacks_no_more(valid: bytes) -> None:
    swollen = with_row(valid, "<!--" + "x" * 100_000 + "-->")
    size = next(part.file_size for part in zipfile.ZipFile(io.BytesIO(swollen)).infolist() if part.file_size > 100_000)
    with pytest.raises(WorkbookDamaged):
        read_event(swollen.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))


def test_x03_too_many_parts_and_doubled_parts_are_refused(valid: bytes) -> None:
    stream = io.BytesIO(valid)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(2_100):
            archive.writestr(f"xl/media/{number}.txt", b"x")
    with pytest.raises(WorkbookTooLarge):
        read_event(stream.getvalue())
    stream = io.BytesIO(valid)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", b"<a/>")
    with pytest.raises(WorkbookDamaged):
        read_event(stream.getvalue())


def test_x05_a_million_empty_rows_cost_nothing(valid: bytes) -> None:
    empty = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(4, 1_048_577))
    event = read_event(with_row(valid, empty))
    assert event.plan == read_event(valid).plan
    assert "Nothing was read below 1000 empty rows." in warnings_of(event)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="999999999999"><c r="A1048576"><v>1</v></c></row>',
        "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(4, 3000)),
    ],
)
def test_x05_cells_at_the_end_of_the_world_cost_nothing(valid: bytes, row: str) -> None:
    assert read_event(with_row(valid, row)).plan is not None


# -- X08 numbers and dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["1.234,5", "87%", "1.234", "'85", "8 5", "1e2", "٨٥", "½"])
def test_x08_numbers_with_two_readings_are_refused_not_guessed(typed: str) -> None:
    tables = workbooks.event()
    tables["Data"][1][3] = typed
    assert [(fault.sheet, fault.row, fault.column) for fault in read_event(workbooks.xlsx(tables)).faults] == [
        ("Data", 2, "D")
    ]


def test_x08_a_cell_formatted_as_a_percentage_is_asked_back() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbooks.xlsx(workbooks.event())))
    book["Data"]["D2"].value = 0.615
    book["Data"]["D2"].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    assert "percentage" in str(read_event(stream.getvalue()).faults[0].said)


@pytest.mark.parametrize("epoch", ["1900", "1904"])
def test_x08_dates_are_the_same_in_both_calendars(epoch: str) -> None:
    import datetime

    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

    book = openpyxl.load_workbook(io.BytesIO(workbooks.xlsx(workbooks.event())))
    book.epoch = CALENDAR_MAC_1904 if epoch == "1904" else CALENDAR_WINDOWS_1900
    book["Data"]["G1"].value = "Tanggal"
    book["Data"]["G2"].value = datetime.date(2024, 12, 31)
    stream = io.BytesIO()
    book.save(stream)
    plan = read_event(stream.getvalue()).plan
    assert plan is not None
    assert plan.category("K").nominees[0].figures[0].date == "2024-12-31"


@pytest.mark.parametrize(
    ("value", "fine"), [(45657, False), (2024, True), ("03/04/2024", False), ("3 April 2024", True)]
)
def test_x08_a_bare_serial_is_no_date(value: Value, fine: bool) -> None:
    tables = workbooks.event()
    tables["Data"][0].append("Tanggal")
    tables["Data"][1].append(value)
    assert (read_event(workbooks.xlsx(tables)).plan is not None) is fine


@pytest.mark.parametrize("cell", ["1e999", "-1e999", "123456789012345", "0.1234567890123"])
def test_x08_numbers_beyond_what_is_shown_are_refused_with_their_address(valid: bytes, cell: str) -> None:
    part = next(name for name in parts(valid) if name.endswith("sheet6.xml"))
    event = read_event(with_part(valid, part, lambda xml: xml.replace(b">61.5<", f">{cell}<".encode())))
    assert [(fault.sheet, fault.row, fault.column) for fault in event.faults] == [("Data", 2, "D")]


# -- X10 names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Desa\u200bContoh", "\u202eDesa", "Desa\u00adContoh", "De\ufeffsa", "Desa\u2066"])
def test_x10_characters_that_cannot_be_seen_are_refused(name: str) -> None:
    tables = workbooks.event()
    tables["Nomine"][1][2] = name
    (fault,) = read_event(workbooks.xlsx(tables)).faults
    assert (fault.sheet, fault.row, fault.column) == ("Nomine", 2, "C")
    assert "cannot be seen" in str(fault.said)


def test_x10_names_are_composed_trimmed_and_compared_folded() -> None:
    tables = workbooks.event()
    tables["Nomine"][1][2] = "\N{NO-BREAK SPACE}De\u0301sa  Contoh\N{NO-BREAK SPACE}"
    tables["Nomine"][2][2] = "DÉSA CONTOH."
    tables["Nomine"].append(["K", "03", "Dеsa Lain"])
    event = read_event(workbooks.xlsx(tables))
    assert event.plan is not None
    assert event.plan.category("K").nominees[0].name == "Désa Contoh"
    assert "resembles the name in row 2" in warnings_of(event)
    assert "mixes letters of several scripts" in warnings_of(event)


# -- X11 numbers of rows ---------------------------------------------------------------------------------------


def test_x11_doubled_numbers_no_rows_and_too_many_rows() -> None:
    tables = workbooks.event()
    tables["Nomine"].append(["K", "01", "Desa Contoh Tiga"])
    (fault,) = read_event(workbooks.xlsx(tables)).faults
    assert str(fault.located()) == ("Sheet “Nomine”, row 4, column B: The number 01 stands twice in K (also in row 2).")
    tables["Nomine"] = tables["Nomine"][:1]
    assert "Sheet “Nomine”: This sheet has no rows." in [
        str(f.located()) for f in read_event(workbooks.xlsx(tables)).faults
    ]
    tables["Nomine"] += [["K", f"{number:04}", f"Desa {number}"] for number in range(5001)]
    assert ("Nomine", 5002, None) in [(f.sheet, f.row, f.column) for f in read_event(workbooks.xlsx(tables)).faults]


# -- X12 other files -------------------------------------------------------------------------------------------


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "an empty file"),
        (OLE + "Workbook".encode("utf-16-le"), ".xls"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(100), ".xls"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        (b"Kode;Nama\nKK;Kabupaten\n", "CSV"),
        ("Kode\tNama\n".encode("utf-16"), "CSV"),
        (zipped(word__document=b"<a/>"), ".docx"),
        (zipped(ppt__slide=b"<a/>"), ".pptx"),
        (zipped(**{"xl__workbook.bin": b"x"}), ".xlsb"),
        (zipped(a=b"x"), "zip archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"<html><table>", "web page"),
        (b"SQLite format 3\0" + bytes(100), "workspace or database"),
        (b"age-encryption.org/v1\n", "sealed"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"MZ\x90\x00", "program"),
        (bytes(range(256)), "something else"),
    ],
)
def test_x12_other_files_are_named_and_refused(data: bytes, named: str) -> None:
    with pytest.raises(NotAWorkbook) as caught:
        read_event(data)
    assert named in str(caught.value)


def test_x12_password_protected_workbooks_are_refused(valid: bytes) -> None:
    with pytest.raises(WorkbookHasPassword):
        read_event(OLE + "EncryptedPackage".encode("utf-16-le"))
    local, central = valid.index(b"PK\x03\x04") + 6, valid.index(b"PK\x01\x02") + 8
    flagged = bytearray(valid)
    flagged[local] |= 1
    flagged[central] |= 1
    with pytest.raises(WorkbookHasPassword):
        read_event(bytes(flagged))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("sheet4.xml", b"</sheetData>", b'<row r="9"><c r="A9" t="s"><v>99999</v></c></row></sheetData>'),
        ("sheet4.xml", b"</sheetData>", b'<row r="9"><c r="A9" s="99999"><v>1</v></c></row></sheetData>'),
        ("sheet4.xml", b"</sheetData>", b'<row r="9"><c r="A9"><v>' + b"9" * 5000 + b"</v></c></row></sheetData>"),
        ("sheet4.xml", b"</sheetData>", b'<row r="x"><c r="A9"><v>1</v></c></row></sheetData>'),
        ("sheet4.xml", b"</sheetData>", b'<row r="9"><c r="9A"><v>1</v></c></row></sheetData>'),
        ("sheet4.xml", b"</sheetData>", b""),
        ("sheet4.xml", b"<sheetData>", b"\xff\xfe<sheetData>"),
        ("workbook.xml", b"<sheets>", b"<sheets><sheet/>"),
        ("styles.xml", b"<cellXfs", b"<cellXfs2"),
        ("[Content_Types].xml", b"spreadsheetml.sheet.main", b"spreadsheetml.other"),
    ],
)
def test_x12_damaged_parts_are_refused_not_crashed_over(valid: bytes, part: str, old: bytes, new: bytes) -> None:
    name = next(entry for entry in parts(valid) if entry.endswith(part))
    with pytest.raises(WorkbookDamaged):
        read_event(with_part(valid, name, lambda xml: xml.replace(old, new)))


def test_x12_a_file_cut_off_or_changed_anywhere_gives_a_verdict(valid: bytes) -> None:
    for end in range(5, len(valid), 211):
        with pytest.raises(Refusal):
            read_event(valid[:end])
    for place in range(0, len(valid), 149):
        changed = bytearray(valid)
        changed[place] ^= 0xFF
        try:
            read_event(bytes(changed))
        except Refusal:
            continue


# -- X14 and E01 formulas in text ------------------------------------------------------------------------------


def test_x14_what_looks_like_a_formula_is_kept_as_text() -> None:
    book = new_book()
    tables: Tables = workbooks.event()
    tables["Nomine"][1][2] = PAYLOADS[0]
    tables["Nomine"][2][2] = "\t+1+1\r"
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row, values in enumerate(rows, start=1):
            put_row(sheet, row, [value if isinstance(value, str | int | float) else None for value in values])
    plan = read_event(saved(book)).plan
    assert plan is not None
    assert [nominee.name for nominee in plan.category("K").nominees] == [PAYLOADS[0], "+1+1"]


def test_e01_written_text_is_text_for_whoever_opens_it() -> None:
    book = new_book()
    put_row(book.create_sheet("Nomine"), 1, [*PAYLOADS, "Desa\x00\ud800Contoh", 85, 85.5])
    data = saved(book)
    row = openpyxl.load_workbook(io.BytesIO(data))["Nomine"][1]
    assert [cell.data_type for cell in row] == ["s"] * 9 + ["n"] * 2
    assert [cell.value for cell in row[:5]] == list(PAYLOADS[:5])
    assert all(cell.quotePrefix for cell in row[:8])
    assert row[8].value == "Desa\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}Contoh"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())

"""Small event and marks workbooks for tests, as tables that a test changes before they become a file.

`event()` is a valid event with the category `K`: criteria A (judged, 60) and B (measured, 40), nominees 01 and 02,
members J1 to J4; every sheet is a list of rows, the first of them the header.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable

import openpyxl

Value = str | int | float | bool | datetime.date | None
Tables = dict[str, list[list[Value]]]


def event() -> Tables:
    """A valid event, fresh for each caller."""
    return {
        "Acara": [
            ["Kunci", "Nilai"],
            ["Nama", "Acara Contoh"],
            ["Tahun penilaian", 2024],
            ["Tahun penyelenggaraan", 2025],
        ],
        "Kategori": [["Kode", "Nama"], ["K", "Kategori Contoh"]],
        "Kriteria": [
            ["Kategori", "Kode", "Induk", "Nama", "Bobot", "Jenis", "Rumus"],
            ["K", "A", None, "Regulasi", 60, "juri", None],
            ["K", "B", None, "Cakupan", 40, "data", "linear(0;100)"],
        ],
        "Nomine": [
            ["Kategori", "Nomor", "Nama"],
            ["K", "01", "Desa Contoh Satu"],
            ["K", "02", "Desa Contoh Dua"],
        ],
        "Tim Penilai": [
            ["Kode", "Nama", "Peran"],
            ["J1", "Juri Pertama", "ketua"],
            ["J2", "Juri Kedua", "anggota"],
            ["J3", "Juri Ketiga", "anggota"],
            ["J4", "Juri Keempat", "anggota"],
        ],
        "Data": [
            ["Kategori", "Nomor", "Kriteria", "Nilai", "Pembilang", "Penyebut"],
            ["K", "01", "B", 61.5, None, None],
            ["K", "02", "B", None, "48,26", "52,15"],
        ],
    }


def marks(*rows: list[Value]) -> Tables:
    """A marks workbook with these rows: juror, category, number, criterion, mark, state, note."""
    return {"Nilai": [["Juri", "Kategori", "Nomor", "Kriteria", "Nilai", "Keadaan", "Catatan"], *rows]}


def xlsx(tables: Tables, title_rows: int = 0) -> bytes:
    """The tables as a workbook; texts that begin with = become formulas, as a spreadsheet program makes them."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row, values in enumerate(rows, start=1 + title_rows):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    sheet.cell(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(workbook: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of its zip changed, or added if it is not there (`change` then gets nothing)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return stream.getvalue()


def with_shared_strings(workbook: bytes) -> bytes:
    """The workbook with its texts in a table of shared strings, one of them in rich text, as spreadsheet programs write."""
    strings: list[bytes] = []

    def share(match: re.Match[bytes]) -> bytes:
        strings.append(match[2])
        return b'%s t="s"><v>%d</v></c>' % (match[1], len(strings) - 1)

    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    cell = re.compile(rb'(<c r="[A-Z]+[0-9]+"[^>]*?) t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>')
    for sheet in sheets:
        workbook = with_part(workbook, sheet, lambda xml: cell.sub(share, xml))
    head, tail = strings[0][:1], strings[0][1:]
    items = [b"<si><r><t>%s</t></r><r><rPr><b/></rPr><t>%s</t></r></si>" % (head, tail)]
    items += [b'<si><t xml:space="preserve">%s</t></si>' % text for text in strings[1:]]
    table = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + b"".join(items) + b"</sst>"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    entry = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    workbook = with_part(workbook, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", entry))
    return with_part(workbook, "xl/sharedStrings.xml", lambda _: table)

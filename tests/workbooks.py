"""Small event and marks workbooks for tests, as tables that a test changes before they become a file.

`event()` is a valid event with the category `K`: criteria A (judged, 60) and B (measured, 40), nominees 01 and 02,
members J1 to J4; every sheet is a list of rows, the first of them the header.
"""

from __future__ import annotations

import datetime
import io
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

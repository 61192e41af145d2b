"""The worked example of the panel's rules, from an event workbook to the count: 3586259/41720, printed 85,96."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from tests.road import Round, scored_round

PANEL = [f"J{number}" for number in range(1, 10)]
MARKS = {
    "REG": [90, 85, 88, 80, 92, 87, 85, None, 90],
    "ANG": [85, 80, 82, 78, 88, 84, 80, None, 86],
    "INO": [80, 82, 78, 75, 85, 80, 79, None, 84],
    "WAW": [88, 86, 84, 80, 90, 85, 83, None, 87],
}


def write_book(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def event_book(path: Path) -> Path:
    return write_book(
        path,
        {
            "Acara": [
                ("Kunci", "Nilai"),
                ("Nama", "Contoh hitungan"),
                ("Tahun penilaian", 2024),
                ("Tahun penyelenggaraan", 2025),
            ],
            "Kategori": [("Kode", "Nama", "Juara"), ("KK", "Kabupaten/Kota", 1)],
            "Kriteria": [
                ("Kategori", "Kode", "Nama", "Bobot", "Jenis", "Rumus"),
                ("KK", "CAK", "Cakupan", 25, "data", "linear(0;100)"),
                ("KK", "REN", "Pekerja rentan", 15, "data", "linear(0;100)"),
                ("KK", "REG", "Regulasi", 20, "juri", None),
                ("KK", "ANG", "Anggaran", 10, "juri", None),
                ("KK", "INO", "Inovasi", 10, "juri", None),
                ("KK", "WAW", "Wawancara", 20, "juri", None),
            ],
            "Nomine": [("Kategori", "Nomor", "Nama"), ("KK", "03", "Kab. Musi Banyuasin")],
            "Tim Penilai": [("Kode", "Nama", "Peran"), *((code, f"Nama {code}", "anggota") for code in PANEL)],
            "Data": [
                ("Kategori", "Nomor", "Kriteria", "Nilai", "Pembilang", "Penyebut", "Satuan", "Sumber"),
                ("KK", "03", "CAK", None, "48,26", 52.15, "%", "Contoh"),
                ("KK", "03", "REN", 80, None, None, "%", "Contoh"),
            ],
            "Konflik": [("Juri", "Kategori", "Nomor", "Sifat", "Alasan"), ("J8", "KK", "03", "aktual", "Keluarga")],
        },
    )


def marks_book(path: Path) -> Path:
    rows: list[Sequence[object]] = [("Juri", "Kategori", "Nomor", "Kriteria", "Nilai", "Keadaan", "Catatan")]
    for criterion, marks in MARKS.items():
        for juror, mark in zip(PANEL, marks, strict=True):
            if mark is not None:
                rows.append((juror, "KK", "03", criterion, mark, None, None))
    return write_book(path, {"Nilai": rows})


def test_the_worked_example_counts_exactly(tmp_path: Path) -> None:
    made: Round = scored_round(tmp_path, event_book(tmp_path / "acara.xlsx"), marks_book(tmp_path / "nilai.xlsx"))
    # The recused juror has nothing to hand in; that ballot is kept as a backup and counts for nothing.
    made.desk.does("merge", made.event, *made.ballots)
    made.desk.does("close", made.event, "--out", tmp_path / "penutupan")
    tally = made.desk.does("tally", made.event)
    (line,) = tally["categories"][0]["ranking"]
    assert line["total"] == {"exact": "3586259/41720", "printed": "85,96"}
    assert line["recused"] == ["J8"]
    assert line["panel"] == [juror for juror in PANEL if juror != "J8"]
    means = {criterion["code"]: criterion["mean"] for criterion in line["criteria"]}
    assert means["REG"] == "697/8"
    assert tally["complete"] is True
    assert tally["blocking"] == []

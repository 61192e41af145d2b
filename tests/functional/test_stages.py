"""Two stages closed one after the other, and what must not happen between and after: by the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.road import Person, Round, copied, issued_round

PANEL = ("J1", "J2", "J3")


def write_book(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def event_book(path: Path, documents: int = 60) -> Path:
    return write_book(
        path,
        {
            "Acara": [
                ("Kunci", "Nilai"),
                ("Nama", "Dua tahap"),
                ("Tahun penilaian", 2024),
                ("Tahun penyelenggaraan", 2025),
            ],
            "Tahap": [("Kode", "Nama", "Urutan"), ("D", "Dokumen", 1), ("W", "Wawancara", 2)],
            "Kategori": [("Kode", "Nama", "Juara"), ("KK", "Kabupaten/Kota", 1)],
            "Kriteria": [
                ("Kategori", "Kode", "Nama", "Bobot", "Jenis", "Tahap"),
                ("KK", "DOK", "Dokumen", documents, "juri", "D"),
                ("KK", "WAW", "Wawancara", 100 - documents, "juri", "W"),
            ],
            "Nomine": [("Kategori", "Nomor", "Nama"), ("KK", "01", "Kota A"), ("KK", "02", "Kota B")],
            "Tim Penilai": [("Kode", "Nama", "Peran"), *((code, f"Nama {code}", "anggota") for code in PANEL)],
        },
    )


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Round:
    folder = tmp_path_factory.mktemp("stages")
    return issued_round(folder, event_book(folder / "acara.xlsx"))


@pytest.fixture(scope="module")
def ballots(issued: Round) -> dict[str, list[str]]:
    """Each juror's ballot after the documents, and the next one after the interview."""
    rows: list[Sequence[object]] = [("Juri", "Kategori", "Nomor", "Kriteria", "Nilai")]
    rows += [
        (juror, "KK", number, criterion, mark)
        for juror in PANEL
        for number, criterion, mark in (("01", "DOK", 80), ("02", "DOK", 70), ("01", "WAW", 60), ("02", "WAW", 90))
    ]
    marks = write_book(issued.folder / "nilai.xlsx", {"Nilai": rows})
    made: dict[str, list[str]] = {"D": [], "W": []}
    for juror in PANEL:
        person = Person(issued.folder / f"home-{juror}", None)
        for stage, found in made.items():
            words = ("score", issued.packages[juror], "--code", issued.codes[juror], "--marks", marks)
            found.append(person.does(*words, "--stage", stage, "--out", issued.folder / "nilai")["ballot"])
    return made


def test_stages_are_closed_one_after_the_other(issued: Round, ballots: dict[str, list[str]], tmp_path: Path) -> None:
    made = copied(issued, tmp_path)
    made.desk.does("merge", made.event, *ballots["D"])
    made.desk.does("close", made.event, "--stage", "D", "--out", tmp_path / "d")
    first = made.desk.does("tally", made.event, "--stage", "D")
    assert [line["total"]["exact"] for line in first["categories"][0]["ranking"]] == ["48", "42"]
    assert made.desk.says("tally", made.event).exit_code == 1
    verdicts = made.desk.does("merge", made.event, *ballots["W"])["files"]
    assert {entry["verdict"] for entry in verdicts} == {"new"}
    closed = made.desk.does("close", made.event, "--stage", "W", "--out", tmp_path / "w")
    assert [entry["marks"] for entry in closed["ballots"]] == [2, 2, 2]
    last = made.desk.does("tally", made.event)
    assert last["complete"] is True
    assert last["blocking"] == []
    assert {line["number"]: line["total"]["exact"] for line in last["categories"][0]["ranking"]} == {
        "02": "78",
        "01": "72",
    }
    assert made.desk.does("tally", made.event, "--stage", "D")["categories"] == first["categories"]


def test_what_is_handed_in_anew_for_a_closed_stage_has_no_effect_there(
    issued: Round, ballots: dict[str, list[str]], tmp_path: Path
) -> None:
    made = copied(issued, tmp_path)
    made.desk.does("merge", made.event, *ballots["D"][:2])
    made.desk.does("close", made.event, "--stage", "D", "--early", "J3 sakit", "--out", tmp_path / "d")
    late = made.desk.does("merge", made.event, ballots["D"][2])["files"]
    assert late[0]["verdict"] == "late"
    tally = made.desk.does("tally", made.event, "--stage", "D")
    assert {total["code"] for total in tally["categories"][0]["ranking"][0]["jurors"]} == {"J1", "J2"}


def test_no_other_plan_is_issued_after_the_last_closing(
    issued: Round, ballots: dict[str, list[str]], tmp_path: Path
) -> None:
    made = copied(issued, tmp_path)
    made.desk.does("merge", made.event, *ballots["W"])
    made.desk.does("close", made.event, "--out", tmp_path / "w")
    assert made.desk.does("issue", made.event, "--out", tmp_path / "p")["packages"][0]["code"] == made.codes["J1"]
    from paritrana_desktop.cli.context import Context
    from paritrana_desktop.exchange.workbook.event import read_event
    from paritrana_desktop.services import preparation
    from paritrana_desktop.storage.home import Home

    secret = made.desk.home.with_suffix(".secret")
    with Context(Home(made.desk.home), secret).secretariat(made.event) as desk:
        other = read_event(event_book(tmp_path / "lain.xlsx", documents=90).read_bytes())
        preparation.import_workbook(desk, other)
        with pytest.raises(preparation.PlanFrozen):
            preparation.issue(desk)


def test_a_stage_that_does_not_exist_changes_nothing(issued: Round, tmp_path: Path) -> None:
    made = copied(issued, tmp_path)
    before = made.event.read_bytes()
    for words in (
        ("close", made.event, "--stage", "X", "--out", tmp_path / "x"),
        ("tally", made.event, "--stage", "X"),
    ):
        said = made.desk.says(*words)
        assert said.exit_code == 1
        assert "D, W" in said.err
    assert made.event.read_bytes() == before


def test_a_file_where_a_folder_is_needed_is_refused_before_anything_is_done(
    issued: Round, ballots: dict[str, list[str]], tmp_path: Path
) -> None:
    made = copied(issued, tmp_path)
    made.desk.does("merge", made.event, *ballots["W"])
    file = tmp_path / "berkas"
    file.write_text("milik saya", encoding="utf-8")
    before = made.event.read_bytes()
    refused = made.desk.says("close", made.event, "--out", file)
    assert refused.exit_code == 1
    assert "berkas" in refused.err
    assert made.event.read_bytes() == before
    for words in (("template", "--out", file), ("new", issued.folder / "acara.xlsx", "--out", file)):
        assert made.desk.says(*words).exit_code == 1
    assert file.read_text(encoding="utf-8") == "milik saya"


def test_an_altered_workspace_counts_nothing(issued: Round, ballots: dict[str, list[str]], tmp_path: Path) -> None:
    import base64
    import sqlite3

    made = copied(issued, tmp_path)
    made.desk.does("merge", made.event, *ballots["W"])
    made.desk.does("close", made.event, "--out", tmp_path / "w")
    with sqlite3.connect(made.event) as database:
        trigger, sql = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name='ballot' AND sql LIKE '%UPDATE%'"
        ).fetchone()
        database.execute(f"DROP TRIGGER {trigger}")
        row, data = database.execute("SELECT rowid, envelope FROM ballot ORDER BY rowid LIMIT 1").fetchone()
        payload = data.split(b'"payload":"')[1].split(b'"')[0]
        altered = base64.b64encode(base64.b64decode(payload).replace(b'"u":8000', b'"u":9900'))
        database.execute("UPDATE ballot SET envelope=? WHERE rowid=?", (data.replace(payload, altered), row))
        database.execute(sql)
    database.close()
    said = made.desk.says("tally", made.event)
    assert said.exit_code == 1
    assert "J1" in said.err

"""The road by the command line: real files, real keys, real signatures, from a workbook to a verified decision."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from paritrana_desktop.exchange import container
from paritrana_desktop.security import identity, seal
from paritrana_desktop.services import certificates, keys
from paritrana_desktop.storage.home import Home
from tests.road import SAMPLE, Person, Round, copied, decide, issued_round, scored_round


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Every juror has handed in; nothing is merged, and tests merge into copies."""
    return scored_round(tmp_path_factory.mktemp("road"))


@pytest.fixture(scope="module")
def ended(scored: Round, tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The whole road to a signed decision."""
    made = copied(scored, tmp_path_factory.mktemp("ended"))
    made.desk.does("merge", made.event, *made.ballots)
    decide(made, acts=SAMPLE / "acts.json", leader="J2", witness="J5")
    return made


@pytest.fixture
def made(scored: Round, tmp_path: Path) -> Round:
    """A copy of the event of its own, into which nothing is merged yet."""
    return copied(scored, tmp_path)


def test_pdfs_are_signed_and_whole_for_others_too(ended: Round) -> None:
    signed = [document["path"] for document in ended.decided["documents"]]
    signed += [sheet for scored in ended.scored.values() for sheet in scored["sheets"]]
    assert {document["kind"] for document in ended.decided["documents"]} == {"recap", "minutes", "decision"}
    for path in signed:
        said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=True).stdout
        assert "Signature is Valid" in said, path
        assert "Total document signed" in said, path


def test_verify_confirms_everything_and_names_the_signer(ended: Round) -> None:
    files = [document["path"] for document in ended.decided["documents"]]
    files += [
        ended.decided["bundle"],
        ended.decided["archive"],
        ended.pleno,
        ended.answer,
        ended.scored["J2"]["ballot"],
    ]
    verdicts = ended.juror("J2").does("verify", *files)["files"]
    assert {entry["verdict"] for entry in verdicts} == {"valid"}
    assert len({entry["by"] for entry in verdicts if entry["kind"] in {"pdf", "bundle", "archive", "ballot"}}) == 1
    assert all(entry["by"].startswith("K-") for entry in verdicts)
    assert {entry["compared_with"] for entry in verdicts if entry["kind"] == "pdf"} == {"bundle"}


def test_what_is_for_others_is_sealed(ended: Round) -> None:
    verdicts = Person(ended.folder / "stranger", None).does(
        "verify", ended.decided["archive"], ended.scored["J1"]["ballot"]
    )
    assert [entry["verdict"] for entry in verdicts["files"]] == ["sealed", "sealed"]


@pytest.mark.parametrize("kind", ["bundle", "decision"])
def test_a_changed_byte_is_refused(ended: Round, tmp_path: Path, kind: str) -> None:
    path = ended.decided["bundle"] if kind == "bundle" else ended.decided["documents"][-1]["path"]
    whole = Path(path).read_bytes()
    stranger = Person(tmp_path / "stranger", None)
    changed = []
    for step in range(24):
        place = len(whole) * step // 24 + step
        data = bytearray(whole)
        data[place] ^= 1
        file = tmp_path / f"{step}{Path(path).suffix}"
        file.write_bytes(data)
        changed.append(file)
    said = stranger.says("verify", *changed, "--json")
    assert said.exit_code == 3
    assert [entry["verdict"] for entry in said.json["files"]] == ["invalid"] * len(changed)


def test_a_document_of_another_decision_is_another_one(ended: Round, tmp_path: Path) -> None:
    acts = json.loads((SAMPLE / "acts.json").read_text(encoding="utf-8"))
    acts["ties"][0]["order"].reverse()
    file = tmp_path / "acts.json"
    file.write_text(json.dumps(acts), encoding="utf-8")
    words = ("decide", ended.pleno, "--recount", ended.answer, "--acts", file, "--out", tmp_path / "second")
    second = ended.juror("J2").does(*words)
    said = ended.desk.says("verify", second["documents"][-1]["path"], ended.decided["bundle"], "--json")
    assert said.exit_code == 3
    assert said.json["files"][0]["verdict"] == "other"


def test_the_order_of_arrival_decides_nothing(made: Round, tmp_path: Path) -> None:
    results = []
    for turn in range(2):
        event = tmp_path / f"{turn}.paritrana"
        shutil.copy(made.event, event)
        for ballot in made.ballots[::-1] if turn else made.ballots:
            made.desk.does("merge", event, ballot)
        made.desk.does("merge", event, *made.ballots)
        made.desk.does("close", event, "--out", tmp_path / f"out{turn}")
        tally = made.desk.does("tally", event)
        results.append((tally["result_fingerprint"], tally["categories"]))
    assert results[0] == results[1]


def test_merging_again_changes_nothing_and_strangers_are_refused(made: Round, tmp_path: Path) -> None:
    first = made.desk.does("merge", made.event, *made.ballots)
    assert [entry["verdict"] for entry in first["files"]] == ["new"] * 9
    renamed, altered = tmp_path / "nilai (1).txt", tmp_path / "nilai.paritrana-nilai"
    shutil.copy(made.ballots[0], renamed)
    altered.write_bytes(Path(made.ballots[1]).read_bytes()[:-1] + b"!")
    said = made.desk.says("merge", made.event, renamed, altered, SAMPLE / "nilai.xlsx", "--json")
    assert said.exit_code == 3
    assert [entry["verdict"] for entry in said.json["files"]] == ["known", "refused", "refused"]


def test_a_ballot_of_another_event_is_refused(made: Round, tmp_path: Path) -> None:
    other = Person(tmp_path / "other")
    other.does("new", SAMPLE / "acara.xlsx", "--out", tmp_path / "other.paritrana")
    other.does("issue", tmp_path / "other.paritrana", "--out", tmp_path / "p")
    said = other.says("merge", tmp_path / "other.paritrana", made.ballots[0], "--json")
    assert [entry["verdict"] for entry in said.json["files"]] == ["refused"]


def test_a_dry_run_writes_nothing(made: Round) -> None:
    before = made.event.read_bytes()
    assert made.desk.does("merge", made.event, made.ballots[0], "--dry-run")["files"][0]["verdict"] == "new"
    assert made.event.read_bytes() == before


def test_the_count_is_sealed_until_the_closing(made: Round, tmp_path: Path) -> None:
    made.desk.does("merge", made.event, *made.ballots[:-1])
    assert made.desk.says("tally", made.event).exit_code == 1
    refused = made.desk.says("close", made.event, "--out", tmp_path / "out")
    assert refused.exit_code == 1
    assert "J9" in refused.err
    closed = made.desk.does("close", made.event, "--early", "Juri sakit", "--out", tmp_path / "out")
    assert Path(closed["list"]).exists()
    tally = made.desk.does("tally", made.event)
    assert tally["complete"] is False
    assert "missing" in {blocker["code"] for blocker in tally["blocking"]}
    late = made.desk.does("merge", made.event, made.ballots[-1])
    assert late["files"][0]["verdict"] == "late"
    assert made.desk.does("tally", made.event)["result_fingerprint"] == tally["result_fingerprint"]


def test_a_second_ballot_supersedes_the_first(made: Round, tmp_path: Path) -> None:
    person = Person(made.homes / "home-J1", None)
    words = ("score", made.packages["J1"], "--code", made.codes["J1"], "--marks", SAMPLE / "nilai.xlsx")
    second = person.does(*words, "--out", tmp_path / "again")
    assert second["ballot_code"] != made.scored["J1"]["ballot_code"]
    verdicts = made.desk.does("merge", made.event, second["ballot"], made.scored["J1"]["ballot"])["files"]
    assert [entry["verdict"] for entry in verdicts] == ["new", "superseded"]


def test_a_decision_is_refused_while_an_act_is_missing_naming_each(ended: Round, tmp_path: Path) -> None:
    acts = json.loads((SAMPLE / "acts.json").read_text(encoding="utf-8"))
    acts["ties"], acts["codes_confirmed"] = [], acts["codes_confirmed"][:-2]
    file = tmp_path / "acts.json"
    file.write_text(json.dumps(acts), encoding="utf-8")
    words = ("decide", ended.pleno, "--recount", ended.answer, "--acts", file, "--out", tmp_path / "none")
    said = ended.juror("J2").says(*words)
    assert said.exit_code == 1
    assert "J8" in said.err
    assert "J9" in said.err
    assert "Desa" in said.err
    assert not (tmp_path / "none").exists()


def test_a_decision_in_ink_has_no_signature_and_is_still_recognised(ended: Round, tmp_path: Path) -> None:
    words = ("decide", ended.pleno, "--recount", ended.answer, "--acts", SAMPLE / "acts.json", "--ink")
    decided = ended.juror("J2").does(*words, "--out", tmp_path)
    assert not any(document["signed"] for document in decided["documents"])
    assert decided["result_fingerprint"] == ended.decided["result_fingerprint"]
    verdicts = ended.desk.does("verify", decided["documents"][0]["path"], decided["bundle"])["files"]
    assert [entry["verdict"] for entry in verdicts] == ["valid", "valid"]


def test_an_auditor_opens_the_archive_with_public_tools(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    command = [sys.executable, "-m", "paritrana_desktop", "demo", "--out", str(out), "--json"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    made = json.loads(said.stdout)
    plain = tmp_path / "arsip.zip"
    subprocess.run(["age", "-d", "-i", made["auditor_identity"], "-o", str(plain), made["archive"]], check=True)
    listed = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(plain)], capture_output=True, text=True, check=True
    )
    assert listed.stdout.count("ballots/") == 9
    assert len(made["ballots"]) == 9
    assert all(Path(document["path"]).exists() for document in made["documents"])


def test_usage_errors_and_refusals_have_their_own_exit_codes(tmp_path: Path) -> None:
    nobody = Person(tmp_path / "home", None)
    assert nobody.says("new").exit_code == 2
    assert nobody.says("tally", tmp_path / "none.paritrana").exit_code == 1
    assert nobody.says("verify", tmp_path / "none.pdf").exit_code == 3
    refused = nobody.says("new", SAMPLE / "acara.xlsx", "--out", tmp_path / "a.paritrana", lang="id")
    assert refused.exit_code == 1
    assert "--passphrase-file" in refused.err
    assert "Traceback" not in refused.err


def test_all_faults_of_a_workbook_are_named_with_their_place(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(SAMPLE / "acara.xlsx")
    sheet = book["Kriteria"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Bobot" for cell in row))
    weight = next(cell for cell in header if cell.value == "Bobot")
    weight.offset(2).value = 99
    sheet.cell(weight.row + 6, next(cell.column for cell in header if cell.value == "Minimum")).value = "banyak"
    broken = tmp_path / "rusak.xlsx"
    book.save(broken)
    said = Person(tmp_path / "home").says("new", broken, "--out", tmp_path / "a.paritrana")
    assert said.exit_code == 1
    assert said.err.count("Kriteria") >= 2
    assert not (tmp_path / "a.paritrana").exists()


def test_faults_of_a_marks_workbook_do_not_speak_of_an_event(made: Round, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(SAMPLE / "nilai.xlsx")
    sheet = book.worksheets[0]
    sheet.cell(4, 5).value = "banyak"
    broken = tmp_path / "rusak.xlsx"
    book.save(broken)
    words = ("score", made.packages["J1"], "--code", made.codes["J1"], "--marks", broken, "--out", tmp_path / "x")
    said = Person(made.homes / "home-J1", None).says(*words, lang="en")
    assert said.exit_code == 1
    assert "so it was not used" in said.err
    assert list((tmp_path / "x").iterdir()) == []


def test_issuing_again_gives_the_same_codes(tmp_path: Path) -> None:
    made = issued_round(tmp_path)
    again = made.desk.does("issue", made.event, "--out", tmp_path / "again")["packages"]
    assert {entry["juror"]: entry["code"] for entry in again} == made.codes


def test_global_options_stand_before_or_after(tmp_path: Path) -> None:
    made = issued_round(tmp_path)
    secret = made.desk.home.with_suffix(".secret")
    nobody = Person(tmp_path / "elsewhere", None)
    said = nobody.says(
        "issue", made.event, "--out", tmp_path / "p", "--home", made.desk.home, "--passphrase-file", secret
    )
    assert said.exit_code == 0, said.err


def test_a_decision_signed_by_a_stranger_is_not_valid(ended: Round, tmp_path: Path) -> None:
    own = identity.create("Ratna Kusuma Wijayanti, S.H., M.H.")
    whole = container.unpack(Path(ended.decided["bundle"]).read_bytes(), certificates.der, identity.verify)
    members = dict(whole.members)
    for signers in (b'"signers":[]', f'"signers":[{{"certificate":"{own.digest}"'.encode()):
        record = members["decision.json"]
        at = record.index(b'"signers":[')
        end = record.index(b"]", at) + 1
        old = record[at:end]
        new = signers if signers.endswith(b"]") else old.replace(old[: old.index(b'",')], signers[:-1])
        forged = {**members, "decision.json": record.replace(old, new)}
        packed = container.pack(
            "decision",
            whole.manifest.event,
            base64.b64encode(own.certificate).decode(),
            forged,
            lambda payload: identity.sign(own.private_key, payload),
        )
        file = tmp_path / "palsu.paritrana-keputusan"
        file.write_bytes(packed)
        said = Person(tmp_path / "anybody", None).says("verify", file, "--json")
        assert said.exit_code == 3
        assert said.json["files"][0]["verdict"] == "invalid"
        assert "neither the secretariat's nor that of a juror" in said.json["files"][0]["reason"]


def test_an_unreadable_neighbour_is_no_reason_to_say_nothing(ended: Round, tmp_path: Path) -> None:
    file = tmp_path / "keputusan.pdf"
    shutil.copy(ended.decided["documents"][-1]["path"], file)
    (tmp_path / "x.paritrana-keputusan").symlink_to("/dev/zero")
    assert Person(tmp_path / "anybody", None).does("verify", file)["files"][0]["verdict"] == "valid"


def test_an_archive_opened_with_public_tools_is_recognised(ended: Round, tmp_path: Path) -> None:
    key = keys.unlock(Home(ended.homes / "home-J2"), lambda _kind: ended.codes["J2"])
    plain = tmp_path / "arsip.zip"
    plain.write_bytes(seal.open_sealed(Path(ended.decided["archive"]).read_bytes(), key.age_identity, container.LIMIT))
    (found,) = Person(tmp_path / "auditor", None).does("verify", plain)["files"]
    assert found["verdict"] == "valid"


def test_a_decision_is_not_replaced_unasked(ended: Round) -> None:
    words = ("decide", ended.pleno, "--recount", ended.answer, "--acts", SAMPLE / "acts.json")
    said = ended.juror("J2").says(*words, "--out", Path(ended.decided["bundle"]).parent)
    assert said.exit_code == 1
    assert "keputusan.paritrana-keputusan" in said.err

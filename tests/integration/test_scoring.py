"""A juror's desk: opening the package, marks on disk, handing in, reopening; with real files, keys and databases."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paritrana_desktop.domain.ballot import (
    CommentMissing,
    Locked,
    Mark,
    MarkState,
    NotYourCell,
    OutOfScale,
    check_ballot,
)
from paritrana_desktop.domain.codes import MistypedCode, activation_code
from paritrana_desktop.domain.panel import InterestKind
from paritrana_desktop.domain.plan import Cell, CommentRule, Number, Plan, Scale
from paritrana_desktop.exchange import ballot_file, envelope
from paritrana_desktop.security import key_file, seal
from paritrana_desktop.services import keys, scoring
from paritrana_desktop.services.keys import SecretKind
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.scoring import (
    CodeOfAnotherPackage,
    NotComplete,
    OtherBytesSameRevision,
    PactNotConfirmed,
    Scoring,
)
from paritrana_desktop.storage.home import Home
from tests import build, issued

J1_FIRST = ("KK", "01", "K3.1")


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    issued.close_all()


def mark(u: int, cell: tuple[str, str, str] = J1_FIRST, comment: str = "") -> Mark:
    return Mark(*cell, u, comment=comment)


def filled(folder: Path, juror: str = "J1") -> Scoring:
    desk = issued.scoring_of(juror, folder)
    desk.confirm_pact()
    desk.put_all(issued.sample_marks(juror))
    return desk


def again(desk: Scoring, folder: Path, juror: str = "J1") -> Scoring:
    """The same home opened again, as after a restart."""
    desk.desk.store.close()
    return issued.scoring_of(juror, folder)


def test_the_code_opens_the_package_in_the_limited_child() -> None:
    made = issued.sample().packages["J1"]
    with Reader() as reader:
        found = scoring.read_package(reader, made.package, made.code.lower().replace("-", " "))
    assert found.plan == issued.sample().plan
    assert found.invitation.juror == "J1"


def test_a_typing_error_and_a_wrong_code_are_told_apart() -> None:
    made = issued.sample().packages["J1"]
    other = issued.sample().packages["J2"].code
    mistyped = made.code[:-1] + ("0" if made.code[-1] != "0" else "1")
    with Reader() as reader:
        with pytest.raises(MistypedCode):
            scoring.read_package(reader, made.package, mistyped)
        with pytest.raises(CodeOfAnotherPackage):
            scoring.read_package(reader, made.package, other)
        with pytest.raises(CodeOfAnotherPackage):
            scoring.read_package(reader, made.package, activation_code(12345))


def test_no_mark_before_the_pact(tmp_path: Path) -> None:
    desk = issued.scoring_of("J1", tmp_path)
    with pytest.raises(PactNotConfirmed):
        desk.put(mark(85_00))
    with pytest.raises(PactNotConfirmed):
        desk.put_all([mark(85_00)])
    desk.confirm_pact()
    desk.put(mark(85_00))
    assert desk.worksheet.marks[mark(0).cell].u == 85_00


def test_marks_place_and_pact_are_there_after_a_restart(tmp_path: Path) -> None:
    desk = issued.scoring_of("J1", tmp_path)
    desk.confirm_pact()
    desk.put(mark(85_50, comment="Perda 3/2023"))
    desk.put(Mark("KK", "02", "K3.1", None, MarkState.ABSENT))
    desk.put(mark(70_00, ("KK", "03", "K3.1")))
    desk.clear(mark(0, ("KK", "03", "K3.1")).cell)
    desk.keep_place("KK/02/K4")
    desk = again(desk, tmp_path)
    assert desk.pact_confirmed
    assert desk.place == "KK/02/K4"
    assert set(desk.worksheet.marks.values()) == {
        mark(85_50, comment="Perda 3/2023"),
        Mark("KK", "02", "K3.1", None, MarkState.ABSENT),
    }


def test_the_register_decides_whom_a_juror_marks(tmp_path: Path) -> None:
    desk = issued.scoring_of("J8", tmp_path)
    assert [entry.kind for entry in desk.interests] == [InterestKind.ACTUAL]
    desk.confirm_pact()
    with pytest.raises(NotYourCell):
        desk.put(mark(85_00, ("PD", "01", "B4")))
    desk.put(mark(85_00, ("PD", "02", "B4")))


def test_only_what_is_complete_is_handed_in(tmp_path: Path) -> None:
    desk = issued.scoring_of("J1", tmp_path)
    desk.confirm_pact()
    desk.put_all(put for put in issued.sample_marks("J1") if put.category == "KU")
    with pytest.raises(NotComplete):
        desk.hand_in([("D", "KK")])
    assert desk.worksheet.locked == frozenset()
    assert desk.ballot_code == ""
    handed = desk.hand_in([("D", "KU"), ("W", "KU")])
    assert not handed.complete
    assert desk.ballot_code == handed.code
    with pytest.raises(Locked):
        desk.put(mark(85_00, ("KU", "01", "B4")))


def test_a_required_comment_is_asked_for(tmp_path: Path) -> None:
    desk = filled(tmp_path)
    assert issued.sample().plan.category("DK").criterion("D4").comment is CommentRule.EXTREME
    desk.put(mark(5_00, ("DK", "01", "D4")))
    with pytest.raises(CommentMissing):
        desk.hand_in([("D", "DK")])
    desk.put(mark(5_00, ("DK", "01", "D4"), comment="Perdes sejak 2019"))
    desk.hand_in([("D", "DK")])


def test_the_ballot_file_is_whole_and_for_the_secretariat(tmp_path: Path) -> None:
    desk = filled(tmp_path)
    handed = desk.hand_in(desk.sheets)
    assert handed.complete
    opened = seal.open_sealed(handed.ballot, desk.desk.key.age_identity, 1 << 23)
    signed = envelope.decode(opened, envelope.BALLOT)
    ballot = ballot_file.read(signed)
    check_ballot(ballot, desk.plan)
    assert {entry.category for entry in ballot.handed_in} == {code for _stage, code in desk.sheets}
    assert len(handed.sheets) == len({code for _stage, code in desk.sheets})
    assert all(sheet.pdf.startswith(b"%PDF-") for sheet in handed.sheets)
    assert issued.found("J1").invitation.recipient in ballot.to


def test_reopening_makes_a_next_ballot_that_names_the_first(tmp_path: Path) -> None:
    desk = filled(tmp_path)
    first = desk.hand_in(desk.sheets)
    desk = again(desk, tmp_path)
    assert desk.worksheet.locked == frozenset(desk.sheets)
    desk.reopen([("D", "KK")], "Salah baca dokumen")
    desk.put(mark(91_00))
    second = desk.hand_in([("D", "KK")])
    assert second.code != first.code
    assert second.ballot_name != first.ballot_name
    stored = desk.desk.store.load_ballots()
    ballot = ballot_file.read(envelope.decode(stored[-1].envelope, envelope.BALLOT))
    assert ballot.seq == 2
    assert ballot.ancestors == (stored[0].id,)
    assert desk.desk.store.load_log()[-2].new == "Salah baca dokumen"


def test_the_files_can_be_written_again(tmp_path: Path) -> None:
    desk = filled(tmp_path)
    assert desk.last_handed_in() is None
    first = desk.hand_in(desk.sheets)
    desk = again(desk, tmp_path)
    last = desk.last_handed_in()
    assert last is not None
    assert (last.code, last.ballot_name) == (first.code, first.ballot_name)
    identity = desk.desk.key.age_identity
    assert seal.open_sealed(last.ballot, identity, 1 << 23) == seal.open_sealed(first.ballot, identity, 1 << 23)


def test_a_full_disk_loses_nothing_and_claims_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = issued.scoring_of("J1", tmp_path)
    desk.confirm_pact()
    desk.put(mark(80_00))

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as broken:
        broken.setattr(desk.desk.store, "append_mark", full)
        with pytest.raises(OSError, match="no space"):
            desk.put(mark(90_00))
    assert desk.worksheet.marks[mark(0).cell].u == 80_00
    assert again(desk, tmp_path).worksheet.marks[mark(0).cell].u == 80_00


def test_a_later_revision_keeps_the_marks_and_may_ask_less(tmp_path: Path) -> None:
    plan = build.small_plan(build.category(code="A"), build.category(code="B"), jurors=3)
    first = issued.issue_in(tmp_path / "acara.paritrana", plan)
    desk = issued.scoring_of("J1", tmp_path / "home", first)
    desk.confirm_pact()
    for code in ("A", "B"):
        for cell in plan.cells("J1", "D", code):
            desk.put(Mark(*cell, 80_00))
    desk.hand_in([("D", "A")])
    desk.desk.store.close()
    smaller = issued.issue_in(tmp_path / "acara.paritrana", replace(plan, categories=plan.categories[1:]))
    desk = issued.scoring_of("J1", tmp_path / "home", smaller)
    assert desk.worksheet.locked == frozenset()
    assert {cell.category for cell in desk.worksheet.marks} == {"B"}
    assert desk.hand_in([("D", "B")]).complete


def test_marks_given_under_other_criteria_are_confirmed_by_the_juror(tmp_path: Path) -> None:
    plan = build.small_plan(build.category(code="A"), build.category(code="B"), jurors=3)
    first = issued.issue_in(tmp_path / "acara.paritrana", plan)
    desk = issued.scoring_of("J1", tmp_path / "home", first)
    desk.confirm_pact()
    for cell in plan.cells("J1", "D", "A"):
        desk.put(Mark(*cell, 80_00))
    desk.hand_in([("D", "A")])
    desk.desk.store.close()
    contest = plan.category("A")
    narrow = tuple(replace(entry, scale=Scale(0, 50_00, 1)) for entry in contest.criteria)
    changed = replace(plan, categories=(replace(contest, criteria=narrow), plan.category("B")))
    second = issued.issue_in(tmp_path / "acara.paritrana", changed)
    desk = issued.scoring_of("J1", tmp_path / "home", second)
    # Neither handed in silently once more, nor lost; what the new scale does not have is refused aloud.
    assert desk.worksheet.locked == frozenset()
    assert len(desk.worksheet.marks) == len(list(plan.cells("J1", "D", "A")))
    with pytest.raises(OutOfScale):
        desk.hand_in([("D", "A")])
    for cell in plan.cells("J1", "D", "B"):
        desk.put(Mark(*cell, 70_00))
    files = desk.hand_in([("D", "B")])
    assert not files.complete
    assert [sheet.name for sheet in files.sheets] == ["lembar-nilai-J1-B-2.pdf"]


def test_two_packages_of_one_revision_are_not_mixed(tmp_path: Path) -> None:
    plan = build.small_plan(jurors=3)
    first = issued.issue_in(tmp_path / "acara.paritrana", plan)
    desk = issued.scoring_of("J1", tmp_path / "home", first)
    desk.desk.store.close()
    found = issued.found("J1", first)
    other = replace(found, plan=_renamed(plan))
    home = Home(tmp_path / "home")
    unlock = scoring.key_for_juror(home, first.packages["J1"].code, None)
    with pytest.raises(OtherBytesSameRevision):
        scoring.open_package(home, other, unlock, issued.clock, bytes)


def _renamed(plan: Plan) -> Plan:
    return build.with_nominee(plan, replace(plan.category("K").nominee("01"), name="Nama lain"))


def test_the_code_unlocks_the_key_and_another_code_does_not(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert keys.needed(home) is None
    issued.scoring_of("J1", tmp_path).desk.store.close()
    assert keys.needed(home) is SecretKind.CODE
    with pytest.raises(key_file.WrongCode):
        keys.unlock(home, lambda _kind: issued.sample().packages["J2"].code)


def test_an_own_passphrase_replaces_the_code(tmp_path: Path) -> None:
    home = Home(tmp_path)
    code = issued.sample().packages["J1"].code
    unlock = scoring.key_for_juror(home, code, lambda _kind: "kata sandi saya")
    scoring.open_package(home, issued.found("J1"), unlock, issued.clock, bytes).desk.store.close()
    assert keys.needed(home) is SecretKind.PASSPHRASE
    with pytest.raises(key_file.WrongPassphrase):
        keys.unlock(home, lambda _kind: "bukan itu")
    assert keys.unlock(home, lambda _kind: "kata sandi saya").holder == "Drs. Darmawan Prasetyo Hadi, M.Si."


def test_cells_of_the_worksheet_are_those_of_the_plan(tmp_path: Path) -> None:
    desk = issued.scoring_of("J1", tmp_path)
    absent = Number("03")
    assert not any(isinstance(cell, Cell) and cell.number == absent for cell in desk.worksheet.owed("W", "UK"))

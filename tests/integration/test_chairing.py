"""The chair's desk: opened from the sealed file, counted here, acts kept as entered, frozen once, verified afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paritrana_desktop.domain.decision import Acts, Matter, NotReady, TieSettled, settled_by
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.domain.facts import Ruling
from paritrana_desktop.domain.schema import DoesNotFit
from paritrana_desktop.services import acting, acts_form, chairing, verifying
from paritrana_desktop.services.case import RecountNotGenuine, RecountOfAnotherSet
from paritrana_desktop.services.chairing import Chairing, DecisionFrozen, HeldElsewhere
from paritrana_desktop.services.plenary import NotForThisSigner, NotOfThisPanel
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.verifying import Verdict
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.store import Store
from tests import plenum


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Chairing]:
    made = plenum.chairing_at("J2", tmp_path / "pleno.paritrana")
    yield made
    made.desk.store.close()


def matters(desk: Chairing) -> set[Matter]:
    return {point.matter for point in desk.open_points()}


def test_a_plenary_file_is_opened_counted_and_taken_up_again(tmp_path: Path, reader: Reader) -> None:
    first = plenum.chairing_of("J2", tmp_path, reader)
    assert first.me.code == "J2"
    assert first.may_decide
    assert first.acts.present == ()
    first.keep(acting.on_basis(first.acts, "Surat Tugas 1"))
    first.recount()
    with pytest.raises(HeldElsewhere):
        plenum.chairing_of("J2", tmp_path, reader)
    first.desk.store.close()
    again = plenum.chairing_of("J2", tmp_path, reader)
    assert again.acts.basis == "Surat Tugas 1"
    assert [answer.juror for answer in again.answers()] == ["J2"]
    path = next(tmp_path.glob("workspaces/*pleno*.paritrana"))
    again.desk.store.close()
    reopened = chairing.reopen(Store.open(path), plenum.plenum().keys["J2"], reader, plenum.clock, bytes)
    assert reopened.acts.basis == "Surat Tugas 1"
    assert reopened.recount_code == first.recount_code
    reopened.desk.store.close()


def test_a_key_without_a_ballot_leaves_nothing_behind(tmp_path: Path, reader: Reader) -> None:
    made = plenum.plenum()
    # The secretariat's own key reads the file, but is no witness's.
    with pytest.raises(NotOfThisPanel):
        chairing.open_plenary(Home(tmp_path), made.file, made.event, reader, plenum.clock, bytes)
    assert not list(tmp_path.rglob("*.paritrana"))


def test_who_may_decide_and_who_only_counts_again(tmp_path: Path) -> None:
    for juror, decides in (("J1", True), ("J2", True), ("J4", False)):
        desk = plenum.chairing_at(juror, tmp_path / f"{juror}.paritrana")
        assert desk.may_decide is decides
        desk.desk.store.close()


def test_everything_open_is_named_by_what_it_is_about(desk: Chairing) -> None:
    wanted = {Matter.RECOUNT, Matter.MEETING, Matter.PRESENCE, Matter.CODES, Matter.TIE, Matter.AWARD}
    assert matters(desk) == wanted
    assert {point.category for point in desk.open_points() if point.matter is Matter.TIE} == {"DK"}
    desk.keep(plenum.sample_acts(desk))
    assert matters(desk) == {Matter.RECOUNT}
    desk.recount()
    assert desk.open_points() == ()


def test_acts_are_kept_one_by_one(desk: Chairing) -> None:
    acts = acting.led_by(desk.acts, "J2")
    assert acts.present == ("J2",)
    acts = acting.with_absent(acts, "J1", "  Rapat\n koordinasi ")
    assert acts.absent[0].reason == "Rapat koordinasi"
    acts = acting.with_absent(acts, "J2", "Sakit")
    assert acts.present == ()
    acts = acting.with_present(acts, "J1")
    assert [entry.juror for entry in acts.absent] == ["J2"]
    acts = acting.with_code(acts, "J3", confirmed=True)
    assert acting.with_code(acts, "J3", confirmed=False).codes_confirmed == ()
    desk.keep(acts)
    assert desk._kept_acts() == acts


def test_what_a_record_cannot_hold_is_refused_and_the_old_acts_stay(desk: Chairing) -> None:
    with pytest.raises(DoesNotFit):
        desk.keep(replace(desk.acts, basis="x" * 2001))
    assert desk.acts.basis == ""
    # Typed on a Mac, a letter may come as two characters; the record has one spelling.
    assert acting.on_basis(desk.acts, "Café").basis == "Café"
    desk.keep(acting.on_basis(desk.acts, "x" * 3000))
    assert len(desk._kept_acts().basis) == 2000


def test_acts_in_a_file_have_a_day_of_the_calendar_and_may_leave_out_what_did_not_happen(desk: Chairing) -> None:
    def read(day: str) -> Acts:
        written = {"leader": "J2", "basis": "Surat Tugas 1", "date": day, "present": ["J2"], "codes_confirmed": []}
        return acts_form.read(json.dumps(written).encode(), desk.case.event, desk.case.ballots)

    acts = read("2024-02-29")
    assert (acts.ties, acts.rulings, acts.departures, acts.awards, acts.absent) == ((), (), (), (), ())
    for day in ("2025-02-30", "2025-02-29", "2025-13-01", "0000-01-01"):
        with pytest.raises(acts_form.BadActs, match="date"):
            read(day)


def test_a_tie_is_settled_by_order_or_shared_and_opened_again(desk: Chairing) -> None:
    part = ("02", "04")
    order = TieSettled("DK", ("04", "02"), acting.VOTE, "Lebih dahulu")
    shared = TieSettled("DK", None, acting.CONSENSUS, "Sama kuat")
    acts = acting.with_tie(desk.acts, order, part)
    assert settled_by("DK", part, acts) == order
    acts = acting.with_tie(acts, shared, part)
    assert settled_by("DK", part, acts) == shared
    assert acts.ties == (shared,)
    acts = acting.without_tie(acts, "DK", part)
    assert acts.ties == ()
    # A shared place is taken for every tie of its category, so another tie's order must stand before it.
    acts = acting.with_tie(
        acting.with_tie(desk.acts, shared, part), TieSettled("DK", ("01", "03"), "", "x"), ("01", "03")
    )
    assert settled_by("DK", ("01", "03"), acts) != shared
    assert settled_by("DK", part, acts) == shared


def test_an_answer_of_a_witness_is_taken_in_once_and_a_foreign_one_refused(tmp_path: Path, desk: Chairing) -> None:
    witness = plenum.chairing_at("J4", tmp_path / "J4.paritrana")
    name, answer = witness.recount()
    witness.desk.store.close()
    desk.take_answer(name, answer)
    desk.take_answer(name, answer)
    assert [entry.juror for entry in desk.answers()] == ["J4"]
    assert desk.answers()[0].code == desk.recount_code
    assert len(desk._answers()) == 1
    # Behind the payload comes the hint at the key, which is not believed; the signature is at the end.
    for place in (*range(0, answer.index(b'"keyid"'), 97), len(answer) - 20):
        changed = answer[:place] + bytes([answer[place] ^ 1]) + answer[place + 1 :]
        with pytest.raises(Refusal):
            desk.take_answer("palsu", changed)
    other = plenum.chairing_at("J4", tmp_path / "lain.paritrana", plenum.plenum(differing=True))
    other_name, other_answer = other.recount()
    other.desk.store.close()
    with pytest.raises((RecountOfAnotherSet, RecountNotGenuine)):
        desk.take_answer(other_name, other_answer)
    assert [entry.juror for entry in desk.answers()] == ["J4"]


def test_differing_ballots_block_until_the_meeting_rules(tmp_path: Path) -> None:
    desk = plenum.chairing_at("J2", tmp_path / "pleno.paritrana", plenum.plenum(differing=True))
    desk.keep(plenum.sample_acts(desk))
    desk.recount()
    assert matters(desk) == {Matter.RECEIVED}
    before = desk.tally
    sheet = next(sheet for sheet in desk.case.view().sheets.values() if sheet.juror == "J5" and sheet.differences)
    for difference in sheet.differences:
        ballot = min(difference.choices)
        cell = difference.cell
        ruling = Ruling(
            "ruling", desk.case.event, "J5", cell.category, cell.number, cell.criterion, ballot, "Lembar yang terakhir"
        )
        desk.keep(acting.with_ruling(desk.acts, ruling))
    assert desk.open_points() == ()
    assert desk.tally is not before
    desk.desk.store.close()


def test_a_decision_is_frozen_once_and_everything_it_puts_out_is_verified(desk: Chairing, reader: Reader) -> None:
    desk.recount()
    with pytest.raises(NotReady):
        desk.decide(ink=False)
    assert not desk.decided()
    desk.keep(plenum.sample_acts(desk))
    decided = desk.decide(ink=False)
    assert desk.decided()
    assert [entry.name for entry in desk.documents()] == [
        "rekapitulasi.pdf",
        "berita-acara.pdf",
        "keputusan.pdf",
        "keputusan.paritrana-keputusan",
        "arsip.paritrana-keputusan",
    ]
    files = [(entry.name, desk.document(entry.digest)) for entry in desk.documents()]
    verdicts = verifying.verify(reader, files, desk.desk.key)
    assert [entry.verdict for entry in verdicts] == [Verdict.VALID] * 5
    with pytest.raises(DecisionFrozen):
        desk.keep(acting.on_basis(desk.acts, "lain"))
    with pytest.raises(DecisionFrozen):
        desk.decide(ink=True)
    assert desk.acts == decided.decision.acts


def test_ink_leaves_the_documents_unsigned(desk: Chairing) -> None:
    desk.recount()
    desk.keep(plenum.sample_acts(desk))
    decided = desk.decide(ink=True)
    assert not any(document.signed for document in decided.documents)
    assert decided.decision.signers == ()


def test_a_member_who_does_not_lead_cannot_sign(tmp_path: Path) -> None:
    desk = plenum.chairing_at("J4", tmp_path / "J4.paritrana")
    desk.recount()
    desk.keep(plenum.sample_acts(desk))
    with pytest.raises(NotForThisSigner):
        desk.decide(ink=False)
    assert not desk.decided()
    desk.desk.store.close()


def test_where_the_documents_went_is_remembered(desk: Chairing, tmp_path: Path) -> None:
    assert desk.folder is None
    desk.keep_folder(tmp_path)
    assert desk.folder == tmp_path

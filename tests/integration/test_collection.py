"""The secretariat's desk from the first ballot to the count: real files, a real workspace, the real child."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from paritrana_desktop.domain.ballot import Ballot
from paritrana_desktop.domain.decision import result_fingerprint
from paritrana_desktop.domain.facts import Admission, Closing
from paritrana_desktop.domain.union import SheetState
from paritrana_desktop.services import collection, preparation
from paritrana_desktop.services.changes import Part
from paritrana_desktop.services.collection import (
    CLOSING,
    AlreadyClosed,
    IncomingFile,
    MergeVerdict,
    Sealed,
    StillWaiting,
)
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.services.preparation import NotIssuedYet
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.store import Kind, Store
from tests import build, forged
from tests.forged import Event, Intake, honest
from tests.issued import clock

EVENT = forged.event()
JURORS = [juror.code for juror in EVENT.plan.jurors]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, reader: Reader) -> Iterator[Intake]:
    with forged.intake(EVENT, tmp_path, reader) as made:
        yield made


@pytest.fixture(scope="module")
def staged() -> Event:
    """Two stages: at the first the criterion A, at the second B."""
    criteria = (build.judged("A", 60, stage="D"), build.judged("B", 40, stage="W"))
    return forged.issued(build.small_plan(build.category(criteria), stages=build.stages("D", "W")))


def ranked(of: Event, juror: str, **more: object) -> Ballot:
    """A ballot that puts 01 before 02 before 03."""
    marks = {cell: 95 - 10 * int(cell[1]) for cell in of.plan.scales()}
    return honest(of, juror, marks, **more)  # type: ignore[arg-type]


def everybody(of: Event = EVENT) -> list[Ballot]:
    return [ranked(of, juror.code) for juror in of.plan.jurors]


def test_before_issuing_there_is_nothing_to_collect(tmp_path: Path, reader: Reader) -> None:
    with Store.create(tmp_path / "acara.paritrana", Kind.SECRETARIAT, clock().isoformat()) as store:
        empty = Desk(store, EVENT.key, clock)
        with pytest.raises(NotIssuedYet):
            collection.state(empty)
        with pytest.raises(NotIssuedYet):
            collection.inspect(empty, reader, [])


def test_looking_writes_nothing_and_merging_writes_all_at_once(desk: Intake) -> None:
    before = desk.content()
    files = [IncomingFile(f"nilai-{ballot.juror}", EVENT.honest_file(ballot)) for ballot in everybody()]
    seen: list[tuple[int, int]] = []
    preview = collection.inspect(desk.desk, desk.reader, files, lambda done, of: seen.append((done, of)))
    assert desk.content() == before
    assert seen == [(done, 5) for done in range(1, 6)]
    assert not preview.refused
    changes = collection.merge(desk.desk, preview)
    assert changes.touches(Part.BALLOTS)
    assert changes.touches(Part.COUNT)
    assert preview.view == desk.view()
    stored = desk.desk.store.load_ballots()
    assert [(entry.juror, entry.file_name) for entry in stored] == [(juror, f"nilai-{juror}") for juror in JURORS]
    assert [entry.received_at for entry in stored] == [clock().isoformat()] * 5


def test_each_file_leaves_a_line_in_an_unbroken_log(desk: Intake) -> None:
    data = EVENT.honest_file(ranked(EVENT, "J1"))
    desk.merged(("a", data), ("b", b"x"), ("c", data))
    said = [(entry.action, entry.subject, entry.old) for entry in desk.desk.store.load_log()[-3:]]
    assert said == [("take in file", "a", "new"), ("refuse file", "b", "refused"), ("take in file", "c", "known")]
    assert desk.desk.store.check_log() is None


def test_the_board_fills_juror_by_juror(desk: Intake) -> None:
    for number, ballot in enumerate(everybody(), 1):
        (verdict,) = desk.taken(ballot)
        assert (verdict.juror, verdict.verdict, verdict.ballot) == (ballot.juror, MergeVerdict.NEW, EVENT.id(ballot))
        assert str(verdict.reason) == "Taken in: 6 marks."
        states = [desk.view().sheet(juror, "D", "K").state for juror in JURORS]
        assert states == [SheetState.DONE] * number + [SheetState.MISSING] * (5 - number)
        assert collection.waiting(collection.state(desk.desk), None) == tuple(JURORS[number:])


def test_the_first_ballot_admits_the_key_once(desk: Intake) -> None:
    first = ranked(EVENT, "J1")
    desk.taken(first)
    desk.taken(ranked(EVENT, "J1", ancestors=[first]))
    (admission,) = collection.state(desk.desk).facts.values()
    assert admission == Admission("admission", EVENT.key.digest, "J1", EVENT.keys["J1"].digest, "package")


def test_the_count_is_sealed_until_the_closing(desk: Intake) -> None:
    desk.taken(*everybody())
    for ask in (collection.counted, collection.case):
        with pytest.raises(Sealed):
            ask(desk.desk)
    collection.close(desk.desk, None)
    plan, tally, insights = collection.counted(desk.desk)
    assert plan == EVENT.plan
    assert tally.complete
    assert [line.number for line in tally.categories[0].ranking] == ["01", "02", "03"]
    assert [line.printed for line in tally.categories[0].ranking] == ["85,00", "75,00", "65,00"]
    assert [entry.category for entry in insights] == ["K"]


def test_closing_early_needs_a_reason(desk: Intake) -> None:
    desk.taken(*everybody()[:3])
    before = desk.content()
    for reason in ("", "   "):
        with pytest.raises(StillWaiting) as refusal:
            collection.close(desk.desk, None, reason)
        assert "2 jurors" in str(refusal.value)
        assert "J4, J5" in str(refusal.value)
    assert desk.content() == before
    collection.close(desk.desk, None, "  Rapat tidak dapat ditunda ")
    (closing,) = desk.view().closings.values()
    assert closing.early == "Rapat tidak dapat ditunda"


def test_a_reason_that_was_not_needed_is_not_printed(desk: Intake) -> None:
    desk.taken(*everybody())
    collection.close(desk.desk, None, "Tidak perlu")
    (closing,) = desk.view().closings.values()
    assert closing.early == ""


def test_closing_lists_what_counts_and_keeps_the_list(desk: Intake) -> None:
    desk.taken(*everybody())
    closed, changes = collection.close(desk.desk, None)
    assert {Part.BALLOTS, Part.COUNT, Part.DOCUMENTS} <= changes.parts
    (closing,) = desk.view().closings.values()
    assert closing.ballots == tuple(sorted(EVENT.id(ballot) for ballot in everybody()))
    (entry,) = desk.desk.store.list_documents(CLOSING)
    kept = desk.desk.store.load_document(entry.digest)
    assert kept is not None
    assert kept.data == closed.pdf
    with pikepdf.open(io.BytesIO(closed.pdf)) as pdf:
        assert len(pdf.pages) >= 1
    assert [strip.juror for strip in closed.received.strips] == JURORS
    with pytest.raises(AlreadyClosed):
        collection.close(desk.desk, None)


def test_stages_close_one_by_one(staged: Event, reader: Reader, tmp_path: Path) -> None:
    first = [ranked(staged, juror, sheets=[("D", "K")]) for juror in JURORS]
    second = [ranked(staged, juror, ancestors=[ballot]) for juror, ballot in zip(JURORS, first, strict=True)]
    with forged.intake(staged, tmp_path, reader) as desk:
        desk.taken(*first)
        assert collection.waiting(collection.state(desk.desk), "D") == ()
        assert collection.waiting(collection.state(desk.desk), "W") == tuple(JURORS)
        collection.close(desk.desk, "D")
        assert collection.counted(desk.desk, "D")[1].complete
        with pytest.raises(Sealed):
            collection.counted(desk.desk)
        with pytest.raises(AlreadyClosed):
            collection.close(desk.desk, "D")
        early = result_fingerprint(collection.counted(desk.desk, "D")[1])
        assert MergeVerdict.REFUSED not in {verdict.verdict for verdict in desk.taken(*second)}
        collection.close(desk.desk, "W")
        assert result_fingerprint(collection.counted(desk.desk, "D")[1]) == early, "a closed stage does not move"
        assert collection.counted(desk.desk)[1].complete
        assert {closing.stage for closing in desk.view().closings.values()} == {"D", "W"}


def test_the_case_holds_what_a_second_machine_needs(desk: Intake) -> None:
    desk.taken(*everybody())
    collection.close(desk.desk, None)
    case = collection.case(desk.desk)
    assert case.event == EVENT.key.digest
    assert set(case.envelopes["ballots"]) == {EVENT.id(ballot) for ballot in everybody()}
    assert case.certificates == {juror: EVENT.keys[juror].certificate for juror in JURORS}
    kinds = sorted(type(fact).__name__ for fact in case.facts.values())
    assert kinds == sorted([Closing.__name__, *[Admission.__name__] * 5])
    assert case.tally() == collection.counted(desk.desk)[1]


def test_an_earlier_plan_that_a_ballot_names_goes_along(tmp_path: Path, reader: Reader) -> None:
    plan = build.small_plan(build.category((build.judged("A", 70), build.judged("B", 30))))
    revised = forged.revised(EVENT, tmp_path, plan)
    folder = tmp_path / "desk"
    folder.mkdir()
    with forged.intake(revised, folder, reader) as desk:
        desk.taken(*everybody())
        collection.close(desk.desk, None)
        case = collection.case(desk.desk)
        assert (case.plan, case.earlier) == (plan, (EVENT.plan,))
        assert preparation.revisions(desk.desk) == (EVENT.plan, plan)


def test_a_ballot_altered_in_the_workspace_is_not_counted(desk: Intake) -> None:
    """The file lies on a disk that others may reach: what is counted is what the juror signed, or nothing."""
    desk.taken(*everybody())
    desk.close()
    changed = EVENT.envelope(forged.body_bytes(honest(EVENT, "J3", fill=99)), EVENT.keys["J2"])
    with sqlite3.connect(desk.folder / EVENT.path.name) as connection:
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'ballot_is_never_changed'"
        ).fetchone()
        connection.execute("DROP TRIGGER ballot_is_never_changed")
        connection.execute("UPDATE ballot SET envelope = ? WHERE juror = 'J3'", (changed,))
        connection.execute(trigger)
    connection.close()
    with Store.open(desk.folder / EVENT.path.name) as store, pytest.raises(collection.KeptBallotChanged) as refusal:
        collection.state(Desk(store, EVENT.key, clock))
    assert "J3" in str(refusal.value)


def test_merging_is_one_transaction(desk: Intake) -> None:
    """If the log cannot be written, no ballot is there either."""
    preview = desk.looked_at(*[EVENT.honest_file(ballot) for ballot in everybody()])
    broken = replace(preview, digests=preview.digests[:-1])
    before = desk.content()
    with pytest.raises(ValueError, match="shorter"):
        collection.merge(desk.desk, broken)
    assert desk.content() == before
    assert desk.desk.store.load_log()[-1].action != "take in file"

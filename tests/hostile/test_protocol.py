"""Genuine ballots that come twice, late, in any order, with holes, or that contradict each other (rows P01-P18)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from paritrana_desktop.domain.ballot import Ballot, ImpossibleAncestors, SheetOfAnotherPlan
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.plan import Scale
from paritrana_desktop.domain.schema import DoesNotFit
from paritrana_desktop.domain.union import SheetState, view
from paritrana_desktop.security import identity
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import collection
from paritrana_desktop.services.admission import KeyOfAnother, OtherKey
from paritrana_desktop.services.collection import LookedAtBefore, MergeVerdict
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.reading_child import OtherEvent
from paritrana_desktop.storage.files import NotAFile
from tests import build, forged
from tests.forged import Event, Intake, honest, plain

EVENT = forged.event()
CELL = ("K", "01", "A")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, reader: Reader) -> Iterator[Intake]:
    with forged.intake(EVENT, tmp_path, reader) as made:
        yield made


def everybody(of: Event = EVENT) -> list[Ballot]:
    return [honest(of, juror.code) for juror in of.plan.jurors]


def state(desk: Intake, juror: str = "J1") -> SheetState:
    return desk.view().sheet(juror, "D", "K").state


def code(ballot: Ballot) -> str:
    return fingerprint_code(Prefix.BALLOT, EVENT.id(ballot))


def test_p01_the_same_file_again(desk: Intake) -> None:
    data = EVENT.honest_file(honest(EVENT))
    assert desk.merged(data)[0].verdict is MergeVerdict.NEW
    before = desk.content()
    verdicts = desk.merged(data, ("nilai (1).txt", data), *[data] * 50)
    assert {verdict.verdict for verdict in verdicts} == {MergeVerdict.KNOWN}
    assert "already has" in str(verdicts[0].reason)
    assert desk.content() == before


def test_p01_a_thousand_times_in_one_batch(desk: Intake) -> None:
    arrived = [collection.IncomingFile("nilai", EVENT.honest_file(honest(EVENT)))] * 1000
    preview = collection.inspect(desk.desk, desk.reader, arrived)
    assert [verdict.verdict for verdict in preview.verdicts] == [MergeVerdict.NEW] + [MergeVerdict.KNOWN] * 999
    collection.merge(desk.desk, preview)
    assert len(desk.desk.store.load_ballots()) == 1


def test_p01_sealed_once_more_it_is_still_the_same_ballot(desk: Intake) -> None:
    verdicts = desk.taken(honest(EVENT), honest(EVENT))
    assert [verdict.verdict for verdict in verdicts] == [MergeVerdict.NEW, MergeVerdict.KNOWN]


def test_p02_older_after_newer(desk: Intake) -> None:
    first = honest(EVENT, fill=70)
    second = honest(EVENT, fill=90, ancestors=[first])
    desk.taken(second)
    (verdict,) = desk.taken(first)
    assert verdict.verdict is MergeVerdict.SUPERSEDED
    assert "newer ballot" in str(verdict.reason)
    assert desk.view().counting == (EVENT.id(second),)
    assert desk.view().sheet("J1", "D", "K").marks[next(iter(EVENT.plan.cells("J1", "D", "K")))].u == 90_00


def fifty() -> list[Ballot]:
    """Five jurors, ten ballots each; some jurors' ballots fork, so that there are differences too."""
    made: list[Ballot] = []
    for place, juror in enumerate(EVENT.plan.jurors):
        earlier: list[Ballot] = []
        for number in range(10):
            known = earlier if place % 2 else earlier[: number // 4 * 4]
            earlier.append(honest(EVENT, juror.code, fill=50 + number, ancestors=known, seq=number + 1))
        made += earlier
    return made


def test_p03_any_order_gives_the_same(reader: Reader, tmp_path: Path) -> None:
    files = [EVENT.honest_file(ballot) for ballot in fifty()]
    views = []
    for seed in range(3):
        chance = random.Random(seed)
        order = [*files, *chance.sample(files, 10)]
        chance.shuffle(order)
        folder = tmp_path / str(seed)
        folder.mkdir()
        with forged.intake(EVENT, folder, reader) as desk:
            while order:
                batch = [order.pop() for _ in range(min(len(order), chance.randrange(1, 30)))]
                verdicts = desk.merged(*batch)
                assert MergeVerdict.REFUSED not in {verdict.verdict for verdict in verdicts}
            assert len(desk.desk.store.load_ballots()) == 50
            views.append(desk.view())
    assert views[0] == views[1] == views[2]
    assert {sheet.state for sheet in views[0].sheets.values()} == {SheetState.DONE, SheetState.DIFFERENT}


def test_p05_two_heads_differ_in_one_cell(desk: Intake) -> None:
    desk.taken(*everybody())
    other = honest(EVENT, marks={CELL: 55}, seq=2)
    (verdict,) = desk.taken(other)
    assert verdict.verdict is MergeVerdict.CONFLICT
    assert str(verdict.reason).startswith("1 marks differ")
    (difference,) = desk.view().sheet("J1", "D", "K").differences
    assert difference.cell == CELL
    assert {mark.u for mark in difference.choices.values() if mark} == {80_00, 55_00}
    collection.close(desk.desk, None)
    _, tally, _ = collection.counted(desk.desk)
    assert not tally.complete
    assert ("difference", "J1") in {(blocker.code, blocker.juror) for blocker in tally.blocking}


def test_p05_a_ballot_that_names_both_heads_settles_it(desk: Intake) -> None:
    heads = [honest(EVENT), honest(EVENT, marks={CELL: 55}, seq=2)]
    desk.taken(*heads)
    assert state(desk) is SheetState.DIFFERENT
    desk.taken(honest(EVENT, marks={CELL: 60}, ancestors=heads))
    assert state(desk) is SheetState.DONE


def test_p05_one_device_and_number_for_two_ballots_raises_the_alarm(desk: Intake) -> None:
    first = honest(EVENT)
    (_, verdict) = desk.taken(first, replace(first, made_at="2025-08-27T11:00:00+07:00"))
    assert verdict.verdict is MergeVerdict.NEW, "no mark differs"
    assert "copied folder" in str(verdict.reason)
    # Another juror's device cannot raise it: anybody can write down anybody's device.
    (verdict,) = desk.taken(replace(honest(EVENT, "J2"), device=first.device))
    assert "copied folder" not in str(verdict.reason)


def test_p07_a_hole_is_named(desk: Intake) -> None:
    first = honest(EVENT)
    second = honest(EVENT, fill=81, ancestors=[first])
    third = honest(EVENT, fill=82, ancestors=[first, second])
    (_, verdict) = desk.taken(first, third)
    assert verdict.verdict is MergeVerdict.NEW
    assert f"never arrived ({code(second)})" in str(verdict.reason)
    assert desk.view().counting == (EVENT.id(third),)
    assert desk.view().missing_ancestors == {EVENT.id(second)}
    assert desk.taken(second)[0].verdict is MergeVerdict.SUPERSEDED


def test_p08_lists_of_ancestors_that_are_impossible(desk: Intake) -> None:
    ids = sorted(EVENT.id(honest(EVENT, fill=fill)) for fill in (1, 2))
    for ancestors in ((ids[0], ids[0]), tuple(ids[::-1])):
        desk.refused(EVENT.honest_file(replace(honest(EVENT), ancestors=ancestors)), ImpossibleAncestors)
    for named in ("x", ids[0].upper(), ids[0] + "0", ""):
        desk.refused(EVENT.honest_file(replace(honest(EVENT), ancestors=(named,))), DoesNotFit)


def test_p08_a_cycle_counts_for_nobody() -> None:
    """No file can name itself, for its id is a hash of what it names; if it could, nothing would stand."""
    one, two = "1" * 64, "2" * 64
    cycle = {
        one: replace(honest(EVENT), ancestors=(two,)),
        two: replace(honest(EVENT, fill=90), ancestors=(one,)),
    }
    assert view(EVENT.plan, cycle, {}).sheet("J1", "D", "K").state is SheetState.MISSING
    alone = {one: replace(honest(EVENT), ancestors=(one,))}
    assert view(EVENT.plan, alone, {}).counting == ()


def test_p08_nobody_supersedes_another_jurors_ballot(desk: Intake) -> None:
    victim = honest(EVENT, "J2")
    desk.taken(victim)
    desk.taken(honest(EVENT, "J1", ancestors=[victim]))
    assert desk.view().counting == tuple(sorted([EVENT.id(victim), EVENT.id(honest(EVENT, "J1", ancestors=[victim]))]))


@pytest.mark.parametrize("change", [{"seq": 0}, {"seq": 1_000_001}, {"ancestors": [f"{n:064x}" for n in range(65)]}])
def test_p09_numbers_out_of_range(desk: Intake, change: dict[str, object]) -> None:
    desk.refused(EVENT.file(plain(honest(EVENT), lambda value: value.update(change)), EVENT.keys["J1"]), DoesNotFit)


def test_p09_a_jump_asks(desk: Intake) -> None:
    earlier: list[Ballot] = []
    for _ in range(4):
        earlier.append(honest(EVENT, fill=70 + len(earlier), ancestors=earlier))
    reasons = [str(verdict.reason) for verdict in desk.taken(*earlier)]
    assert not any("in between" in reason for reason in reasons)
    (verdict,) = desk.taken(honest(EVENT, ancestors=earlier, seq=900_000))
    assert verdict.verdict is MergeVerdict.NEW
    assert "900000 follows 4" in str(verdict.reason)
    (verdict,) = desk.taken(honest(EVENT, "J2", seq=3))
    assert "3 follows 0" in str(verdict.reason)


# P13: revisions of the plan.


@pytest.fixture(scope="module")
def reweighted(tmp_path_factory: pytest.TempPathFactory) -> Event:
    """The event after another weight was issued: the sheet is the same."""
    plan = build.small_plan(build.category((build.judged("A", 70), build.judged("B", 30))))
    return forged.revised(EVENT, tmp_path_factory.mktemp("reweighted"), plan)


@pytest.fixture(scope="module")
def rescaled(tmp_path_factory: pytest.TempPathFactory) -> Event:
    """The event after another scale was issued: the sheet is another one."""
    tens = Scale(minimum=0, maximum=10_00, step=1)
    plan = build.small_plan(build.category((build.judged("A", 60), build.judged("B", 40, scale=tens))))
    return forged.revised(EVENT, tmp_path_factory.mktemp("rescaled"), plan)


def test_p13_another_event(desk: Intake) -> None:
    desk.refused(EVENT.honest_file(replace(honest(EVENT), event="0" * 64)), OtherEvent)


def test_p13_an_older_revision_with_the_same_sheet_counts(reweighted: Event, reader: Reader, tmp_path: Path) -> None:
    old = honest(EVENT)
    with forged.intake(reweighted, tmp_path, reader) as desk:
        assert old.plan != reweighted.plan.digest()
        assert desk.taken(old)[0].verdict is MergeVerdict.NEW
        assert desk.view().counting == (EVENT.id(old),)


def test_p13_scored_before_the_criteria_changed(rescaled: Event, reader: Reader, tmp_path: Path) -> None:
    old = honest(EVENT)
    with forged.intake(rescaled, tmp_path, reader) as desk:
        (verdict,) = desk.taken(old)
        assert "before the criteria changed" in str(verdict.reason)
        assert state(desk) is SheetState.OTHER_CRITERIA
        assert desk.view().counting == ()
        assert "J1" in collection.waiting(collection.state(desk.desk), None)
        # The juror confirms with the newest package.
        marks: dict[tuple[str, str, str], build.Given] = dict.fromkeys(rescaled.plan.cells("J1", "D", "K"), 8)
        confirmed = honest(rescaled, marks=marks, ancestors=[old])
        assert desk.taken(confirmed)[0].verdict is MergeVerdict.NEW
        assert desk.view().counting == (rescaled.id(confirmed),)


def test_p13_marks_of_the_old_scale_do_not_pass_as_the_new_sheets(
    rescaled: Event, reader: Reader, tmp_path: Path
) -> None:
    """Checked against the old plan, where 80 is allowed, but said to be handed in for the new sheet, where it is not."""
    old = honest(EVENT)
    sheet = rescaled.plan.sheet("D", "K")
    mixed = replace(old, handed_in=tuple(replace(entry, sheet=sheet) for entry in old.handed_in))
    with forged.intake(rescaled, tmp_path, reader) as desk:
        desk.refused(EVENT.file(mixed, EVENT.keys["J1"]), SheetOfAnotherPlan)


def test_p14_after_the_closing(desk: Intake) -> None:
    desk.taken(*everybody())
    collection.close(desk.desk, None)
    _, before, _ = collection.counted(desk.desk)
    late = honest(EVENT, fill=99, ancestors=[honest(EVENT)])
    (verdict,) = desk.taken(late)
    assert verdict.verdict is MergeVerdict.LATE
    assert "without effect" in str(verdict.reason)
    assert len(desk.desk.store.load_ballots()) == 6
    assert desk.view().late == {EVENT.id(late)}
    assert collection.counted(desk.desk)[1] == before


# P16: one key for each juror.


def enrolled(juror: str, key: OwnKey, fill: int = 80) -> bytes:
    """A ballot file of `juror`, signed and proved with `key` by whoever holds that juror's package."""
    return EVENT.file(replace(honest(EVENT, juror, fill=fill), enrolment=EVENT.enrolment(juror, key)), key)


def test_p16_one_certificate_for_two_jurors(desk: Intake) -> None:
    desk.taken(honest(EVENT, "J1"))
    assert "key of J1" in desk.refused(enrolled("J2", EVENT.keys["J1"]), KeyOfAnother)


def test_p16_two_certificates_over_one_key(desk: Intake) -> None:
    twin = forged.same_key(EVENT.keys["J1"])
    assert twin.digest != EVENT.keys["J1"].digest
    desk.taken(honest(EVENT, "J1"))
    assert "key of J1" in desk.refused(enrolled("J2", twin), KeyOfAnother)
    # For the same juror it is another certificate, so not the one admitted.
    desk.refused(enrolled("J1", twin, fill=70), OtherKey)


def test_p16_the_same_within_one_batch(desk: Intake) -> None:
    twin = forged.same_key(EVENT.keys["J1"])
    own = EVENT.honest_file(honest(EVENT))
    verdicts = desk.merged(own, enrolled("J2", twin), enrolled("J3", EVENT.keys["J1"]), enrolled("J1", twin, fill=70))
    assert [verdict.verdict for verdict in verdicts] == [MergeVerdict.NEW] + [MergeVerdict.REFUSED] * 3
    assert [verdict.reason.text for verdict in verdicts[1:]] == [
        KeyOfAnother.sentence,
        KeyOfAnother.sentence,
        OtherKey.sentence,
    ]
    assert len(desk.desk.store.load_facts()) == 1


def test_p16_a_second_key_for_a_juror(desk: Intake) -> None:
    desk.taken(honest(EVENT))
    assert "another laptop" in desk.refused(enrolled("J1", identity.create("J1 lagi")), OtherKey)


def test_p16_two_batches_looked_at_side_by_side(desk: Intake) -> None:
    """Each would be right alone; the second to be taken in would admit a second key, so it is looked at again."""
    first = desk.looked_at(EVENT.honest_file(honest(EVENT)))
    second = desk.looked_at(enrolled("J1", identity.create("J1 lagi"), fill=70))
    collection.merge(desk.desk, first)
    before = desk.content()
    with pytest.raises(LookedAtBefore):
        collection.merge(desk.desk, second)
    assert desk.content() == before
    # The same batch once more is nothing new.
    collection.merge(desk.desk, first)
    assert desk.content() == before


def test_p18_a_mark_by_a_juror_with_a_conflict(reader: Reader, tmp_path: Path) -> None:
    event = forged.issued(build.small_plan(interests=[build.conflict("J1", "02")]))
    owed = event.plan.cells("J1", "D", "K")
    assert {cell.number for cell in owed} == {"01", "03"}
    ballot = honest(event, marks={("K", "02", "A"): 99, ("K", "02", "B"): 99})
    with forged.intake(event, tmp_path, reader) as desk:
        assert desk.taken(ballot)[0].verdict is MergeVerdict.NEW
        assert tuple(desk.view().sheet("J1", "D", "K").marks) == owed


@pytest.mark.parametrize(
    "name", ["nilai\n\x1b[2J.txt", "nilai\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe", "\udcff.nilai", "n" * 250]
)
def test_a_hostile_name_is_only_a_name(desk: Intake, name: str) -> None:
    verdicts = desk.merged((name, EVENT.honest_file(honest(EVENT))), (name, b"x"))
    assert [verdict.verdict for verdict in verdicts] == [MergeVerdict.NEW, MergeVerdict.REFUSED]
    shown = {verdict.name for verdict in verdicts}
    shown |= {entry.subject for entry in desk.desk.store.load_log()[-2:]}
    shown |= {ballot.file_name for ballot in desk.desk.store.load_ballots()}
    (one,) = shown
    assert one.isprintable()
    assert len(one) <= 200


def test_a_hostile_name_in_a_reason_is_only_a_name(desk: Intake) -> None:
    """Whoever could not even read a file adds that to the verdicts, with the name as the disk gave it."""
    preview = desk.looked_at(b"x")
    name = "\udcff\n.nilai"
    unreadable = replace(preview.verdicts[0], name=name, reason=NotAFile(name=name).said)
    collection.merge(desk.desk, replace(preview, verdicts=(unreadable,)))
    entry = desk.desk.store.load_log()[-1]
    assert entry.subject == "\ufffd\ufffd.nilai"
    assert "\ufffd\ufffd.nilai is a folder" in entry.new


def test_a_batch_where_all_kinds_come_together(desk: Intake) -> None:
    good = honest(EVENT)
    files = [b"", EVENT.honest_file(good), EVENT.honest_file(good), b"%PDF-1.7", EVENT.honest_file(honest(EVENT, "J2"))]
    verdicts = [verdict.verdict for verdict in desk.merged(*files)]
    refused, new = MergeVerdict.REFUSED, MergeVerdict.NEW
    assert verdicts == [refused, new, MergeVerdict.KNOWN, refused, new]
    actions = [entry.action for entry in desk.desk.store.load_log()[-5:]]
    assert actions == ["refuse file", "take in file", "take in file", "refuse file", "take in file"]

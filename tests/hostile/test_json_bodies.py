"""Ballots whose JSON is not strict or not possible, signed by their own juror with the right key (rows J01-J20)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from paritrana_desktop.domain import ballot as ballots
from paritrana_desktop.domain.canonical import NotStrictJson
from paritrana_desktop.domain.plan import Scale
from paritrana_desktop.domain.schema import DoesNotFit
from paritrana_desktop.exchange import envelope
from paritrana_desktop.exchange.envelope import NotSigned, UnknownType
from paritrana_desktop.services import collection
from paritrana_desktop.services.collection import MergeVerdict
from paritrana_desktop.services.reading import Reader
from tests import build, forged
from tests.forged import Intake, body_bytes, honest, plain

HALVES = Scale(minimum=10_00, maximum=90_00, step=50)
PLAN = build.small_plan(build.category((build.judged("A", 60), build.judged("B", 40, scale=HALVES))))
EVENT = forged.issued(PLAN)
KEY = EVENT.keys["J1"]
BODY = body_bytes(honest(EVENT))
FIRST = b'"state":"scored","u":8000'
assert BODY.count(FIRST) == 6
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Intake]:
    """One desk for all that is refused: each of them leaves it as it was."""
    with forged.intake(EVENT, tmp_path_factory.mktemp("desk"), reader) as made:
        yield made


@pytest.fixture
def fresh(tmp_path: Path, reader: Reader) -> Iterator[Intake]:
    with forged.intake(EVENT, tmp_path, reader) as made:
        yield made


def with_mark(value: bytes) -> bytes:
    """The honest body with another number in its first mark."""
    return BODY.replace(FIRST, b'"state":"scored","u":' + value, 1)


def with_comment(literal: bytes) -> bytes:
    """The honest body with another comment, as JSON, in its first mark."""
    return BODY.replace(b'"comment":""', b'"comment":' + literal, 1)


def test_the_honest_body_is_taken_in(fresh: Intake) -> None:
    assert fresh.merged(EVENT.file(BODY, KEY))[0].verdict is MergeVerdict.NEW


@pytest.mark.parametrize(
    "number",
    [
        *(b"NaN", b"Infinity", b"-Infinity"),
        *(b"1e400", b"1.0", b"8e3", b"8E3", b"-0", b"8000.0", b"0.1e5"),
        *(b"9007199254740992", b"9223372036854775808", b"-9223372036854775809", b"12345678901", b"9" * 100_000),
        *(b"08000", b"+8000", b"0x1F40", b"8_000", b"'8000'", b"undefined", b"", b"8000,", b"\xd9\xa8000"),
    ],
    ids=repr,
)
def test_j01_j02_j04_numbers_that_are_none(desk: Intake, number: bytes) -> None:
    desk.refused(EVENT.file(with_mark(number), KEY), NotStrictJson)


@pytest.mark.parametrize("value", [b"-1", b"1000000001", b"9999999999", b"true", b'"8000"', b"[8000]", b"{}"])
def test_j04_numbers_out_of_range_and_what_is_no_number(desk: Intake, value: bytes) -> None:
    desk.refused(EVENT.file(with_mark(value), KEY), DoesNotFit)


@pytest.mark.parametrize(
    "body",
    [
        with_mark(b'1,"u":9900'),
        with_mark(b'8000,"\\u0075":9900'),
        BODY.replace(b'"seq":1', b'"seq":1,"seq":1'),
        BODY.replace(b'"ext":{}', b'"ext":{"a":{"b":1,"b":2}}'),
    ],
)
def test_j06_a_key_twice(desk: Intake, body: bytes) -> None:
    said = desk.refused(EVENT.file(body, KEY), NotStrictJson)
    assert "twice" in said


def nested(depth: int, opening: bytes, closing: bytes) -> bytes:
    return BODY.replace(b'"ext":{}', b'"ext":{"a":' + opening * depth + b"1" + closing * depth + b"}")


@pytest.mark.parametrize("brackets", [(b"[", b"]"), (b'{"a":', b"}")])
@pytest.mark.parametrize("depth", [900, 100_000])
def test_j07_depth(desk: Intake, depth: int, brackets: tuple[bytes, bytes]) -> None:
    child = desk.reader._child
    desk.refused(EVENT.file(nested(depth, *brackets), KEY), DoesNotFit if depth == 900 else NotStrictJson)
    desk.refused(EVENT.sealed(brackets[0] * depth), NotStrictJson)
    assert desk.reader._child is child, "the child refuses it in words, and does not die of it"


def test_j07_a_little_too_deep(desk: Intake, fresh: Intake) -> None:
    desk.refused(EVENT.file(nested(8, b"[", b"]"), KEY), DoesNotFit)
    assert fresh.merged(EVENT.file(nested(6, b"[", b"]"), KEY))[0].verdict is MergeVerdict.NEW


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + BODY,
        BODY.decode().encode("utf-16"),
        BODY.decode().encode("utf-32"),
        with_comment('"é"'.encode("latin-1")),
        with_comment(b'"\x00"'),
        with_comment(b'"\x1f"'),
        with_comment(b'"\xc0\xaf"'),
        with_comment(b'"\xed\xa0\x80"'),
        with_comment(b'"\xf4\x90\x80\x80"'),
        with_comment(b'"\xff"'),
        b"",
        b"{}{}",
        BODY + b"}",
        BODY[:-1],
        b"// note\n" + BODY,
        BODY.replace(b'"seq":1,', b'"seq":1,,'),
    ],
    ids=range(16),
)
def test_j08_what_is_not_utf8_or_not_json(desk: Intake, body: bytes) -> None:
    desk.refused(EVENT.file(body, KEY), NotStrictJson)


@pytest.mark.parametrize("body", [b"null", b"[]", b"1", b'"x"', b"true", b"{}", b'{"kind":"ballot"}'])
def test_j08_what_is_json_but_no_ballot(desk: Intake, body: bytes) -> None:
    desk.refused(EVENT.file(body, KEY), DoesNotFit)
    desk.refused(EVENT.sealed(body), NotSigned)


@pytest.mark.parametrize(
    "body",
    [
        with_comment(rb'"\ud800"'),
        with_comment(rb'"\uDC00\ud800"'),
        BODY.replace(b'"ext":{}', rb'"ext":{"\udfff":1}'),
        BODY.replace(b'"app":"test"', rb'"app":"\uD83D"'),
    ],
)
def test_j09_half_a_character(desk: Intake, body: bytes) -> None:
    assert "half a character" in desk.refused(EVENT.file(body, KEY), NotStrictJson)


def test_j09_both_halves_are_a_character(fresh: Intake) -> None:
    fresh.merged(EVENT.file(with_comment(rb'"\ud83d\udc4d"'), KEY))
    (ballot,) = collection.state(fresh.desk).ballots.values()
    assert ballot.marks[0].comment == "\N{THUMBS UP SIGN}"


@pytest.mark.parametrize("literal", [rb'"\u0000"', '"e\u0301"'.encode(), b'"' + b"x" * 2001 + b'"'])
def test_j08_texts_that_no_ballot_holds(desk: Intake, literal: bytes) -> None:
    desk.refused(EVENT.file(with_comment(literal), KEY), DoesNotFit)


@pytest.mark.parametrize("u", [9_50, 0, 90_50, 100_00, 80_25, 80_01])
def test_j11_marks_off_the_scale_are_named(desk: Intake, u: int) -> None:
    altered = plain(honest(EVENT), lambda value: value["marks"][1].update(u=u))
    assert altered["marks"][1]["criterion"] == "B"
    said = desk.refused(EVENT.file(altered, KEY), ballots.BallotHasBadMark)
    assert "K-01 B" in said
    assert "whole file was refused" in said


@pytest.mark.parametrize("change", [{"state": "absent"}, {"u": None}, {"state": "not_applicable"}])
def test_j11_a_number_that_contradicts_its_state(desk: Intake, change: dict[str, Any]) -> None:
    altered = plain(honest(EVENT), lambda value: value["marks"][0].update(change))
    desk.refused(EVENT.file(altered, KEY), ballots.BallotHasBadMark)


def test_j13_a_cell_missing_under_what_is_handed_in(desk: Intake) -> None:
    said = desk.refused(
        EVENT.file(plain(honest(EVENT), lambda value: value["marks"].pop(3)), KEY), ballots.BallotIncomplete
    )
    assert "D/K" in said
    assert "K-02 B" in said


def test_j13_a_backup_is_kept_and_neither_counts_nor_supersedes(fresh: Intake) -> None:
    first = honest(EVENT)
    backup = honest(EVENT, sheets=(), ancestors=[first])
    verdicts = fresh.taken(first, backup)
    assert [verdict.verdict for verdict in verdicts] == [MergeVerdict.NEW] * 2
    assert "does not count" in str(verdicts[1].reason)
    assert fresh.view().counting == (EVENT.id(first),)
    assert len(fresh.desk.store.load_ballots()) == 2


ORDERS: dict[str, Change] = {
    "mark twice": lambda value: value["marks"].insert(1, value["marks"][0]),
    "mark twice, other number": lambda value: value["marks"].insert(1, value["marks"][0] | {"u": 1_00}),
    "marks swapped": lambda value: value["marks"].reverse(),
    "sheet twice": lambda value: value["handed_in"].append(value["handed_in"][0]),
}


@pytest.mark.parametrize("name", ORDERS)
def test_j14_twice_or_unsorted(desk: Intake, name: str) -> None:
    desk.refused(EVENT.file(plain(honest(EVENT), ORDERS[name]), KEY), ballots.BallotOutOfOrder)


LIMITS: dict[str, Change] = {
    "20,001 marks": lambda value: value.update(
        marks=[value["marks"][0] | {"nominee": f"N{number:05}"} for number in range(20_001)]
    ),
    "comment of 2,001": lambda value: value["marks"][0].update(comment="x" * 2001),
    "comment of 1 MiB": lambda value: value["marks"][0].update(comment="x" * (1 << 20)),
    "evidence of 2,001": lambda value: value["marks"][0].update(evidence="x" * 2001),
    "5,001 sheets": lambda value: value.update(handed_in=value["handed_in"] * 5001),
    "nine readers": lambda value: value.update(to=[EVENT.key.age_recipient] * 9),
}


@pytest.mark.parametrize("name", LIMITS)
def test_j15_more_than_a_ballot_can_hold(desk: Intake, name: str) -> None:
    desk.refused(EVENT.file(plain(honest(EVENT), LIMITS[name]), KEY), DoesNotFit)


def test_j15_a_comment_of_2000_characters_is_taken_in(fresh: Intake) -> None:
    altered = plain(honest(EVENT), lambda value: value["marks"][0].update(comment="é" * 2000))
    assert fresh.merged(EVENT.file(altered, KEY))[0].verdict is MergeVerdict.NEW


@pytest.mark.parametrize("critical", [["weights"], ["a", "b"], "weights", {"a": 1}, True])
def test_j17_what_a_newer_version_demands(desk: Intake, critical: object) -> None:
    altered = plain(honest(EVENT), lambda value: value.update(critical=critical, added=1))
    assert "newer version" in desk.refused(EVENT.file(altered, KEY), ballots.NewerBallot)


def test_j17_a_newer_type(desk: Intake) -> None:
    data = EVENT.sealed(EVENT.envelope(BODY, KEY, envelope.BALLOT.replace("v1", "v2")))
    assert "update the program" in desk.refused(data, UnknownType)


def test_j18_extensions_are_kept_byte_for_byte(fresh: Intake) -> None:
    body = BODY.replace(b'"ext":{}', b'"ext": {"z":[1,null,true,{"\xc3\xa9":""}],"a":-5}')
    assert fresh.merged(EVENT.file(body, KEY))[0].verdict is MergeVerdict.NEW
    (stored,) = fresh.desk.store.load_ballots()
    assert envelope.decode(stored.envelope, envelope.BALLOT).body == body


FIELDS: dict[str, Change] = {
    "at the top": lambda value: value.update(note="x"),
    "in a mark": lambda value: value["marks"][0].update(private="x"),
    "in a sheet": lambda value: value["handed_in"][0].update(note="x"),
    "in the enrolment": lambda value: value["enrolment"].update(note="x"),
    "missing": lambda value: value.pop("app"),
    "missing in a mark": lambda value: value["marks"][0].pop("evidence"),
    "extensions in a list": lambda value: value.update(ext=[]),
    "other kind": lambda value: value.update(kind="Ballot"),
    "state in other letters": lambda value: value["marks"][0].update(state="Scored"),
    "state that is a list": lambda value: value["marks"][0].update(state=[]),
    "code with a line end": lambda value: value.update(juror="J1\n"),
    "code in other letters": lambda value: value.update(juror="j1"),
    "device of another form": lambda value: value.update(device="0" * 31),
    "digest in capitals": lambda value: value.update(event=EVENT.key.digest.upper()),
}


@pytest.mark.parametrize("name", FIELDS)
def test_j19_fields_that_a_ballot_does_not_have(desk: Intake, name: str) -> None:
    desk.refused(EVENT.file(plain(honest(EVENT), FIELDS[name]), KEY), DoesNotFit)


UNKNOWN: dict[str, Change] = {
    "juror": lambda value: value.update(juror="J9"),
    "nominee": lambda value: value["marks"][-1].update(nominee="04"),
    "criterion": lambda value: value["marks"][-1].update(criterion="C"),
    "category": lambda value: value["marks"][-1].update(category="L"),
    "stage": lambda value: value["handed_in"][0].update(stage="E"),
    "category handed in": lambda value: value["handed_in"][0].update(category="L"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_ids_that_the_plan_does_not_have(desk: Intake, name: str) -> None:
    desk.refused(EVENT.file(plain(honest(EVENT), UNKNOWN[name]), KEY), ballots.UnknownInBallot)


@pytest.mark.parametrize(
    "made_at",
    [
        *("", "kemarin", "2025-08-27", "2025-08-27T10:00:00", "2025-08-27T10:00:00Z", "2025-08-27 10:00:00+07:00"),
        *(
            "2025-02-30T10:00:00+07:00",
            "2025-13-01T10:00:00+07:00",
            "2025-08-27T25:00:00+07:00",
            "0000-01-01T10:00:00+07:00",
        ),
    ],
)
def test_j20_what_is_no_date(desk: Intake, made_at: str) -> None:
    desk.refused(EVENT.file(plain(honest(EVENT), lambda value: value.update(made_at=made_at)), KEY), DoesNotFit)


@pytest.mark.parametrize("made_at", ["1970-01-01T00:00:00+00:00", "2099-12-31T23:59:59-12:00"])
def test_j20_a_clock_that_is_wrong_decides_nothing(fresh: Intake, made_at: str) -> None:
    altered = plain(honest(EVENT), lambda value: value.update(made_at=made_at))
    (verdict,) = fresh.merged(EVENT.file(altered, KEY))
    assert verdict.verdict is MergeVerdict.NEW
    assert f"said {made_at[:10]}" in str(verdict.reason)


def test_the_order_of_keys_and_white_space_are_the_jurors(fresh: Intake) -> None:
    body = json.dumps(dict(reversed(plain(honest(EVENT)).items())), indent=2).encode()
    assert fresh.merged(EVENT.file(body, KEY))[0].verdict is MergeVerdict.NEW


def test_any_refusal_is_a_refusal_of_the_whole_file(desk: Intake) -> None:
    preview = desk.looked_at(EVENT.file(with_mark(b"1e5"), KEY), EVENT.file(BODY, KEY))
    assert [verdict.verdict for verdict in preview.verdicts] == [MergeVerdict.REFUSED, MergeVerdict.NEW]
    assert [ballot.id for ballot in preview.ballots] == [EVENT.id(honest(EVENT))]

"""A mark as typed, a worksheet while it is filled, and a ballot from a file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop.domain.ballot import (
    Ballot,
    BallotHasBadMark,
    BallotIncomplete,
    BallotOutOfOrder,
    BetweenSteps,
    HandedIn,
    ImpossibleAncestors,
    Locked,
    Mark,
    MarkState,
    NotAMark,
    NotYourCell,
    OutOfScale,
    UnknownInBallot,
    Worksheet,
    check_ballot,
    needs_comment,
    parse_mark,
    plain_mark,
)
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.domain.plan import CommentRule, Scale
from tests.build import PERCENT, ballot, category, conflict, judged, measured, small_plan

HALVES = Scale(minimum=100, maximum=500, step=50)


@pytest.mark.parametrize(
    ("typed", "u"),
    [("85,5", 8550), ("85.5", 8550), ("85", 8500), (" 85,50 ", 8550), ("0", 0), ("100", 10000), ("0,05", 5)],
)
def test_comma_and_point_are_the_same_mark(typed: str, u: int) -> None:
    assert parse_mark(typed, PERCENT) == u


@pytest.mark.parametrize(
    "typed",
    ["", "1.234", "1,234", "85,", ",5", "-1", "+5", "8 5", "85%", "1e2", "٨٥", "NaN", "85,5,5", "0x10", "85\n\n6"],
)
def test_what_is_no_mark_is_refused_and_never_changed(typed: str) -> None:
    with pytest.raises(NotAMark):
        parse_mark(typed, PERCENT)


@pytest.mark.parametrize("typed", ["100,01", "101", "9999999"])
def test_beyond_the_scale(typed: str) -> None:
    with pytest.raises(OutOfScale):
        parse_mark(typed, PERCENT)


def test_below_the_scale_and_between_its_steps() -> None:
    with pytest.raises(OutOfScale) as below:
        parse_mark("0,5", HALVES)
    assert below.value.said.values == {"typed": "0,5", "minimum": "1", "maximum": "5"}
    with pytest.raises(BetweenSteps) as between:
        parse_mark("3,25", HALVES)
    assert between.value.said.values["step"] == "0,5"
    assert parse_mark("3.5", HALVES) == 350


@given(st.integers(0, 10_000))
def test_a_mark_written_out_reads_back(u: int) -> None:
    assert parse_mark(plain_mark(u), PERCENT) == u


@pytest.mark.parametrize(
    ("rule", "u", "needed"),
    [
        (CommentRule.NEVER, 0, False),
        (CommentRule.ALWAYS, 300, True),
        (CommentRule.EXTREME, 140, True),
        (CommentRule.EXTREME, 141, False),
        (CommentRule.EXTREME, 460, True),
        (CommentRule.EXTREME, 459, False),
    ],
)
def test_when_a_comment_is_needed(rule: CommentRule, u: int, needed: bool) -> None:
    assert needs_comment(replace(judged("A", 100, scale=HALVES), comment=rule), u) is needed


# -- the worksheet --

PLAN = small_plan(category([judged("A", 60), judged("B", 30), measured("M", 10)], 2), interests=[conflict("J1", "02")])
MARK = Mark("K", "01", "A", 85_50)


def test_a_worksheet_is_complete_when_nothing_is_blank() -> None:
    sheet = Worksheet(PLAN, "J1")
    assert [cell.criterion for cell in sheet.blanks("D", "K")] == ["A", "B"]
    sheet = sheet.put(MARK).put(Mark("K", "01", "B", 0))
    assert sheet.complete("D", "K")
    assert sheet.marks[MARK.cell].u == 85_50
    assert sheet.clear(MARK.cell).blanks("D", "K") == (MARK.cell,)


def test_zero_and_absent_are_no_blanks() -> None:
    sheet = Worksheet(PLAN, "J1").put(Mark("K", "01", "A", 0)).put(Mark("K", "01", "B", None, MarkState.ABSENT))
    assert sheet.blanks("D", "K") == ()


@pytest.mark.parametrize(
    "mark",
    [
        Mark("K", "02", "A", 80_00),
        Mark("K", "09", "A", 80_00),
        Mark("K", "01", "M", 80_00),
        Mark("K", "01", "X", 80_00),
    ],
)
def test_cells_that_are_not_asked_are_refused(mark: Mark) -> None:
    with pytest.raises(NotYourCell):
        Worksheet(PLAN, "J1").put(mark)


@pytest.mark.parametrize("mark", [replace(MARK, u=None), replace(MARK, state=MarkState.ABSENT)])
def test_number_and_state_must_go_together(mark: Mark) -> None:
    with pytest.raises(NotAMark):
        Worksheet(PLAN, "J1").put(mark)


def test_out_of_scale_is_refused_here_too() -> None:
    with pytest.raises(OutOfScale):
        Worksheet(PLAN, "J1").put(replace(MARK, u=100_01))


def test_what_is_handed_in_is_locked() -> None:
    sheet = Worksheet(PLAN, "J1").put(MARK).lock([("D", "K")])
    with pytest.raises(Locked):
        sheet.put(replace(MARK, u=90_00))
    with pytest.raises(Locked):
        sheet.clear(MARK.cell)
    assert sheet.marks[MARK.cell].u == 85_50


def test_a_missing_comment_keeps_a_sheet_open() -> None:
    criterion = replace(judged("A", 100), comment=CommentRule.EXTREME)
    plan = small_plan(category([criterion], 1))
    sheet = Worksheet(plan, "J1").put(Mark("K", "01", "A", 99_00, comment=" "))
    assert sheet.uncommented("D", "K") == (MARK.cell,)
    assert not sheet.complete("D", "K")
    assert sheet.put(Mark("K", "01", "A", 99_00, comment="Luar biasa")).complete("D", "K")
    assert sheet.put(Mark("K", "01", "A", 80_00)).complete("D", "K")


# -- a ballot from a file --


def whole() -> Ballot:
    return ballot(PLAN, "J1", fill=80)


def test_an_honest_ballot_passes() -> None:
    check_ballot(whole(), PLAN)
    check_ballot(ballot(PLAN, "J1", sheets=[]), PLAN)


def with_first(mark: Mark) -> Ballot:
    return replace(whole(), marks=(mark, *whole().marks[1:]))


@pytest.mark.parametrize("u", [-1, 100_01])
def test_a_mark_outside_the_scale_is_refused_by_name(u: int) -> None:
    with pytest.raises(BallotHasBadMark) as refused:
        check_ballot(with_first(Mark("K", "01", "A", u)), PLAN)
    assert "K-01 A" in str(refused.value)


def test_a_mark_between_steps_is_refused() -> None:
    plan = small_plan(category([judged("A", 100, scale=HALVES)], 1))
    honest = ballot(plan, "J1", fill=3)
    with pytest.raises(BallotHasBadMark):
        check_ballot(replace(honest, marks=(Mark("K", "01", "A", 325),)), plan)


@pytest.mark.parametrize(
    "mark",
    [
        Mark("K", "01", "A", None),
        Mark("K", "01", "A", 5, MarkState.ABSENT),
        Mark("K", "01", "A", 5, MarkState.NOT_APPLICABLE),
    ],
)
def test_a_state_that_contradicts_its_number_is_refused(mark: Mark) -> None:
    with pytest.raises(BallotHasBadMark):
        check_ballot(with_first(mark), PLAN)


def test_a_blank_under_what_is_handed_in_is_refused() -> None:
    with pytest.raises(BallotIncomplete) as refused:
        check_ballot(replace(whole(), marks=whole().marks[:1]), PLAN)
    assert refused.value.said.values == {"sheet": "D/K", "cell": "K-01 B"}


@pytest.mark.parametrize(
    "change",
    [
        lambda honest: replace(honest, marks=honest.marks[::-1]),
        lambda honest: replace(honest, marks=(honest.marks[0], *honest.marks)),
        lambda honest: replace(honest, handed_in=honest.handed_in * 2),
    ],
)
def test_what_stands_twice_or_out_of_order_is_refused(change: object) -> None:
    assert callable(change)
    with pytest.raises(BallotOutOfOrder):
        check_ballot(change(whole()), PLAN)


HEX = "a" * 64


@pytest.mark.parametrize(
    "change",
    [
        lambda honest: replace(honest, juror="J9"),
        lambda honest: replace(honest, marks=(*honest.marks, Mark("K", "09", "A", 1))),
        lambda honest: replace(honest, marks=(*honest.marks, Mark("L", "01", "A", 1))),
        lambda honest: replace(honest, marks=(honest.marks[0], honest.marks[1], Mark("K", "01", "M", 1))),
        lambda honest: replace(honest, handed_in=(HandedIn("X", "K", HEX),)),
    ],
)
def test_what_the_event_does_not_have_is_refused_and_never_made(change: object) -> None:
    assert callable(change)
    with pytest.raises(UnknownInBallot):
        check_ballot(change(whole()), PLAN)


@pytest.mark.parametrize("ancestors", [("b" * 64, "a" * 64), ("a" * 64, "a" * 64)])
def test_ancestors_are_sorted_and_once(ancestors: tuple[str, ...]) -> None:
    with pytest.raises(ImpossibleAncestors):
        check_ballot(replace(whole(), ancestors=ancestors), PLAN)


def test_a_mark_of_a_recused_juror_is_no_fault_of_the_file() -> None:
    check_ballot(replace(whole(), marks=(*whole().marks, Mark("K", "02", "A", 80_00))), PLAN)


def test_every_refusal_is_a_sentence() -> None:
    with pytest.raises(Refusal) as refused:
        Worksheet(PLAN, "J1").clear(Mark("K", "02", "A", None).cell)
    assert str(refused.value) == "No mark is asked of you for K-02, A. Nothing was changed."

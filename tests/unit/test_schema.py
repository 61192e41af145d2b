"""Dataclasses to plain JSON and strictly back: what is written reads back, anything else is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Any, Literal, NewType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop.domain.ballot import Ballot, MarkState
from paritrana_desktop.domain.canonical import encode, parse
from paritrana_desktop.domain.decision import Acts
from paritrana_desktop.domain.facts import Admission, Closing, Exclusion, Fact, Reopening, Ruling, Statement, Witness
from paritrana_desktop.domain.plan import MeasureRule, Plan, Point, RuleKind
from paritrana_desktop.domain.schema import DoesNotFit, Free, Hex, Length, Shaped, Text, Within, from_plain, to_plain
from tests.build import EVENT, ballot, category, conflict, judged, measured, nominee, small_plan, stages

HEX = "a" * 64
RULE = MeasureRule(RuleKind.BANDS, (Point("0", "0"), Point("50", "60.5")))
PLAN = small_plan(
    category([measured("M", 40, RULE), judged("A", 60, "W")], [nominee("01", {"M": "48.26"})]),
    stages=stages("D", "W", cut=3),
    interests=[conflict("J1")],
)


def test_a_plan_reads_back() -> None:
    assert from_plain(Plan, parse(encode(to_plain(PLAN)))) == PLAN


def test_a_ballot_reads_back_with_its_free_field_as_it_was() -> None:
    written = replace(ballot(PLAN, "J2", {("K", "01", "A"): MarkState.ABSENT}), ext={"x": [1, {"y": "é"}], "a": None})
    data = encode(to_plain(written))
    read = from_plain(Ballot, parse(data))
    assert read == written
    assert encode(to_plain(read)) == data


@pytest.mark.parametrize(
    "fact",
    [
        Admission("admission", EVENT, "J1", HEX, "package"),
        Closing("closing", EVENT, None, (HEX,), "Pleno dimajukan"),
        Reopening("reopening", EVENT, HEX, "Keliru"),
        Exclusion("exclusion", EVENT, (HEX,), "Salah berkas"),
        Ruling("ruling", EVENT, "J1", "K", "01", "A", HEX, "Lembar"),
        Witness("witness", EVENT, "J1"),
    ],
    ids=lambda fact: fact.kind,
)
def test_every_kind_of_fact_reads_back_as_itself(fact: Fact) -> None:
    statement = Statement("statement", (), fact, (HEX,))
    assert from_plain(Statement, parse(encode(to_plain(statement)))) == statement


def test_a_fact_of_an_unknown_kind_is_refused() -> None:
    statement = to_plain(Statement("statement", (), Witness("witness", EVENT, "J1")))
    assert isinstance(statement, dict)
    for kind in ("closing", "other", 1, None):
        fact = statement["fact"]
        assert isinstance(fact, dict)
        with pytest.raises(DoesNotFit):
            from_plain(Statement, {**statement, "fact": {**fact, "kind": kind}})
    with pytest.raises(DoesNotFit):
        from_plain(Statement, {**statement, "fact": None})


def test_acts_read_back() -> None:
    acts = Acts("J1", "SK 1/2025", "2025-08-27", ("J1",), (), ("J1",))
    assert from_plain(Acts, to_plain(acts)) == acts


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


Name = NewType("Name", str)


@dataclass(frozen=True, slots=True)
class Inner:
    n: Annotated[int, Within(0, 9)]


@dataclass(frozen=True, slots=True)
class Outer:
    kind: Literal["outer"]
    name: Name
    colour: Colour
    code: Annotated[str, Shaped("[A-Z]{2}")] | None
    flag: bool
    whole: int
    inner: tuple[Inner, ...]
    short: Annotated[tuple[Text, ...], Length(2)]
    none: Annotated[tuple[Text, ...], Length(0)]
    digest: Hex
    free: Free


GOOD: dict[str, Any] = {
    "kind": "outer",
    "name": "Nama",
    "colour": "red",
    "code": "AB",
    "flag": True,
    "whole": -3,
    "inner": [{"n": 0}, {"n": 9}],
    "short": ["a", "b"],
    "none": [],
    "digest": HEX,
    "free": {"deep": [[[]]]},
}


def test_a_value_of_every_kind_of_field_reads_back() -> None:
    value = from_plain(Outer, GOOD)
    assert value.colour is Colour.RED
    assert value.inner == (Inner(0), Inner(9))
    assert to_plain(value) == GOOD
    assert from_plain(Outer, {**GOOD, "code": None}).code is None


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", "other"),
        ("kind", None),
        ("name", 5),
        ("name", "a\0b"),
        ("name", "e\u0301"),
        ("name", "x" * 20_001),
        ("colour", "green"),
        ("colour", 1),
        ("code", "ABC"),
        ("code", "ab"),
        ("code", "AB\n"),
        ("flag", 1),
        ("flag", "true"),
        ("whole", True),
        ("whole", "3"),
        ("whole", None),
        ("inner", {}),
        ("inner", [{"n": 10}]),
        ("inner", [{"n": -1}]),
        ("inner", [{"n": True}]),
        ("inner", [{}]),
        ("inner", [{"n": 1, "m": 1}]),
        ("inner", [None]),
        ("short", ["a", "b", "c"]),
        ("short", ["x" * 2001]),
        ("short", "ab"),
        ("none", ["must understand"]),
        ("digest", HEX.upper()),
        ("digest", HEX[1:]),
        ("free", []),
        ("free", {"a": [[[[[[[[[]]]]]]]]]}),
    ],
)
def test_refused_with_its_place(field: str, wrong: Any) -> None:
    with pytest.raises(DoesNotFit) as refused:
        from_plain(Outer, {**GOOD, field: wrong})
    assert field in str(refused.value) or "Inner" in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [
        lambda good: {key: value for key, value in good.items() if key != "flag"},
        lambda good: {**good, "more": 1},
        lambda _: [],
        lambda _: None,
        lambda _: "outer",
    ],
)
def test_missing_unknown_or_no_fields_are_refused(change: Callable[[dict[str, Any]], Any]) -> None:
    with pytest.raises(DoesNotFit):
        from_plain(Outer, change(GOOD))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=3), st.lists, max_leaves=5))
def test_no_value_of_another_shape_gets_through_or_breaks_the_reader(value: Any) -> None:
    for field in GOOD:
        try:
            read = from_plain(Outer, {**GOOD, field: value})
        except DoesNotFit:
            continue
        assert to_plain(read) == {**GOOD, field: value}


def test_what_json_cannot_hold_is_not_written() -> None:
    with pytest.raises(TypeError):
        to_plain(0.5)

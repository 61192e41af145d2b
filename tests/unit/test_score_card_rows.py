"""The score card adds up by criterion and by juror, in the language in use, and says what it cannot add."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from paritrana_desktop import texts
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.plan import Method, Plan
from paritrana_desktop.domain.tally import CategoryTally
from paritrana_desktop.ui.presenters.score_card import juror_rows, neighbour, percent, score_card, signed
from tests import build

# Per nominee one row of marks by juror under criterion A; B is a parent of B1 and B2.
MARKS: dict[str, tuple[build.Given, ...]] = {
    "01": (90, 85, "87,5", 80, 91),
    "02": (70, 71, 72, 73, 75),
    "03": (60, 65, 62, 61, 67),
}


def _plan(method: Method = Method.MEAN) -> Plan:
    criteria = (
        build.judged("A", 60),
        build.judged("B", 40, scale=None),
        build.judged("B1", 50, parent="B"),
        build.judged("B2", 50, parent="B"),
    )
    return build.small_plan(build.category(criteria, method=method), interests=(build.conflict("J5", "02"),))


def _tally(plan: Plan) -> CategoryTally:
    tables = [
        {("K", number, code): row[place] for number, row in MARKS.items() for code in ("A", "B1", "B2")}
        for place in range(5)
    ]
    return count(plan, build.view_of(plan, build.handed_in(plan, tables))).category("K")


def test_the_top_criteria_add_up_to_the_total_and_each_is_the_sum_of_those_below() -> None:
    plan = _plan()
    tally = _tally(plan)
    card = score_card(plan, tally, "01")
    top = [line for line in card.lines if line.level == 0]
    assert [line.id for line in card.lines] == ["A", "B", "B1", "B2"]
    assert sum((line.reached for line in top), Fraction(0)) == tally.standing("01").total
    inner = [line for line in card.lines if line.level == 1]
    assert sum((line.reached for line in inner), Fraction(0)) == top[1].reached
    assert "86,7000" in card.sum
    assert "86,70" in card.sum.replace("86,7000", "")
    assert card.nominee.startswith("K-01-")
    assert "Nomine Contoh 01" in card.nominee


def test_differences_from_another_nominee_are_signed() -> None:
    plan = _plan()
    tally = _tally(plan)
    assert neighbour(tally, "01") == "02"
    assert neighbour(tally, "03") == "02"
    ahead = score_card(plan, tally, "01", against="02")
    behind = score_card(plan, tally, "02", against="01")
    assert ahead.lines[0].gap == "+9,12"
    assert behind.lines[0].gap == "−9,12"
    assert score_card(plan, tally, "01").lines[0].gap == ""


def test_the_jurors_shares_add_up_and_the_recused_one_is_named() -> None:
    plan = _plan()
    tally = _tally(plan)
    columns, rows = juror_rows(plan, tally, "02")
    assert [column.key for column in columns] == ["juror", "total", "adds", "state"]
    assert [row.id for row in rows] == ["J1", "J2", "J3", "J4", "J5", "sum"]
    total = tally.standing("02").total
    assert total is not None
    assert rows[-1].cells[2].text == texts.number(total, 4)
    assert rows[4].cells[1].text == "—"
    assert any("Juri Contoh 5" in note for note in score_card(plan, tally, "02").notes)


@pytest.mark.parametrize("method", [Method.MEDIAN, Method.SUM_OF_RANKS])
def test_a_method_that_does_not_add_up_says_how_the_total_came_about(method: Method) -> None:
    plan = replace(_plan(method), interests=())
    tally = _tally(plan)
    card = score_card(plan, tally, "01")
    assert all(line.points == "—" and line.gap == "" for line in card.lines)
    assert card.total in card.sum
    assert ("adds" in [column.key for column in juror_rows(plan, tally, "01")[0]]) is (method is not Method.MEDIAN)


def test_a_trimmed_juror_is_shown_and_adds_nothing() -> None:
    plan = replace(_plan(Method.TRIMMED_MEAN), interests=())
    rows = juror_rows(plan, _tally(plan), "01")[1]
    dropped = [row.id for row in rows if row.cells[2].text == "—"]
    assert dropped == ["J4", "J5"]


def test_figures_follow_the_language() -> None:
    plan = _plan()
    tally = _tally(plan)
    assert score_card(plan, tally, "01").total == "86,70"
    texts.use("en")
    assert score_card(plan, tally, "01").total == "86.70"


@pytest.mark.parametrize(("part", "said"), [("1/4", "25 %"), ("1/8", "12,5 %"), ("1/3", "33,33 %")])
def test_weights_read_with_no_more_decimals_than_they_need(part: str, said: str) -> None:
    assert percent(Fraction(part)) == said


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    assert signed(Fraction(1, 1000), 2) == "0,00"
    assert signed(Fraction(102, 100), 2) == "+1,02"

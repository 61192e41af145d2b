"""What the juror's pages show, without a window: codes in groups, own totals, the form, the list, the own order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop import texts
from paritrana_desktop.domain.ballot import BetweenSteps, Locked, Mark, MarkState, NotAMark, OutOfScale, Worksheet
from paritrana_desktop.domain.codes import activation_code, read_activation_code
from paritrana_desktop.domain.plan import Attendance, Band, Cell, CommentRule, NomineeId, Plan, Scale, StageAttendance
from paritrana_desktop.ui.presenters import (
    juror_form,
    juror_hand_in,
    juror_list,
    juror_pact,
    juror_place,
    juror_state,
    typed_code,
)
from paritrana_desktop.ui.presenters.juror_form import CommentTooLong
from paritrana_desktop.ui.presenters.juror_state import JurorState
from tests import build
from tests.build import EVENT, category, conflict, judged, measured, nominee, small_plan, stages

RUBRIC = (Band(60_00, "kurang"), Band(0, "sangat kurang"), Band(80_00, "baik", "program berjalan rutin"))


def state_of(
    plan: Plan, marks: list[Mark] | None = None, *, juror: str = "J1", locked: tuple[tuple[str, str], ...] = ()
) -> JurorState:
    sheet = Worksheet(plan, juror, {mark.cell: mark for mark in marks or []}, frozenset(locked))
    return JurorState(sheet, pact_confirmed=True, place="", ballot_code="")


def at(criterion: str, number: str = "01", code: str = "K") -> Cell:
    return Mark(code, number, criterion, 0).cell


def mark(u: int, criterion: str = "A", number: str = "01", comment: str = "") -> Mark:
    return Mark("K", number, criterion, u, comment=comment)


# -- Codes


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        ("7kqf", "7KQF"),
        ("7kqf2", "7KQF-2"),
        ("a-", "A-"),
        ("a-7kqf2m", "A-7KQF-2M"),
        ("a7kqf2m8d9xta04hw", "A-7KQF-2M8D-9XTA-04HW"),
        ("A 7KQF 2M8D 9XTA 04HW", "A-7KQF-2M8D-9XTA-04HW"),
        ("7kqf 2m8d 9xta 04hw", "7KQF-2M8D-9XTA-04HW"),
        ("n-7kqf2", "N-7KQF-2"),
    ],
)
def test_a_code_stands_in_groups_while_it_is_typed(typed: str, shown: str) -> None:
    assert typed_code.grouped(typed) == shown


@given(st.integers(0, 2**75 - 1), st.booleans(), st.booleans(), st.sampled_from(["", " ", "-", "  "]))
def test_however_it_is_typed_the_same_code_is_read(bits: int, lower: bool, prefix: bool, gap: str) -> None:
    code = activation_code(bits)
    typed = gap.join(code.split("-") if prefix else code.split("-")[1:])
    shown = typed_code.grouped(typed.lower() if lower else typed)
    assert read_activation_code(shown) == read_activation_code(code)


@given(st.text(alphabet="A7K-QF2 M8n", max_size=24), st.integers(0, 24))
def test_the_cursor_stays_behind_the_same_character(typed: str, cursor: int) -> None:
    cursor = min(cursor, len(typed))
    text, place = typed_code.regrouped(typed, cursor)
    assert 0 <= place <= len(text)
    signs = [sign for sign in typed[:cursor] if sign not in "- "]
    assert len([sign for sign in text[:place] if sign != "-"]) == len(signs)


# -- Own totals


def test_the_own_total_is_exact() -> None:
    third = category([judged("A", 20), judged("B", 30), judged("C", 50)])
    marks = [mark(85_50, "A"), mark(70_33, "B"), mark(99_99, "C")]
    exact = Fraction(8550 * 20 + 7033 * 30 + 9999 * 50, 100 * 100)
    assert juror_state.own_total(third, marks) == exact


def test_a_scale_of_five_counts_like_one_of_a_hundred() -> None:
    five = Scale(minimum=1_00, maximum=5_00, step=1_00)
    contest = category([judged("A", 50, scale=five), judged("B", 50)])
    assert juror_state.own_total(contest, [mark(4_00, "A"), mark(60_00, "B")]) == 70


def test_what_is_absent_or_not_applicable_has_no_part_in_the_total() -> None:
    contest = category()
    absent = Mark("K", "01", "B", None, MarkState.ABSENT)
    assert juror_state.own_total(contest, [mark(80_00), absent]) == 80
    assert juror_state.own_total(contest, [absent]) is None
    assert juror_state.own_total(contest, [mark(0)]) == 0


def test_measured_figures_have_no_part_in_the_total() -> None:
    contest = category([measured("M", 40), judged("A", 60)])
    assert juror_state.own_total(contest, [mark(90_00)]) == 90


# -- The list


def shown(state: JurorState, number: str, current: str = "01") -> str:
    lines = juror_list.entries(state, "K", NomineeId(at("A").category, at("A", current).number))
    return next(line.state.text for line in lines if line.nominee == number)


def test_the_list_tells_the_five_states_apart() -> None:
    away = nominee("03", attendance=[StageAttendance("D", Attendance.ABSENT)])
    plan = small_plan(
        category(nominees=[nominee("01"), nominee("02"), away, nominee("04")]), interests=[conflict("J1", "04")]
    )
    marks = [mark(0), mark(0, "B"), mark(80_00, number="02")]
    state = state_of(plan, marks)
    assert shown(state, "01") == "✓ 0,00"
    assert shown(state_of(plan), "01") == texts._("none yet")
    assert shown(state, "02") == texts._("partly")
    assert shown(state, "03") == texts._("did not come")
    assert shown(state, "04") == texts._("not scoring")
    all_absent = [Mark("K", "01", leaf, None, MarkState.ABSENT) for leaf in ("A", "B")]
    assert shown(state_of(plan, all_absent), "01") == f"✓ {texts._('absent')}"


def test_a_missing_comment_is_not_complete() -> None:
    strict = replace(judged("A", 100), comment=CommentRule.ALWAYS)
    state = state_of(small_plan(category([strict])), [mark(80_00)])
    assert shown(state, "01") == texts._("comment missing")
    assert shown(state_of(state.plan, [mark(80_00, comment="ya")]), "01") == "✓ 80,00"


def test_a_category_counts_its_nominees_and_shows_its_lock() -> None:
    plan = small_plan()
    marks = [mark(80_00, leaf, "01") for leaf in ("A", "B")]
    line = juror_list.entries(state_of(plan, marks), "K", None)[0]
    assert (line.state.text, line.done, line.total, line.locked) == ("1/3", 1, 3, False)
    assert juror_list.entries(state_of(plan, marks, locked=(("D", "K"),)), "K", None)[0].locked


def test_the_walk_passes_over_whom_nobody_asks_for() -> None:
    plan = small_plan(category(nominees=4), category(code="L", nominees=1), interests=[conflict("J1", "02")])
    state = state_of(plan)
    walked = []
    here = juror_list.beside(state, None, 1)
    while here is not None:
        walked.append(tuple(here))
        here = juror_list.beside(state, here, 1)
    assert walked == [("K", "01"), ("K", "03"), ("K", "04"), ("L", "01")]


# -- The form


def the_form(state: JurorState, number: str = "01") -> juror_form.Form:
    return juror_form.form(state, NomineeId(at("A").category, at("A", number).number))


def test_weights_go_up_the_tree_and_names_with_them() -> None:
    top = replace(judged("T", 20, scale=None), name="Regulasi")
    contest = category(
        [top, replace(judged("T.1", 40, parent="T"), name="Substansi"), judged("T.2", 60, parent="T"), judged("A", 80)]
    )
    card = the_form(state_of(small_plan(contest))).parts[0].criteria[0]
    assert (card.name, card.weight) == ("Regulasi: Substansi", "8 %")


def test_bands_stand_from_the_lowest_and_the_mark_lies_in_one() -> None:
    contest = category([replace(judged("A", 100), rubric=RUBRIC)])
    plan = small_plan(contest)
    card = the_form(state_of(plan, [mark(79_99)])).parts[0].criteria[0]
    assert [level.text for level in card.levels] == ["< 60 sangat kurang", "≥ 60 kurang", "≥ 80 baik"]
    assert card.levels[2].anchor == "≥ 80 baik: program berjalan rutin"
    assert card.active == 1
    assert the_form(state_of(plan, [mark(80_00)])).parts[0].criteria[0].active == 2
    assert the_form(state_of(plan)).parts[0].criteria[0].active is None


def test_stages_are_headings_only_where_there_are_several() -> None:
    two = small_plan(category([judged("A", 60), judged("B", 40, stage="W")]), stages=stages("D", "W"))
    assert [part.heading for part in the_form(state_of(two)).parts] == [
        texts._("Stage: {stage}").format(stage=f"Tahap {code}") for code in ("D", "W")
    ]
    assert the_form(state_of(small_plan())).parts[0].heading == ""


def test_measured_figures_are_told_with_their_source() -> None:
    contest = category([measured("M", 40), judged("A", 60)], nominees=[nominee("01", {"M": "48.26"})])
    person = contest.nominees[0]
    figure = replace(person.figures[0], source="BPJS", date="2024-12-31", unit="%", claim="54 %")
    plan = build.with_nominee(small_plan(contest), replace(person, figures=(figure,)))
    (line,) = the_form(state_of(plan)).figures
    assert line.startswith("BPJS, 31 Desember 2024: Kriteria M 48,26\N{NO-BREAK SPACE}%")
    assert "54 %" in line


def test_a_recused_juror_has_no_cards_and_is_told_why() -> None:
    shown_form = the_form(state_of(small_plan(interests=[conflict("J1", "01")])))
    assert shown_form.parts == ()
    assert shown_form.note


def test_comma_and_point_are_one_mark_and_nothing_is_guessed() -> None:
    state = state_of(small_plan())
    for typed in ("85,5", "85.5", " 85,50 "):
        put = juror_form.parse(state, at("A"), typed, "")
        assert put is not None
        assert put.u == 85_50
    assert juror_form.parse(state, at("A"), "  ", "") is None
    for typed in ("1.234", "85,", "delapan", "8 5", "-1", "1e2"):
        with pytest.raises(NotAMark):
            juror_form.parse(state, at("A"), typed, "")
    with pytest.raises(OutOfScale):
        juror_form.parse(state, at("A"), "100,01", "")


def test_steps_and_locks_refuse_in_the_form() -> None:
    half = category([judged("A", 100, scale=Scale(0, 100_00, 50))])
    with pytest.raises(BetweenSteps):
        juror_form.parse(state_of(small_plan(half)), at("A"), "85,25", "")
    with pytest.raises(Locked):
        juror_form.parse(state_of(small_plan(), locked=(("D", "K"),)), at("A"), "85", "")
    with pytest.raises(Locked):
        juror_form.parse(state_of(small_plan(), [mark(80_00)], locked=(("D", "K"),)), at("A"), "", "")


def test_a_comment_is_kept_as_every_reader_takes_it() -> None:
    assert (
        juror_form.parse_comment("  de\N{COMBINING ACUTE ACCENT}sa\x00\tlama \n")
        == "d\N{LATIN SMALL LETTER E WITH ACUTE}sa lama"
    )
    assert juror_form.parse_comment("satu\ndua") == "satu\ndua"
    juror_form.parse_comment("x" * 2000)
    with pytest.raises(CommentTooLong):
        juror_form.parse_comment("x" * 2001)


def test_the_place_is_found_again_or_the_first_gap() -> None:
    plan = small_plan()
    state = state_of(plan, [mark(80_00)])
    assert juror_place.start(state)[1] == at("B")
    kept = replace(state, place=juror_place.text(at("A", "03")))
    assert juror_place.start(kept)[1] == at("A", "03")
    assert juror_place.start(replace(state, place="K/09/A"))[1] == at("B")
    assert juror_place.start(replace(state, place="gone"))[1] == at("B")


# -- Handing in


def full(given: dict[str, int]) -> list[Mark]:
    return [mark(u, leaf, number) for number, u in given.items() for leaf in ("A", "B")]


def test_equal_totals_share_a_rank_in_the_own_order() -> None:
    plan = small_plan(interests=[conflict("J1", "04")])
    plan = build.with_category(plan, category(nominees=4))
    state = state_of(plan, full({"01": 80_00, "02": 90_00, "03": 80_00}))
    _columns, rows = juror_hand_in.own_order(state, ("D", "K"))
    assert [(row.cells[0].text, row.id) for row in rows] == [("1", "02"), ("2", "01"), ("2", "03"), ("–", "04")]
    assert rows[3].cells[2].text == texts._("not scoring")


def test_what_is_missing_is_counted_and_found() -> None:
    plan = small_plan()
    state = state_of(plan, full({"01": 80_00}))
    page = juror_hand_in.hand_in(state, frozenset())
    assert page.ready == ()
    assert page.refusal
    assert page.rows[0].cells[2].text == texts.ngettext("{n} mark missing", "{n} marks missing", 4).format(n=4)
    assert juror_hand_in.first_gap(state, ("D", "K")) == at("A", "02")
    assert len(juror_hand_in.absent_marks(state, ("D", "K"))) == 4


def test_what_is_left_out_waits() -> None:
    plan = small_plan()
    state = state_of(plan, full({"01": 80_00, "02": 80_00, "03": 80_00}))
    sheet = ("D", "K")
    assert juror_hand_in.hand_in(state, frozenset()).ready == (sheet,)
    assert juror_hand_in.hand_in(state, frozenset({sheet})).ready == ()
    assert (
        juror_hand_in.hand_in(state_of(plan, list(state.worksheet.marks.values()), locked=(sheet,)), frozenset()).ready
        == ()
    )


def test_the_pact_is_prefilled_from_the_register() -> None:
    plan = small_plan(interests=[conflict("J1", "02"), conflict("J2", "01")])
    pact = juror_pact.pact(replace(state_of(plan), pact_confirmed=False), EVENT)
    assert pact.person == "Juri Contoh 1"
    assert [row.cells[0].text for row in pact.interests] == [
        juror_state.named(plan.category("K"), plan.category("K").nominee("02"))
    ]
    assert pact.mark is not None
    assert juror_pact.pact(state_of(plan), EVENT).mark is None

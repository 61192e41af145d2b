"""Cells: text cleaned, numbers exact, dates plain, and everything with two readings refused."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop.exchange.workbook.values import (
    Unreadable,
    clean,
    date_text,
    exact_text,
    folded,
    mixes_scripts,
    normal,
    number_from_cell,
    number_from_text,
    plain_number,
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("85,5", Fraction(171, 2)),
        ("85.5", Fraction(171, 2)),
        ("0,125", Fraction(1, 8)),
        ("0.125", Fraction(1, 8)),
        ("1,234", Fraction(1234, 1000)),
        ("12.34", Fraction(617, 50)),
        ("1234.567", Fraction(1234567, 1000)),
        ("-3", Fraction(-3)),
        ("\N{MINUS SIGN}3", Fraction(-3)),
        (" 90 ", Fraction(90)),
    ],
)
def test_a_number_as_text_has_a_comma_or_a_point(typed: str, value: Fraction) -> None:
    assert number_from_text(typed) == value


@pytest.mark.parametrize(
    "typed", ["1.234", "12.345", "-1.234", "1.234,5", "1,234.5", "87%", "1e3", "'85", "85 5", "", "٣"]
)
def test_a_number_with_two_readings_or_none_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        number_from_text(typed)


@pytest.mark.parametrize(
    ("cell", "text"),
    [(48.26, "48.26"), (52.15, "52.15"), (0.1, "0.1"), (1e-9, "0.000000001"), (-0.5, "-0.5"), (1e12, "1000000000000")],
)
def test_a_numeric_cell_counts_by_its_shortest_form(cell: float, text: str) -> None:
    assert exact_text(number_from_cell(cell)) == text


@pytest.mark.parametrize("cell", [0.1 + 0.2, 1 / 3, 1e-10, 1e300, float("inf"), float("nan"), 1234567890123])
def test_a_numeric_cell_that_shows_less_than_it_stores_is_refused(cell: float) -> None:
    with pytest.raises(Unreadable):
        number_from_cell(cell)


@given(st.integers(-(10**12) + 1, 10**12 - 1), st.integers(0, 9))
def test_exact_text_is_read_back_as_the_same_number(whole: int, places: int) -> None:
    value = Fraction(whole, 10**places)
    assert Fraction(exact_text(value)) == value
    assert number_from_text(plain_number(value)) == value


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4))
def test_what_a_spreadsheet_stores_of_a_typed_number_is_that_number(typed: object) -> None:
    assert number_from_cell(float(str(typed))) == Fraction(str(typed))


def test_text_is_composed_and_trimmed() -> None:
    decomposed = unicodedata.normalize("NFD", "Café\tContoh")
    assert clean(f"\N{NO-BREAK SPACE}{decomposed} \n") == "Café Contoh"


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u202e", "\u00ad", "\ufeff", "\u2066", "\u3164", "\ufe0f", "\x07", "\ue000"]
)
def test_characters_that_cannot_be_seen_are_refused_by_their_code(hidden: str) -> None:
    with pytest.raises(Unreadable, match="code") as caught:
        clean(f"Desa{hidden}Contoh")
    assert caught.value.said.values["code"] == f"U+{ord(hidden):04X}"


def test_names_in_other_scripts_and_pictures_pass() -> None:
    for name in ("ꦢꦺꦱ", "قرية", "東京", "Toko \N{GRINNING FACE}"):
        assert clean(name) == name


def test_mixed_scripts_within_a_word_are_seen() -> None:
    assert mixes_scripts("Dеsa Contoh")  # with a Cyrillic e
    assert not mixes_scripts("Desa Café")
    assert not mixes_scripts("Desa Москва")


def test_names_that_people_take_for_the_same_are_equal_when_folded() -> None:
    assert folded("PT. Contoh  Ritel") == folded("pt contoh ritel") == folded("ＰＴ Contoh Ritel")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2024-12-31", "2024-12-31"),
        ("31 Desember 2024", "2024-12-31"),
        ("31 Des. 2024", "2024-12-31"),
        ("31/12/2024", "2024-12-31"),
        ("05.05.2024", "2024-05-05"),
        ("Triwulan IV 2024", "Triwulan IV 2024"),
        ("", ""),
    ],
)
def test_dates_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert date_text(typed) == kept


@pytest.mark.parametrize("typed", ["03/04/2024", "31/02/2024", "2024-13-01", "30 Februari 2024"])
def test_dates_with_two_readings_or_none_are_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        date_text(typed)


def test_headers_are_compared_without_case_brackets_and_stars() -> None:
    assert normal(" Bobot\n(%) * ") == "bobot"
    assert normal("Tahun  PENILAIAN:") == "tahun penilaian"

"""Numbers and dates in Indonesian words, at the traps of the language."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana_desktop import texts
from paritrana_desktop.documents import words


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (110, "seratus sepuluh"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (1945, "seribu sembilan ratus empat puluh lima"),
        (2025, "dua ribu dua puluh lima"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_001, "seratus satu ribu satu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_000_000_000, "satu miliar"),
        (1_000_000_000_000, "satu triliun"),
    ],
)
def test_a_number_in_words(number: int, said: str) -> None:
    assert words.number(number) == said


@pytest.mark.parametrize("number", [-1, 10**15])
def test_what_has_no_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        words.number(number)


_VALUES = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11, "seratus": 100,
}  # fmt: skip
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def _understood(said: str) -> int:
    """The number that a reader of `said` understands: written from the language's rules, not from the code."""
    total, below, last = 0, 0, 0
    for word in said.split():
        if word == "belas":
            below += 10
        elif word == "puluh":
            below += last * 10 - last
        elif word == "ratus":
            below += last * 100 - last
        elif word == "seribu":
            total += 1000
        elif word in _SCALES:
            total, below = total + below * _SCALES[word], 0
        else:
            last = _VALUES[word]
            below += last
    return total + below


@given(st.integers(0, 10**15 - 1))
def test_words_are_understood_as_the_same_number(number: int) -> None:
    assert _understood(words.number(number)) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("85,96", "delapan puluh lima koma sembilan enam"),
        ("85,06", "delapan puluh lima koma nol enam"),
        ("90,00", "sembilan puluh koma nol nol"),
        ("0,50", "nol koma lima nol"),
        ("100", "seratus"),
        ("1.234,5", "seribu dua ratus tiga puluh empat koma lima"),
        ("2025", "dua ribu dua puluh lima"),
        ("35862/417", "tiga puluh lima ribu delapan ratus enam puluh dua per empat ratus tujuh belas"),
    ],
)
def test_a_printed_number_in_words(text: str, said: str) -> None:
    assert words.printed(text) == said


@pytest.mark.parametrize("text", ["", "85.96", "1.23,4", "85,", "-1", "٣", "1/", "1,5/"])
def test_what_is_no_printed_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        words.printed(text)


def test_a_date_in_words_whatever_the_language_in_use() -> None:
    texts.use("en")
    assert words.date(dt.date(2025, 8, 27)) == (
        "Rabu tanggal dua puluh tujuh bulan Agustus tahun dua ribu dua puluh lima (27-08-2025)"
    )
    assert words.date(dt.date(2011, 11, 11)).startswith("Jumat tanggal sebelas bulan November tahun dua ribu sebelas")

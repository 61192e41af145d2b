"""Numbers and dates in Indonesian words, as minutes and decrees write them."""

from __future__ import annotations

import datetime as dt
import re

from paritrana_desktop import texts

_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"), (100, "ratus"), (10, "puluh"))
_LIMIT = 10**15
_PRINTED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+)(?:,([0-9]+))?", re.ASCII)


def number(whole: int) -> str:
    """`whole` in words: 2025 is `dua ribu dua puluh lima`; ValueError below 0 and from 10^15."""
    if not 0 <= whole < _LIMIT:
        raise ValueError(whole)
    if whole < len(_UNITS):
        return _UNITS[whole]
    if whole < 20:  # noqa: PLR2004  the teens
        return f"{_UNITS[whole - 10]} belas"
    size, name = next((size, name) for size, name in _SCALES if whole >= size)
    count, rest = divmod(whole, size)
    # One hundred and one thousand are single words; one million is not.
    head = f"se{name}" if count == 1 and size in {100, 1000} else f"{number(count)} {name}"
    return f"{head} {number(rest)}" if rest else head


def printed(text: str) -> str:
    """A printed number in words, digit by digit behind the comma: `85,96` is `delapan puluh lima koma sembilan enam`.

    An exact fraction, printed where no decimals tell two totals apart, is read with `per`.

    Raises:
        ValueError: if `text` is not a number in Indonesian form.
    """
    if "/" in text:
        above, below = text.split("/")
        return f"{printed(above)} per {printed(below)}"
    match = _PRINTED.fullmatch(text)
    if not match:
        raise ValueError(text)
    words = number(int(match[1].replace(".", "")))
    return f"{words} koma {' '.join(_UNITS[int(digit)] for digit in match[2])}" if match[2] else words


def date(day: dt.date) -> str:
    """`Rabu tanggal dua puluh tujuh bulan Agustus tahun dua ribu dua puluh lima (27-08-2025)`."""
    month = texts.date(day, "id").split()[1]
    written = f"tanggal {number(day.day)} bulan {month} tahun {number(day.year)}"
    return f"{texts.weekday(day, 'id')} {written} ({day:%d-%m-%Y})"

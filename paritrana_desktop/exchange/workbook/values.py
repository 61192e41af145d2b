"""What a cell says: text made clean, numbers exact, dates plain. Nothing is guessed; what has two readings is refused.

A number in a cell is binary in the file; its shortest decimal form is what the spreadsheet shows and what counts.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from fractions import Fraction

from paritrana_desktop.domain.errors import N_, Sentence

MOST_DIGITS = 12
"""Significant digits of a numeric cell; beyond them a spreadsheet no longer shows what it stores."""
_MOST_DECIMALS = 9
_MONTHS_OF_A_YEAR = 12
_MOST_WHOLE_DIGITS = 18

_AS_A_THOUSAND = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", re.ASCII)
_NUMBER = re.compile(r"([-\N{MINUS SIGN}]?)([0-9]{1,18})(?:[.,]([0-9]{1,9}))?", re.ASCII)
_SPACES = re.compile(r"[ \t\r\n\v\f\x85\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            ("januari", "january", "jan"),
            ("februari", "february", "feb"),
            ("maret", "march", "mar"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("agustus", "august", "agu", "aug", "ags"),
            ("september", "sep", "sept"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nov"),
            ("desember", "december", "des", "dec"),
        ),
        start=1,
    )
    for name in names
}


class Unreadable(ValueError):
    """A cell cannot be read as asked; `said` is why."""

    def __init__(self, sentence: str, /, **values: str | int) -> None:
        """Keep the sentence and the values for its gaps."""
        super().__init__(sentence)
        self.said = Sentence(sentence, values)


def clean(text: str) -> str:
    """`text` in Unicode's composed form (NFC), its spaces single, none at the ends.

    Raises:
        Unreadable: if a character in it cannot be seen.
    """
    composed = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
    if composed.isascii() and composed.isprintable():
        return composed
    for character in composed:
        if _invisible(character):
            code = f"U+{ord(character):04X}"
            raise Unreadable(
                N_("“{text}” contains a character that cannot be seen ({code}). Please type it again."),
                text=_visible(composed)[:80],
                code=code,
            )
    return composed


def _invisible(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}
        or character in _INVISIBLE_LETTERS
        or "VARIATION SELECTOR" in unicodedata.name(character, "")
    )


def _visible(text: str) -> str:
    return "".join("\N{WHITE SQUARE}" if _invisible(character) else character for character in text)


def mixes_scripts(text: str) -> bool:
    """Whether a word of `text` mixes Latin letters with Cyrillic or Greek ones that may look the same."""
    for word in re.findall(r"\w+", text):
        scripts = {unicodedata.name(letter, "?").split(" ")[0] for letter in word if letter.isalpha()}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}:
            return True
    return False


def folded(text: str) -> str:
    """A form in which names that people take for the same are equal."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def number_from_text(text: str) -> Fraction:
    """The number that people typed as text: `85,5` and `85.5` are the same.

    Raises:
        Unreadable: if it is no number, or reads as a thousand (`1.234`), or has more than nine decimals.
    """
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        raise Unreadable(N_("“{text}” is not a number. Please type a number such as 85 or 85,5."), text=text[:40])
    sign, whole, part = match[1], match[2], match[3] or ""
    if _AS_A_THOUSAND.fullmatch(match[0]):
        raise Unreadable(
            N_("“{text}” can be read as a thousand or as a decimal. Please write decimals with a comma."),
            text=text[:40],
        )
    value = Fraction(int(whole + part), 10 ** len(part))
    return -value if sign else value


def number_from_cell(value: float) -> Fraction:
    """The number of a numeric cell by its shortest decimal form.

    Raises:
        Unreadable: beyond `MOST_DIGITS` significant digits, nine decimals or eighteen places, or not finite.
    """
    if isinstance(value, float) and value - value != 0:
        raise Unreadable(N_("This cell holds no finite number. Please type the number again."))
    exact = Fraction(repr(value))
    text = exact_text(exact) if _decimals(exact) <= _MOST_DECIMALS else None
    digits = "" if text is None else text.lstrip("-").replace(".", "").strip("0")
    if text is None or len(digits) > MOST_DIGITS or len(text.lstrip("-").partition(".")[0]) > _MOST_WHOLE_DIGITS:
        raise Unreadable(
            N_("This number has more than {most} digits, so what is shown is not what is stored. Please round it."),
            most=MOST_DIGITS,
        )
    return exact


def _decimals(value: Fraction) -> int:
    """How many decimals a finite decimal has; more than can be allowed if it has too many."""
    for places in range(_MOST_DECIMALS + 1):
        if 10**places % value.denominator == 0:
            return places
    return _MOST_DECIMALS + 1


def exact_text(value: Fraction) -> str:
    """A finite decimal in its one form: `48.26`, `-3`; at most nine decimals."""
    places = _decimals(value)
    assert places <= _MOST_DECIMALS
    digits = str(abs(value.numerator) * (10**places // value.denominator)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text


def plain_number(value: Fraction) -> str:
    """A finite decimal as the panel writes it: `48,26`."""
    return exact_text(value).replace(".", ",")


def date_text(text: str) -> str:
    """A date typed as text as `2025-08-27`; other words, such as a quarter of the year, stay as they are.

    Raises:
        Unreadable: if day and month could be exchanged (`03/04/2025`), or there is no such day.
    """
    written = text.casefold()
    year_first = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", written)
    if year_first:
        return _day(text, year_first[1], int(year_first[2]), year_first[3])
    in_words = re.fullmatch(r"([0-9]{1,2}) ([a-z]+)\.? ([0-9]{4})", written)
    if in_words and in_words[2] in _MONTHS:
        return _day(text, in_words[3], _MONTHS[in_words[2]], in_words[1])
    in_figures = re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", written)
    if not in_figures:
        return text
    first, second = int(in_figures[1]), int(in_figures[2])
    if max(first, second) <= _MONTHS_OF_A_YEAR and first != second:
        raise Unreadable(N_("“{text}” can be read as two dates. Please write the month in words."), text=text[:40])
    day, month = (first, second) if second <= _MONTHS_OF_A_YEAR else (second, first)
    return _day(text, in_figures[3], month, str(day))


def _day(text: str, year: str, month: int, day: str) -> str:
    try:
        return datetime.date(int(year), month, int(day)).isoformat()
    except ValueError:
        raise Unreadable(N_("“{text}” is not a day of the calendar. Please correct it."), text=text[:40]) from None


def normal(name: str) -> str:
    """A header or word as it is compared: small, single spaces, without what stands in brackets or a final `*` or `:`."""
    return _SPACES.sub(" ", re.sub(r"\([^)]*\)", " ", name)).strip(" *:").casefold()

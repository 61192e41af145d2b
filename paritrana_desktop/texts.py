"""The catalogue: phrases, numbers, dates and errors as sentences, in the chosen language.

`_` marks and translates a phrase of the interface; `say` turns a `Sentence` or an error of the domain into words.
Numbers and dates follow CLDR through Babel, which is imported only when the first of them is shown.
"""

from __future__ import annotations

import datetime as dt
import gettext
from fractions import Fraction
from typing import Literal

from paritrana_desktop import paths
from paritrana_desktop.domain.errors import ParitranaError, Sentence
from paritrana_desktop.domain.rounding import rounded

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")


class _Chosen:
    """The language of this process; Indonesian until `use` says otherwise."""

    language: Language = "id"
    catalogue: gettext.NullTranslations | None = None


def use(language: Language) -> None:
    """Choose the language of everything said from now on."""
    _Chosen.language = language
    _Chosen.catalogue = _load(language)


def language() -> Language:
    """The language in use."""
    return _Chosen.language


def _load(language: Language) -> gettext.NullTranslations:
    # English is the language of the sources, so it needs no catalogue of its own.
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("paritrana", paths.resources() / "i18n", languages=[language])


def _(phrase: str) -> str:
    """`phrase` in the language in use."""
    if _Chosen.catalogue is None:
        use(_Chosen.language)
    assert _Chosen.catalogue is not None
    return _Chosen.catalogue.gettext(phrase)


def ngettext(one: str, many: str, number: int) -> str:
    """`one` or `many` in the language in use, by `number`."""
    if _Chosen.catalogue is None:
        use(_Chosen.language)
    assert _Chosen.catalogue is not None
    return _Chosen.catalogue.ngettext(one, many, number)


def say(said: Sentence | ParitranaError, language: Language | None = None) -> str:
    """What `said` reads as, in the language in use or in `language` (documents are Indonesian whatever is in use)."""
    sentence = said.said if isinstance(said, ParitranaError) else said
    values = {
        name: say(value, language) if isinstance(value, Sentence) else value for name, value in sentence.values.items()
    }
    if language is None or language == _Chosen.language:
        return _(sentence.text).format(**values)
    return _load(language).gettext(sentence.text).format(**values)


def number(value: Fraction | int, decimals: int = 2, language: Language | None = None) -> str:
    """`value` with exactly `decimals` places, rounded half up: `85,96` in Indonesian, `85.96` in English."""
    exact = rounded(Fraction(value), decimals)
    digits = str(abs(exact.numerator) * 10**decimals // exact.denominator).rjust(decimals + 1, "0")
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    point, comma = (",", ".") if (language or _Chosen.language) == "id" else (".", ",")
    grouped = f"{int(whole):,}".replace(",", comma)
    sign = "\N{MINUS SIGN}" if exact < 0 else ""
    return f"{sign}{grouped}{point}{part}" if decimals else f"{sign}{grouped}"


def mark(u: int, language: Language | None = None) -> str:
    """A mark in hundredths as people write it: 8750 is `87,5`, 9000 is `90`."""
    decimals = 0 if u % 100 == 0 else 1 if u % 10 == 0 else 2
    return number(Fraction(u, 100), decimals, language)


def date(day: dt.date, language: Language | None = None) -> str:
    """`27 Agustus 2025`."""
    from babel.dates import format_date  # noqa: PLC0415  keeps Babel out of the first paint

    return format_date(day, format="d MMMM y", locale=language or _Chosen.language)


def weekday(day: dt.date, language: Language | None = None) -> str:
    """`Rabu`."""
    from babel.dates import format_date  # noqa: PLC0415  keeps Babel out of the first paint

    return format_date(day, format="EEEE", locale=language or _Chosen.language)


def moment(when: dt.datetime, language: Language | None = None) -> str:
    """`27 Agu 10.40`: a time as its machine claimed it."""
    from babel.dates import format_datetime  # noqa: PLC0415  keeps Babel out of the first paint

    tongue = language or _Chosen.language
    return format_datetime(when, format="d MMM HH.mm" if tongue == "id" else "d MMM HH:mm", locale=tongue)

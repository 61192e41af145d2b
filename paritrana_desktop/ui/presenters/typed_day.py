"""A day as people type it: `27-8-2025`, `27/08/2025`, `2025-08-27`, `27 Agustus 2025`."""

from __future__ import annotations

import datetime as dt
import re

from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.texts import LANGUAGES, date

_PARTS = re.compile(r"(\d{1,4})[\s./-]+(\w+)[\s./-]+(\d{1,4})")
_DAYS_OF_A_MONTH = 31
_SHORTEST_NAME = 3


class NotADay(Refusal):
    sentence = N_("“{typed}” is not a day. Please type day, month and year, as in 27-8-2025. Nothing was changed.")


def read(typed: str) -> dt.date:
    """The day that `typed` names.

    Raises:
        NotADay: it names none.
    """
    found = _PARTS.fullmatch(typed.strip())
    if found is None:
        raise NotADay(typed=typed.strip()[:40])
    first, middle, last = found.groups()
    day, year = (int(last), int(first)) if int(first) > _DAYS_OF_A_MONTH else (int(first), int(last))
    try:
        return dt.date(year, _month(middle), day)
    except ValueError:
        raise NotADay(typed=typed.strip()[:40]) from None


def _month(typed: str) -> int:
    """1 to 12 for a number or the beginning of a month's name; raises ValueError for anything else."""
    if typed.isdigit():
        return int(typed)
    wanted = typed.casefold()
    for language in LANGUAGES:
        for month in range(1, 13):
            name = date(dt.date(2000, month, 1), language).split()[1].casefold()
            if len(wanted) >= _SHORTEST_NAME and name.startswith(wanted):
                return month
    raise ValueError(typed)

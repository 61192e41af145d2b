"""The marks of the sample event: varied by a small formula, with two exact ties built in on purpose.

UK-01 and UK-02 tie because one point more under one criterion meets one point less under another of the same
weight: the chain's criteria separate them. DK-02 and DK-04 tie because each pair of jurors gives them each other's
marks: neither criteria nor jurors prefer one, so only the meeting can decide.
"""

from __future__ import annotations

from paritrana_desktop.domain.ballot import plain_mark
from paritrana_desktop.domain.plan import Cell, Criterion, Plan

Row = list[str | int | float | None]

HEADER: Row = ["Juri", "Kategori", "Nomor", "Kriteria", "Nilai", "Keadaan", "Catatan"]
ABSENT_AT_INTERVIEWS = "J5"

_LEVEL = {
    "KK": {"01": 84, "02": 76, "04": 71, "05": 81},
    "DK": {"01": 90, "02": 78, "03": 70},
    "KU": {"01": 87, "02": 82},
    "PJ": {"01": 83, "02": 80, "03": 72},
    "TM": {"01": 86, "02": 74},
    "TN": {"01": 78, "02": 80},
    "PD": {"01": 85, "02": 77},
    "UK": {"01": 82, "03": 74},
}
_LEANING = {"J1": 1, "J2": 0, "J3": 2, "J4": -2, "J5": 1, "J6": -1, "J7": 0, "J8": -3, "J9": 2}
_PAIRED = {"J1": "J2", "J2": "J1", "J3": "J4", "J4": "J3", "J5": "J5", "J6": "J7", "J7": "J6", "J8": "J9", "J9": "J8"}
# Kab. Musi Banyuasin: juror by juror; parts of regulation and interview lie around these.
_REGULATION = (90, 85, 88, 80, 92, 87, 85, 86, 90)
_BUDGET = (85, 80, 82, 78, 88, 84, 80, 81, 86)
_INNOVATION = (80, 82, 78, 75, 85, 80, 79, 77, 84)
_INTERVIEW = (88, 86, 84, 80, 90, 85, 83, 82, 87)
_MUSI_BANYUASIN = {
    "K3.1": (_REGULATION, 0),
    "K3.2": (_REGULATION, 1),
    "K3.3": (_REGULATION, -1),
    "K4": (_BUDGET, 0),
    "K5": (_INNOVATION, 0),
    "K6.1": (_INTERVIEW, 1),
    "K6.2": (_INTERVIEW, 0),
    "K6.3": (_INTERVIEW, -1),
}


def marks(plan: Plan) -> list[Row]:
    """A row per mark that the plan asks for, juror by juror."""
    rows: list[Row] = []
    for juror in (member.code for member in plan.jurors if member.scores):
        for stage, category in plan.sheets_of(juror):
            leaves = {leaf.code: leaf for leaf in category.judged(stage.code)}
            for cell in plan.cells(juror, stage.code, category.code):
                if juror == ABSENT_AT_INTERVIEWS and stage.code == "W":
                    rows.append([juror, *cell, None, "berhalangan", None])
                else:
                    rows.append(_row(juror, cell, leaves[cell.criterion]))
    return rows


def _row(juror: str, cell: Cell, leaf: Criterion) -> Row:
    u = mark(juror, cell, leaf)
    # Halves are typed with a comma, as people do; whole marks are numbers.
    typed: str | int = plain_mark(u) if u % 100 else u // 100
    assert leaf.scale is not None
    extreme = u in {leaf.scale.minimum, leaf.scale.maximum}
    return [juror, *cell, typed, None, "Perdes berlaku dan dijalankan" if extreme else None]


def mark(juror: str, cell: Cell, leaf: Criterion) -> int:
    """The mark in hundredths."""
    category, number, criterion = cell
    if (category, number) == ("KK", "03"):
        marks_of_jurors, shift = _MUSI_BANYUASIN[criterion]
        return (marks_of_jurors[int(juror[1:]) - 1] + shift) * 100
    if (category, number) == ("DK", "04"):
        return mark(_PAIRED[juror], cell._replace(number=type(number)("02")), leaf)
    if (category, number) == ("UK", "02"):
        return mark(juror, cell._replace(number=type(number)("01")), leaf) + (100 if criterion == "U4" else -100)
    assert leaf.scale is not None
    seat, row, column = int(juror[1:]), int(number), sum(map(ord, criterion))
    spread = (7 * seat * seat + 13 * row + 5 * column + 3 * seat * column) % 11 - 5
    level = _LEVEL[category][number]
    if leaf.scale.maximum == 500:  # noqa: PLR2004  from 1 to 5
        return min(5, max(1, (level + spread - 20) // 14)) * 100
    half = 50 if (seat + row + column) % 5 == 0 else 0
    return (level + _LEANING[juror] + spread) * 100 + half

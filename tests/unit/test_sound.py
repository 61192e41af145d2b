"""Plans that hold together, and plans that do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paritrana_desktop.domain.plan import Attendance, Criterion, Plan, Scale, StageAttendance
from paritrana_desktop.domain.sound import PlanNotSound, check_plan
from tests import build, decided
from tests.build import category, judged, measured, nominee, small_plan


def test_honest_plans_hold_together() -> None:
    check_plan(small_plan())
    check_plan(decided.plan())
    check_plan(
        small_plan(category((judged("G", 100, scale=None), judged("A", 60, parent="G"), measured("B", 40, parent="G"))))
    )
    check_plan(small_plan(category(nominees=0)))


def tree(*parents: tuple[str, str | None]) -> tuple[Criterion, ...]:
    return tuple(judged(code, 50, parent=parent) for code, parent in parents)


PLAN = small_plan()
AWAY = (StageAttendance("X", Attendance.ABSENT),)
UNSOUND: dict[str, tuple[str, Plan]] = {
    "no stage": ("-", replace(PLAN, stages=())),
    "no category": ("-", replace(PLAN, categories=())),
    "no juror": ("-", replace(PLAN, jurors=())),
    "stage twice": ("D", replace(PLAN, stages=PLAN.stages * 2)),
    "category twice": ("K", replace(PLAN, categories=PLAN.categories * 2)),
    "juror twice": ("J1", replace(PLAN, jurors=(*PLAN.jurors, PLAN.jurors[0]))),
    "nominee twice": ("01", small_plan(category(nominees=(nominee("01"), nominee("01"))))),
    "criterion twice": ("A", small_plan(category(tree(("A", None), ("A", None))))),
    "stage of unknown categories": ("Z", replace(PLAN, stages=(replace(PLAN.stages[0], categories=("Z",)),))),
    "juror of unknown categories": ("Z", replace(PLAN, jurors=(replace(PLAN.jurors[0], categories=("Z",)),))),
    "conflict of nobody": ("J9", replace(PLAN, interests=(build.conflict("J9"),))),
    "parent that is not there": ("A", small_plan(category(tree(("A", "Z"))))),
    "its own parent": ("A", small_plan(category(tree(("A", "A"))))),
    "a circle": ("A", small_plan(category(tree(("A", "B"), ("B", "C"), ("C", "A"))))),
    "a tail on a circle": ("A", small_plan(category(tree(("A", "B"), ("B", "C"), ("C", "B"))))),
    "criterion of another stage": ("A", small_plan(category((judged("A", 100, stage="X"),)))),
    "judged without a scale": ("A", small_plan(category((judged("A", 100, scale=None),)))),
    "scale upside down": ("A", small_plan(category((judged("A", 100, scale=Scale(100, 1, 1)),)))),
    "tie order of unknown criteria": ("Z", small_plan(category(tie_order=("Z",)))),
    "attendance at an unknown stage": ("X", small_plan(category(nominees=(nominee("01", attendance=AWAY),)))),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_what_does_not_hold_together_is_named(name: str) -> None:
    what, plan = UNSOUND[name]
    with pytest.raises(PlanNotSound) as refusal:
        check_plan(plan)
    assert f"({what})" in str(refusal.value)

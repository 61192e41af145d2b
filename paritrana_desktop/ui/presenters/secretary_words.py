"""The domain's own words for people: roles, methods, kinds, states."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.errors import N_
from paritrana_desktop.domain.panel import InterestKind, Juror, Role, Status
from paritrana_desktop.domain.plan import Attendance, Category, Method, Nominee, RuleKind
from paritrana_desktop.texts import _, number

ROLES: Final = {
    Role.CHAIR: N_("Chair"),
    Role.DEPUTY: N_("Deputy chair"),
    Role.SECRETARY: N_("Secretary"),
    Role.MEMBER: N_("Member"),
    Role.OPERATOR: N_("Operator"),
}
STATUSES: Final = {
    Status.REGULAR: "",
    Status.SUBSTITUTE: N_("substitute"),
    Status.DELEGATE: N_("delegate without a vote"),
    Status.TRAINEE: N_("trainee, never counts"),
}
METHODS: Final = {
    Method.MEAN: N_("weighted mean"),
    Method.TRIMMED_MEAN: N_("trimmed mean"),
    Method.MEDIAN: N_("median"),
    Method.SUM_OF_RANKS: N_("sum of ranks"),
}
RULES: Final = {
    RuleKind.LINEAR: N_("between two figures"),
    RuleKind.BANDS: N_("by bands"),
    RuleKind.TARGET: N_("share of the target"),
    RuleKind.YES_NO: N_("yes or no"),
}
ATTENDANCE: Final = {
    Attendance.PRESENT: N_("present"),
    Attendance.ONLINE: N_("online"),
    Attendance.REPRESENTED: N_("represented"),
    Attendance.ABSENT: N_("did not come"),
    Attendance.WITHDRAWN: N_("withdrew"),
    Attendance.DISQUALIFIED: N_("disqualified"),
}
INTERESTS: Final = {
    InterestKind.POTENTIAL: N_("potential: declared, still scores"),
    InterestKind.ACTUAL: N_("actual: does not score"),
}


def nominee_name(category: Category, nominee: Nominee) -> str:
    """`KK-03-X  Kab. Musi Banyuasin`: number, check character and name always together."""
    return f"{nominee_label(category.code, nominee.number)}  {nominee.name}"


def seat(juror: Juror) -> str:
    """The seat in one line: who a member stands for, or the role where that says more."""
    return juror.constituency or _(ROLES[juror.role])


def exact_figure(text: str) -> str:
    """An exact decimal text with all its decimals and the separators of the language: `52,40`."""
    _whole, _point, part = text.partition(".")
    return number(Fraction(text), len(part))

"""The tally as the JSON that scripts and auditors read; it never depends on the language in use."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from paritrana_desktop import texts
from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.decision import result_fingerprint
from paritrana_desktop.domain.insight import Insight
from paritrana_desktop.domain.plan import Method, Plan
from paritrana_desktop.domain.tally import CategoryTally, Standing, Tally, Tie

_ADDING_UP = {Method.MEAN, Method.TRIMMED_MEAN}


def tally_form(plan: Plan, tally: Tally, insights: Iterable[Insight]) -> dict[str, Any]:
    """`tally` and what can be said of it as JSON: exact values as `numerator/denominator` in lowest terms."""
    form: dict[str, Any] = _form(plan, tally, public=False)
    found = {entry.category: entry for entry in insights}
    for category in form["categories"]:
        category["insight"] = _insight(found[category["code"]]) if category["code"] in found else None
    return form


def public_form(plan: Plan, tally: Tally) -> dict[str, Plain]:
    """`tally` for everybody: without what single jurors gave, and canonical (no statistics)."""
    return _form(plan, tally, public=True)


def _form(plan: Plan, tally: Tally, *, public: bool) -> dict[str, Plain]:
    occasion = plan.occasion
    return {
        "event": {
            "name": occasion.name,
            "assessed_year": occasion.assessed_year,
            "held_year": occasion.held_year,
            "sample": occasion.sample,
            "plan": tally.plan,
            "stage": tally.stage,
        },
        "complete": tally.complete,
        "blocking": [{"code": blocker.code, "text": str(blocker.said)} for blocker in tally.blocking],
        "result_fingerprint": fingerprint_code(Prefix.RESULT, result_fingerprint(tally)),
        "categories": [_category(category, public) for category in tally.categories],
    }


def _category(category: CategoryTally, public: bool) -> dict[str, Plain]:
    return {
        "code": category.code,
        "method": category.method,
        "complete": category.complete,
        "ranking": [_standing(category, standing, public) for standing in category.ranking],
    }


def _standing(category: CategoryTally, standing: Standing, public: bool) -> Plain:
    adding_up = category.method in _ADDING_UP
    return {
        "rank": standing.rank,
        "number": standing.number,
        "name": standing.name,
        "ranked": standing.ranked,
        "reason": None if standing.reason is None else str(standing.reason),
        "total": None if standing.total is None else {"exact": str(standing.total), "printed": standing.printed},
        "panel": [*standing.panel],
        "recused": [*standing.recused],
        "absent": [*standing.absent],
        "criteria": [
            {
                "code": score.code,
                "weight": str(score.weight),
                "mean": _exact(score.mean),
                "points": _exact(score.points) if adding_up else None,
            }
            for score in standing.criteria
        ],
        "jurors": [
            {
                "code": juror.code,
                "total": str(juror.total),
                "counted": juror.counted,
                **({"rank": str(juror.rank)} if juror.rank is not None else {}),
            }
            for juror in (() if public else standing.jurors)
        ],
        "tie": None if standing.tie is None else _tie(standing.tie),
    }


def _tie(tie: Tie) -> Plain:
    return {
        "group": [*tie.group],
        "open": tie.open,
        "steps": [
            {
                "rule": trial.step if trial.criterion is None else f"{trial.step}:{trial.criterion}",
                "values": {number: str(value) for number, value in trial.values.items()},
                "separated": trial.separated,
            }
            for trial in tie.trials
        ],
    }


def _exact(value: Fraction | None) -> Plain:
    return None if value is None else str(value)


def _insight(insight: Insight) -> dict[str, Any]:
    return {
        "krippendorff_alpha_interval": insight.krippendorff_alpha,
        "kendall_w": insight.kendall_w,
        "icc_3_k": insight.icc_3_k,
        "leave_one_out": [{"juror": left.juror, "first": [*left.first]} for left in insight.leave_one_out],
        "margin": insight.margin,
        "sentence": texts.say(insight.sentence, "id"),
    }

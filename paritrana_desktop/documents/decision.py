"""Lembar keputusan penetapan: the places per category, with the record itself as the only attachment."""

from __future__ import annotations

from paritrana_desktop.documents.rendered import Paper, Rendered
from paritrana_desktop.domain.decision import Decision
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.tally import Tally

ATTACHMENT = "keputusan.json"


def render(plan: Plan, tally: Tally, decision: Decision, *, paper: Paper = Paper.A4) -> Rendered:
    """The decision sheet, reproducible byte for byte from its arguments; `ATTACHMENT` holds the canonical record."""

"""Rekapitulasi nilai: per category the means, points, totals and ranks, and every step of the tie chain that was tried."""

from __future__ import annotations

from paritrana_desktop.documents.rendered import Paper, Rendered
from paritrana_desktop.domain.decision import Decision
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.tally import Tally


def render(plan: Plan, tally: Tally, decision: Decision, *, paper: Paper = Paper.A4) -> Rendered:
    """The recap of all categories of `tally`; its blocks are for `decision.signers`, or for ink if there are none."""

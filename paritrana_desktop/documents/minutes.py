"""Berita acara rapat pleno: the minutes of record."""

from __future__ import annotations

from paritrana_desktop.documents.received import Received
from paritrana_desktop.documents.rendered import Paper, Rendered
from paritrana_desktop.domain.decision import Decision
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.tally import Tally


def render(plan: Plan, tally: Tally, decision: Decision, received: Received, *, paper: Paper = Paper.A4) -> Rendered:
    """The minutes of the plenary that made `decision`; signed by `decision.signers`, or in ink by all present."""

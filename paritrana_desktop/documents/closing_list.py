"""Daftar penutupan: a strip for each juror with ballot code, number of marks and control totals, to be signed."""

from __future__ import annotations

from paritrana_desktop.documents.received import Received
from paritrana_desktop.documents.rendered import Paper, Rendered
from paritrana_desktop.domain.plan import Plan


def render(plan: Plan, received: Received, *, stage: str | None = None, paper: Paper = Paper.A4) -> Rendered:
    """The closing list of `stage` (None: the whole event); every strip and the secretary sign it in ink."""

"""Lembar penilaian juri: what one juror handed in for one category, every mark of all its stages."""

from __future__ import annotations

from paritrana_desktop.documents.rendered import Paper, Rendered, SignedBy
from paritrana_desktop.domain.ballot import Ballot
from paritrana_desktop.domain.plan import Plan


def render(
    plan: Plan, ballot: Ballot, code: str, category: str, *, signed_by: SignedBy | None = None, paper: Paper = Paper.A4
) -> Rendered:
    """The sheet of `category` from `ballot`, whose printed code (`N-…`) is `code`; for ink unless `signed_by` is given.

    Only what the ballot hands in is printed, stage by stage; ValueError if it hands in nothing of the category.
    """

"""The letter to a juror with the activation code; the package itself travels another way."""

from __future__ import annotations

from paritrana_desktop.documents.rendered import Paper, Rendered
from paritrana_desktop.domain.plan import Plan


def render(
    plan: Plan, juror: str, code: str, event_key: str, *, deadline: str = "", paper: Paper = Paper.A4
) -> Rendered:
    """The letter to panel member `juror` with activation `code` (`A-…`) and the event key's fingerprint (`K-…`).

    `deadline` is printed as it stands. The letter has a block for ink only.
    """

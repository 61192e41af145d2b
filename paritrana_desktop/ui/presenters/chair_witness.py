"""What a witness sees: that both machines agree, the code, and the own ballot; nobody else's marks."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.texts import _, ngettext, number
from paritrana_desktop.ui.presenters.chair_state import State


@dataclass(frozen=True, slots=True)
class WitnessShown:
    """What the page shows."""

    name: str
    code: str
    counted: str
    """What was counted, in figures."""
    own: str
    """Whether the own ballot is in it."""
    own_codes: tuple[str, ...]
    answered: bool
    file_name: str


def load(state: State) -> WitnessShown:
    """The recount on this machine."""
    own = next((strip.codes for strip in state.received.strips if strip.juror == state.me.code), ())
    ballots, categories = len(state.tally.ballots), len(state.tally.categories)
    text = ngettext("{count} ballot", "{count} ballots", ballots).format(count=number(ballots, 0))
    also = ngettext("{count} category", "{count} categories", categories).format(count=number(categories, 0))
    return WitnessShown(
        name=state.me.with_titles(),
        code=state.recount_code,
        counted=_("Counted here from the signed ballots: {ballots}, {categories}.").format(
            ballots=text, categories=also
        ),
        own=ngettext("Your ballot was counted:", "Your ballots were counted:", len(own))
        if own
        else _("No ballot of yours is among those counted."),
        own_codes=own,
        answered=any(answer.juror == state.me.code for answer in state.answers),
        file_name=f"hitung-ulang-{state.me.code}.paritrana-hitung",
    )

"""What the rail of the secretariat says of each page: what needs attention, before the page is opened."""

from __future__ import annotations

from collections.abc import Mapping

from paritrana_desktop.services import collection, preparation
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.texts import _, ngettext
from paritrana_desktop.ui.presenters.rows import RailMark
from paritrana_desktop.ui.presenters.secretary_readiness import readiness


def load(desk: Desk) -> Mapping[str, RailMark | None]:
    """A mark or none for the key of each page that can have one."""
    plan = preparation.draft(desk)
    marks: dict[str, RailMark | None] = dict.fromkeys(("event", "packages", "ballots", "recap", "log"))
    if plan is None:
        return {**marks, "event": RailMark("!", "caution", _("no plan yet"))}
    lines = readiness(plan)
    if any(line.tone == "wrong" for line in lines):
        marks["event"] = RailMark("!", "wrong", _("something is missing"))
    issued = desk.store.load_revisions()
    if not issued or issued[-1].digest != plan.digest():
        marks["packages"] = RailMark("!", "caution", _("to be issued"))
    if not issued:
        return marks
    now = collection.state(desk)
    waiting = collection.waiting(now, None)
    if any(sheet.differences for sheet in now.view.sheets.values()):
        marks["ballots"] = RailMark("≠", "wrong", _("ballots differ"))
    elif waiting:
        said = ngettext("{count} juror awaited", "{count} jurors awaited", len(waiting)).format(count=len(waiting))
        marks["ballots"] = RailMark(str(len(waiting)), "caution", said)
    else:
        marks["ballots"] = RailMark("✓", "good", _("complete"))
    if desk.store.check_log() is not None:
        marks["log"] = RailMark("!", "wrong", _("the chain is broken"))
    return marks

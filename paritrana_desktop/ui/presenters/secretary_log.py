"""The log in words, newest first, and whether its chain holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from paritrana_desktop.domain.errors import N_
from paritrana_desktop.services.collection import MergeVerdict
from paritrana_desktop.services.desk import Desk
from paritrana_desktop.storage.log import LogEntry
from paritrana_desktop.texts import _, moment, number
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row, Tone
from paritrana_desktop.ui.presenters.secretary_corrections import label
from paritrana_desktop.ui.presenters.secretary_verdicts import WORDS

_ACTIONS: Final = {
    "new event": N_("New event"),
    "import workbook": N_("Workbook imported"),
    "correct": N_("Text corrected"),
    "issue packages": N_("Packages issued"),
    "take in file": N_("File taken in"),
    "refuse file": N_("File refused"),
    "make plenary file": N_("Plenary file made"),
    "admission": N_("Key admitted"),
    "closing": N_("Receiving closed"),
    "reopening": N_("Receiving reopened"),
    "exclusion": N_("Ballots excluded"),
    "ruling": N_("Ruling of the meeting"),
    "witness": N_("Witness named"),
}
_FACTS: Final = {"admission", "closing", "reopening", "exclusion", "ruling", "witness"}
_VERDICTS: Final = {verdict: word for verdict, (word, _tone) in WORDS.items()}
_REVISION: Final = re.compile(r"revision ([0-9]+)")
_DIGEST: Final = re.compile(r"\b[0-9a-f]{64}\b")
_HEAD = 10
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class LogShown:
    """What the page shows; `details` by row id hold every entry in full."""

    chain: str
    chain_tone: Tone
    rows: tuple[Row, ...]
    details: Mapping[str, str]


def load(desk: Desk) -> LogShown:
    """The whole log; its chain is computed again."""
    entries = desk.store.load_log()
    broken = desk.store.check_log()
    if broken is None:
        chain = _("The chain holds: none of the {count} entries was changed, moved or removed").format(
            count=number(len(entries), 0)
        )
    else:
        chain = _(
            "The chain is broken at entry {place}: it was changed, moved or removed outside the program. "
            "The entries before it are as they were written; please keep this file and restore a backup."
        ).format(place=number(broken, 0))
    return LogShown(
        chain,
        "good" if broken is None else "wrong",
        tuple(map(_row, reversed(entries))),
        {str(entry.seq): _detail(entry) for entry in entries},
    )


def columns() -> tuple[Column, ...]:
    """The columns of the log."""
    return (
        Column("seq", _("No."), align="right"),
        Column("at", _("Time")),
        Column("who", _("Who"), grow=True, width=120),
        Column("action", _("Action")),
        Column("subject", _("Subject"), grow=True, width=150),
        Column("change", _("Old → new"), grow=True, width=240),
    )


def _row(entry: LogEntry) -> Row:
    return Row(
        str(entry.seq),
        (
            Cell(number(entry.seq, 0)),
            Cell(moment(dt.datetime.fromisoformat(entry.at))),
            Cell(entry.who),
            Cell(_(_ACTIONS[entry.action]) if entry.action in _ACTIONS else entry.action, strong=True),
            Cell(_subject(entry)),
            Cell(_change(entry)),
        ),
    )


def _subject(entry: LogEntry) -> str:
    if entry.action == "correct":
        return label(entry.subject)
    revision = _REVISION.fullmatch(entry.subject)
    if revision:
        return _("revision {rev}").format(rev=revision[1])
    if entry.action == "closing":
        stage = re.search(r'"stage":"([^"]*)"', entry.new)
        return _("stage {stage}").format(stage=stage[1]) if stage else _("ballots received")
    if entry.action in _FACTS:
        return _juror(entry) or _brief(entry.subject)
    return _("plan") if entry.subject == "plan" else _brief(entry.subject)


def _juror(entry: LogEntry) -> str:
    found = re.search(r'"juror":"([^"]*)"', entry.new)
    return found[1] if found else ""


def _change(entry: LogEntry) -> str:
    if entry.action in _FACTS:
        # A fact is kept as it was signed; its reasons are what people look for, the rest stands in the whole entry.
        reasons = re.findall(r'"(?:early|reason)":"([^"]+)"', entry.new)
        return _brief("; ".join(reasons))
    if entry.old in _VERDICTS:
        return _(_VERDICTS[MergeVerdict(entry.old)])
    old, new = _brief(entry.old), _brief(entry.new)
    return f"{old or '—'} → {new or '—'}" if old or new else ""


def _brief(text: str) -> str:
    """Fingerprints by their beginning, long texts by theirs; the whole stands below the table."""
    short = _DIGEST.sub(lambda found: f"{found[0][:_HEAD]}…", text)
    return short if len(short) <= _LONGEST else f"{short[:_LONGEST].rstrip()} …"


def _detail(entry: LogEntry) -> str:
    lines = [
        (_("Entry"), f"{number(entry.seq, 0)} · {entry.at} · {entry.who} · {entry.action}"),
        (_("Subject"), entry.subject),
        (_("Old"), entry.old),
        (_("New"), entry.new),
        (_("Entry before"), entry.prev),
        (_("This entry"), entry.hash),
    ]
    return "\n".join(f"{name}: {text}" for name, text in lines if text)

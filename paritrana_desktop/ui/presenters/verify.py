"""A verdict on each file in words: what it is, whether it is genuine, who signed it, what it was compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paritrana_desktop.services.verifying import Verdict, Verified
from paritrana_desktop.texts import _, ngettext, number, say
from paritrana_desktop.ui.presenters.rows import Cell, Column, Row, Tone


@dataclass(frozen=True, slots=True)
class VerdictsShown:
    """What the page shows."""

    summary: str
    tone: Tone
    rows: tuple[Row, ...]


def show(found: Sequence[Verified]) -> VerdictsShown:
    """Every verdict, in the order of the files."""
    bad = sum(entry.verdict in {Verdict.INVALID, Verdict.OTHER} for entry in found)
    sealed = sum(entry.verdict is Verdict.SEALED for entry in found)
    summary, tone = _summary(len(found), bad, sealed)
    return VerdictsShown(summary, tone, tuple(_row(place, entry) for place, entry in enumerate(found)))


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("file", _("File"), grow=True, width=190),
        Column("verdict", _("Verdict"), width=150),
        Column("reason", _("Why"), grow=True, width=260),
        Column("by", _("Signed with the key"), grow=True, width=244),
        Column("compared", _("Compared with"), width=130),
    )


def _summary(of_all: int, bad: int, sealed: int) -> tuple[str, Tone]:
    if bad:
        text = ngettext(
            "{count} of {all} file is not what it should be.",
            "{count} of {all} files are not what they should be.",
            bad,
        )
        return text.format(count=number(bad, 0), all=number(of_all, 0)), "wrong"
    if sealed:
        text = ngettext(
            "Nothing wrong was found; {count} file is encrypted for somebody else.",
            "Nothing wrong was found; {count} files are encrypted for somebody else.",
            sealed,
        )
        return text.format(count=number(sealed, 0)), "caution"
    text = ngettext("The file is genuine and unchanged.", "All {all} files are genuine and unchanged.", of_all)
    return text.format(all=number(of_all, 0)), "good"


def _row(place: int, entry: Verified) -> Row:
    verdicts: dict[Verdict, tuple[str, Tone]] = {
        Verdict.VALID: (_("✓ valid"), "good"),
        Verdict.OTHER: (_("≠ valid, but another one"), "caution"),
        Verdict.INVALID: (_("✗ not valid"), "wrong"),
        Verdict.SEALED: (_("☐ sealed"), "caution"),
    }
    text, tone = verdicts[entry.verdict]
    return Row(
        # Two files of one name from different folders are two rows.
        f"{place}/{entry.name}",
        (
            Cell(entry.name, strong=True, under=_kind(entry.kind)),
            Cell(text, tone, strong=True),
            Cell(say(entry.reason)),
            Cell(entry.by or "—", "" if entry.by else "muted"),
            Cell(_compared(entry), "muted"),
        ),
    )


def _kind(kind: str) -> str:
    return {
        "pdf": _("PDF document"),
        "bundle": _("Decision bundle"),
        "archive": _("Whole archive"),
        "package": _("Juror's package"),
        "plenary": _("Plenary file"),
        "ballot": _("Score file"),
        "recount": _("Answer of a recount"),
        "sealed": _("Encrypted file"),
        "workspace": _("Workspace"),
    }.get(kind, _("Unknown file"))


def _compared(entry: Verified) -> str:
    if entry.verdict is Verdict.SEALED:
        return "—"
    return {
        "bundle": _("the decision beside it"),
        "event": _("the event that is open"),
    }.get(entry.compared_with, _("itself: its signature"))

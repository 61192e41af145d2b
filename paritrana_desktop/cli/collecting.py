"""The secretariat on the day: merge, close, tally, pleno, export."""

from __future__ import annotations

import argparse
from pathlib import Path

from paritrana_desktop.cli.context import Context, Outcome
from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.exchange import ballot_file
from paritrana_desktop.services import collection, plenary
from paritrana_desktop.services.collection import FileVerdict, IncomingFile, MergeVerdict
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.tally_form import tally_form
from paritrana_desktop.storage.files import make_folder, read_file, refuse_existing, write_file
from paritrana_desktop.texts import _, number, say

CHECK_FAILED = 3


def merge(context: Context, options: argparse.Namespace) -> Outcome:
    """Take in ballot files: good ones by one transaction though others are refused."""
    readable: list[IncomingFile] = []
    verdicts: dict[int, FileVerdict] = {}
    for place, path in enumerate(options.files):
        try:
            readable.append(IncomingFile(path.name, read_file(path, ballot_file.LIMIT)))
        except Refusal as refusal:
            verdicts[place] = FileVerdict(path.name, MergeVerdict.REFUSED, None, refusal.said)
    with context.secretariat(options.event) as desk, Reader() as reader:
        preview = collection.inspect(desk, reader, readable)
        if not options.dry_run:
            collection.merge(desk, preview)
    rest = iter(preview.verdicts)
    ordered = [verdicts[place] if place in verdicts else next(rest) for place in range(len(options.files))]
    value = {
        "files": [
            {"path": str(path), "verdict": str(entry.verdict), "juror": entry.juror, "reason": str(entry.reason)}
            for path, entry in zip(options.files, ordered, strict=True)
        ]
    }
    lines = tuple(f"{entry.name}: {_verdict_word(entry.verdict)}. {say(entry.reason)}" for entry in ordered)
    refused = any(entry.verdict is MergeVerdict.REFUSED for entry in ordered)
    return Outcome(value, lines, CHECK_FAILED if refused else 0)


def _verdict_word(verdict: MergeVerdict) -> str:
    words = {
        MergeVerdict.NEW: _("new"),
        MergeVerdict.KNOWN: _("already here"),
        MergeVerdict.SUPERSEDED: _("superseded"),
        MergeVerdict.CONFLICT: _("differs"),
        MergeVerdict.LATE: _("late"),
        MergeVerdict.REFUSED: _("refused"),
    }
    return words[verdict]


def close(context: Context, options: argparse.Namespace) -> Outcome:
    """Close receiving and write the list that the jurors sign."""
    make_folder(options.out)
    with context.secretariat(options.event) as desk:
        closed, _changes = collection.close(desk, options.stage, options.early)
    path = options.out / closed.name
    write_file(path, closed.pdf)
    ballots = [
        {"juror": strip.juror, "ballot_code": ", ".join(strip.codes) or None, "marks": strip.marks}
        for strip in closed.received.strips
    ]
    return Outcome({"list": str(path), "ballots": ballots}, (str(path),))


def tally(context: Context, options: argparse.Namespace) -> Outcome:
    """The count; refused while it is sealed."""
    with context.secretariat(options.event) as desk:
        plan, counted, insights = collection.counted(desk, options.stage)
    lines = []
    for category in counted.categories:
        lines.append(plan.category(category.code).name)
        for line in category.ranking:
            place = "–" if line.rank is None else number(line.rank, 0)
            lines.append(f"  {place:>3}  {nominee_label(category.code, line.number)}  {line.name}  {line.printed}")
    lines += [f"! {say(blocker.said)}" for blocker in counted.blocking]
    return Outcome(tally_form(plan, counted, insights), tuple(lines))


def pleno(context: Context, options: argparse.Namespace) -> Outcome:
    """Write the plenary file for the jurors named."""
    make_folder(options.out)
    with context.secretariat(options.event) as desk:
        name, data = plenary.write(desk, options.stage, options.to)
    path: Path = options.out / name
    write_file(path, data)
    return Outcome({"package": str(path)}, (str(path),))


def export(context: Context, options: argparse.Namespace) -> Outcome:
    """Write the recap as a workbook whose formulas recompute the result."""
    from paritrana_desktop.exchange.workbook import recap as workbook_recap  # noqa: PLC0415  openpyxl is slow to load

    refuse_existing(options.out)
    with context.secretariat(options.event) as desk:
        case = collection.case(desk)
    write_file(options.out, workbook_recap.recap(case.plan, case.view(), case.tally()))
    return Outcome({"workbook": str(options.out)}, (str(options.out),))

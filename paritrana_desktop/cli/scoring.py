"""A juror's work without a window: score."""

from __future__ import annotations

import argparse

from paritrana_desktop.cli.context import LARGEST, Context, Outcome
from paritrana_desktop.cli.preparing import WORKBOOK_LIMIT
from paritrana_desktop.domain.ballot import Mark
from paritrana_desktop.services import scoring
from paritrana_desktop.services.collection import check_stage
from paritrana_desktop.services.preparation import WorkbookHasFaults
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.scoring import HandedInFiles, Scoring
from paritrana_desktop.storage.files import make_folder, read_file, write_file
from paritrana_desktop.texts import _


def score(context: Context, options: argparse.Namespace) -> Outcome:
    """Put a marks workbook's rows into the juror's workspace and hand in; run again, it makes the next ballot."""
    make_folder(options.out)
    ask = context.ask if context.passphrase_file is not None else None
    with Reader() as reader:
        package = scoring.read_package(reader, read_file(options.package, LARGEST), options.code)
        juror = package.invitation.juror
        untrusted = read_file(options.marks, WORKBOOK_LIMIT)
        marks = reader.marks_workbook(untrusted, package.plan, juror)
    if marks.faults:
        raise WorkbookHasFaults(marks.faults)
    check_stage(package.plan, options.stage)
    unlock = scoring.key_for_juror(context.home, options.code, ask)
    desk = scoring.open_package(context.home, package, unlock, context.clock, context.random)
    with desk.desk.store:
        if not desk.pact_confirmed:
            desk.confirm_pact()
        files = _hand_in(desk, [row.mark for row in marks.rows], options.stage)
    ballot = options.out / files.ballot_name
    write_file(ballot, files.ballot)
    sheets = []
    for sheet in files.sheets:
        write_file(options.out / sheet.name, sheet.pdf)
        sheets.append(str(options.out / sheet.name))
    value = {
        "juror": files.juror,
        "ballot": str(ballot),
        "sheets": sheets,
        "ballot_code": files.code,
        "complete": files.complete,
    }
    return Outcome(value, (_("Ballot code: {code}").format(code=files.code), str(ballot), *sheets))


def _hand_in(desk: Scoring, marks: list[Mark], stage: str | None) -> HandedInFiles:
    sheets = [pair for pair in desk.sheets if stage in {None, pair[0]}]
    of_stage = {
        (category.code, leaf.code): leaf.stage for category in desk.plan.categories for leaf in category.judged()
    }
    chosen = [mark for mark in marks if stage in {None, of_stage.get((mark.category, mark.criterion))}]
    changed = [mark for mark in chosen if desk.worksheet.marks.get(mark.cell) != mark]
    reopened = {(of_stage[mark.category, mark.criterion], mark.category) for mark in changed} & desk.worksheet.locked
    if reopened:
        desk.reopen(reopened, "score run again with other marks")
    desk.put_all(changed)
    # Without a stage named, hand in what is complete; with one, say what is missing.
    ready = [pair for pair in sheets if stage is not None or desk.worksheet.complete(*pair)]
    return desk.hand_in(ready)

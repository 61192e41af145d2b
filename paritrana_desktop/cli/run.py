"""From arguments to an exit code: one table of commands, one place where refusals become sentences."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from paritrana_desktop import texts
from paritrana_desktop.cli import collecting, deciding, demo, preparing, scoring
from paritrana_desktop.cli.arguments import parse
from paritrana_desktop.cli.context import Context, Outcome, speak
from paritrana_desktop.domain.decision import NotReady
from paritrana_desktop.domain.errors import ParitranaError, UsageError
from paritrana_desktop.services.preparation import WorkbookHasFaults

_COMMANDS: dict[str, Callable[[Context, argparse.Namespace], Outcome]] = {
    "demo": demo.demo,
    "template": preparing.template,
    "new": preparing.new,
    "issue": preparing.issue,
    "score": scoring.score,
    "merge": collecting.merge,
    "close": collecting.close,
    "tally": collecting.tally,
    "pleno": collecting.pleno,
    "recount": deciding.recount,
    "decide": deciding.decide,
    "verify": deciding.verify,
    "export": collecting.export,
}
USER_CAN_ACT = 1
WRONG_USAGE = 2


def run(arguments: Sequence[str]) -> int:
    """Run one command; the result is the exit code."""
    try:
        options = parse(arguments)
        texts.use(options.lang or "id")
        outcome = _COMMANDS[options.command](Context.of(options), options)
    except UsageError as error:
        _tell(texts.say(error))
        return WRONG_USAGE
    except ParitranaError as error:
        _tell(texts.say(error))
        _tell_details(error)
        return USER_CAN_ACT
    speak(outcome, as_json=bool(options.json))
    return outcome.exit_code


def _tell_details(error: ParitranaError) -> None:
    if isinstance(error, WorkbookHasFaults):
        for fault in error.faults:
            _tell(f"- {preparing.fault_line(fault)}")
    if isinstance(error, NotReady):
        for problem in error.problems:
            _tell(f"- {texts.say(problem)}")


def _tell(line: str) -> None:
    print(line, file=sys.stderr)

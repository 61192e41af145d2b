"""From arguments to an exit code: one table of commands, one place where refusals become sentences."""

from __future__ import annotations

import argparse
import importlib
import io
import sys
from collections.abc import Callable, Sequence

from paritrana_desktop import texts
from paritrana_desktop.cli.arguments import language_asked, parse
from paritrana_desktop.cli.context import Context, Outcome, fault_line, speak
from paritrana_desktop.domain.decision import NotReady
from paritrana_desktop.domain.errors import ParitranaError, UsageError
from paritrana_desktop.services.preparation import WorkbookHasFaults
from paritrana_desktop.storage.files import not_saved

Command = Callable[[Context, argparse.Namespace], Outcome]

_MODULES = {
    "demo": "demo",
    "template": "preparing",
    "new": "preparing",
    "issue": "preparing",
    "score": "scoring",
    "merge": "collecting",
    "close": "collecting",
    "tally": "collecting",
    "pleno": "collecting",
    "export": "collecting",
    "recount": "deciding",
    "decide": "deciding",
    "verify": "deciding",
}
"""Command -> the module whose function of the same name does it; a command loads only what it needs."""

USER_CAN_ACT = 1
WRONG_USAGE = 2


def run(arguments: Sequence[str]) -> int:
    """Run one command; the result is the exit code."""
    texts.use(language_asked(arguments) or "id")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file's name may hold what is no character; so written, JSON that is read gives the same name again.
            stream.reconfigure(errors="backslashreplace")
    try:
        options = parse(arguments)
        outcome = _command(options.command)(Context.of(options), options)
    except UsageError as error:
        _tell(texts.say(error))
        return WRONG_USAGE
    except ParitranaError as error:
        _tell(texts.say(error))
        _tell_details(error)
        return USER_CAN_ACT
    except OSError as error:
        # Whatever the system refuses is said like any other refusal; nothing is left half-written.
        _tell(texts.say(not_saved(error)))
        return USER_CAN_ACT
    speak(outcome, as_json=bool(options.json))
    return outcome.exit_code


def _command(name: str) -> Command:
    module = importlib.import_module(f"paritrana_desktop.cli.{_MODULES[name]}")
    command: Command = getattr(module, name)
    return command


def _tell_details(error: ParitranaError) -> None:
    if isinstance(error, WorkbookHasFaults):
        for fault in error.faults:
            _tell(f"- {fault_line(fault)}")
    if isinstance(error, NotReady):
        for problem in error.problems:
            _tell(f"- {texts.say(problem)}")


def _tell(line: str) -> None:
    print(line, file=sys.stderr)

"""What the command line accepts: one table of commands; global options stand before or after the command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from paritrana_desktop import __version__
from paritrana_desktop.domain.errors import UsageError
from paritrana_desktop.texts import LANGUAGES, Language, _

COMMANDS = (
    "demo",
    "template",
    "new",
    "issue",
    "score",
    "merge",
    "close",
    "tally",
    "pleno",
    "recount",
    "decide",
    "verify",
    "export",
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(problem=message)


def first_word(arguments: Sequence[str]) -> str | None:
    """The first argument that is no global option and no value of one: a command, or a file to open."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in {"--home", "--passphrase-file", "--lang"}:
            skip = True
        elif not argument.startswith("-"):
            return argument
    return None


def language_asked(arguments: Sequence[str]) -> Language | None:
    """The language that `--lang` names, before anything else is understood: refusals and help need it."""
    for option, value in pairwise((*arguments, "")):
        named = option.removeprefix("--lang=") if option.startswith("--lang=") else value if option == "--lang" else ""
        for language in LANGUAGES:
            if named == language:
                return language
    return None


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its options.

    Raises:
        UsageError: for anything that is not understood.
    """
    return _parser().parse_args(list(arguments), argparse.Namespace(**_DEFAULTS))


def answer(arguments: Sequence[str]) -> int:
    """Print the version or the help that was asked for; the exit code."""
    try:
        parse(arguments)
    except SystemExit as done:
        return int(done.code or 0)
    return 0


def parse_window(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of the window: a file to open, or the sample event."""
    parser = _Parser(prog="paritrana", parents=[_global_options(argparse.SUPPRESS)], add_help=True)
    parser.add_argument("--version", action="version", version=f"paritrana {__version__}")
    parser.add_argument("--sample", action="store_true", help=_("open the sample event"))
    parser.add_argument("file", nargs="?", type=Path, help=_("workspace, package, plenary file or document to open"))
    return parser.parse_args(list(arguments), argparse.Namespace(**_DEFAULTS))


_DEFAULTS = {"home": None, "passphrase_file": None, "lang": None, "json": False}


def _global_options(default: str | None) -> _Parser:
    # The same options stand before and after the command; suppressed defaults keep the later from erasing the former.
    options = _Parser(add_help=False)
    options.add_argument("--home", type=Path, metavar="DIR", default=default, help=_("folder of this person's keys"))
    options.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", default=default, help=_("unlocks or creates a key")
    )
    options.add_argument("--lang", choices=LANGUAGES, default=default, help=_("language of what is said"))
    options.add_argument("--json", action="store_true", default=default, help=_("one JSON document on standard output"))
    return options


class _Commands:
    """The commands as they are added, each with the global options."""

    def __init__(self, parser: argparse.ArgumentParser, options: _Parser) -> None:
        self._options = options
        self._parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)

    def add(self, name: str, what: str, *, out: str = "", stage: bool = False) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = self._parsers.add_parser(
            name, parents=[self._options], help=what, description=what
        )
        if out:
            command.add_argument("--out", type=Path, required=True, metavar=out)
        if stage:
            command.add_argument("--stage", metavar="S", default=None, help=_("one stage; without it, the whole event"))
        return command


def _parser() -> argparse.ArgumentParser:
    options = _global_options(argparse.SUPPRESS)
    parser = _Parser(prog="paritrana", parents=[options], description=_("Jury scoring that needs no network."))
    parser.add_argument("--version", action="version", version=f"paritrana {__version__}")
    commands = _Commands(parser, options)
    _add_preparing(commands)
    _add_collecting(commands)
    _add_deciding(commands)
    return parser


def _add_preparing(commands: _Commands) -> None:
    commands.add("demo", _("a whole round on the sample event, without a window"), out="DIR")
    commands.add("template", _("the empty event workbook"), out="FILE.xlsx")
    new = commands.add("new", _("a workspace from an event workbook"), out="EVENT.paritrana")
    new.add_argument("workbook", type=Path, metavar="FILE.xlsx")
    issue = commands.add("issue", _("packages and letters"), out="DIR")
    issue.add_argument("event", type=Path, metavar="EVENT.paritrana")
    score = commands.add("score", _("a juror's work without a window"), out="DIR", stage=True)
    score.add_argument("package", type=Path, metavar="PACKAGE")
    score.add_argument("--code", required=True, help=_("the activation code on the juror's letter"))
    score.add_argument("--marks", type=Path, required=True, metavar="MARKS.xlsx")


def _add_collecting(commands: _Commands) -> None:
    merge = commands.add("merge", _("take in files, with a verdict for each"))
    close = commands.add("close", _("close receiving; opens the count"), out="DIR", stage=True)
    tally = commands.add("tally", _("the count"), stage=True)
    pleno = commands.add("pleno", _("the plenary file for a second machine"), out="DIR", stage=True)
    export = commands.add("export", _("the recap as a workbook with live formulas"), out="FILE.xlsx")
    for command in (merge, close, tally, pleno, export):
        command.add_argument("event", type=Path, metavar="EVENT.paritrana")
    merge.add_argument("files", type=Path, nargs="+", metavar="FILE")
    merge.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    close.add_argument("--early", metavar="REASON", default="", help=_("close before all have handed in"))
    pleno.add_argument("--to", nargs="+", required=True, metavar="JUROR")


def _add_deciding(commands: _Commands) -> None:
    recount = commands.add("recount", _("count again on this machine"), out="DIR")
    recount.add_argument("plenary", type=Path, metavar="PLENO")
    decide = commands.add("decide", _("freeze and sign the decision"), out="DIR", stage=True)
    decide.add_argument("source", type=Path, metavar="EVENT-OR-PLENO")
    decide.add_argument("--recount", type=Path, nargs="+", required=True, metavar="ANSWER")
    decide.add_argument("--acts", type=Path, required=True, metavar="ACTS.json")
    decide.add_argument("--ink", action="store_true", help=_("blank blocks, to be signed on paper"))
    verify = commands.add("verify", _("what a file is, who signed it, whether it is untouched"))
    verify.add_argument("files", type=Path, nargs="+", metavar="FILE")

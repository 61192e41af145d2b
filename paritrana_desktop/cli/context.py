"""What every command works with: this home, how to ask for a secret, how to speak."""

from __future__ import annotations

import argparse
import getpass
import json
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paritrana_desktop import paths
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.exchange.workbook.fault import WorkbookFault
from paritrana_desktop.services import keys
from paritrana_desktop.services.desk import Clock, Desk, Random, local_clock
from paritrana_desktop.services.keys import SecretKind
from paritrana_desktop.storage.files import read_file
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.store import Kind, Store
from paritrana_desktop.texts import _, say

_SECRET_LIMIT = 4096
LARGEST = 128 * 1024 * 1024


class NobodyToAsk(Refusal):
    sentence = N_("A passphrase is needed. Give it with --passphrase-file; nothing was changed.")


class NotASecret(Refusal):
    sentence = N_("The passphrase file is not readable as text (UTF-8). Nothing was changed.")


class NotTheSecretariats(Refusal):
    sentence = N_("{name} is not the workspace of a secretariat. Please give the event's own file.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command has to say: one JSON document, the lines for people, and the exit code."""

    value: Mapping[str, Any]
    lines: tuple[str, ...]
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """One run of the command line."""

    home: Home
    passphrase_file: Path | None
    clock: Clock = local_clock
    random: Random = secrets.token_bytes

    @classmethod
    def of(cls, options: argparse.Namespace) -> Context:
        """The context that global options describe."""
        return cls(Home(options.home or paths.default_home()), options.passphrase_file)

    def ask(self, kind: SecretKind) -> str:
        """The secret of that kind: from the passphrase file, else from the person at the terminal."""
        if self.passphrase_file is not None:
            try:
                text = read_file(self.passphrase_file, _SECRET_LIMIT).decode("utf-8")
            except UnicodeDecodeError:
                raise NotASecret from None
            return text.removesuffix("\n").removesuffix("\r")
        if not sys.stdin.isatty():
            raise NobodyToAsk
        prompts = {
            SecretKind.CODE: _("Activation code: "),
            SecretKind.PASSPHRASE: _("Passphrase: "),
            SecretKind.NEW_PASSPHRASE: _("New passphrase: "),
        }
        return getpass.getpass(prompts[kind])

    @contextmanager
    def secretariat(self, path: Path) -> Iterator[Desk]:
        """The secretariat's desk for the workspace at `path`, its event key unlocked."""
        with Store.open(path) as store:
            if store.kind is not Kind.SECRETARIAT:
                raise NotTheSecretariats(name=path.name)
            key = keys.unlock(self.home, self.ask, store.load_meta()["event"])
            yield Desk(store, key, self.clock, self.random)


def speak(outcome: Outcome, *, as_json: bool) -> None:
    """Print `outcome`."""
    if as_json:
        print(json.dumps(outcome.value, ensure_ascii=False, indent=1))
    else:
        for line in outcome.lines:
            print(line)


def fault_line(fault: WorkbookFault) -> str:
    """A fault as one line for people: where, then what."""
    if fault.row is None:
        return _("Sheet {sheet}: {text}").format(sheet=fault.sheet, text=say(fault.said))
    if fault.column is None:
        return _("Sheet {sheet}, row {row}: {text}").format(sheet=fault.sheet, row=fault.row, text=say(fault.said))
    return _("Sheet {sheet}, row {row}, column {column}: {text}").format(
        sheet=fault.sheet, row=fault.row, column=fault.column, text=say(fault.said)
    )

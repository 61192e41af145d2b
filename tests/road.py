"""The whole road by the command line, in this process: what functional tests stand on.

`Person(home)` runs commands as one person; `scored_round(folder)` goes from the sample workbook to the jurors' ballots,
`decide` on to a signed decision; a `Round` says where everything lies.
"""

from __future__ import annotations

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from paritrana_desktop import paths
from paritrana_desktop.app import run

SAMPLE = paths.resources() / "sample"
PASSPHRASE = "sebuah kata sandi panjang"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output, which holds one JSON document and nothing else."""
        value: dict[str, Any] = json.loads(self.out)
        return value


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a home of their own, and the secret that unlocks its key."""

    home: Path
    secret: str | None = PASSPHRASE

    def says(self, *words: object, lang: str = "en") -> Said:
        """Run one command."""
        options: list[object] = ["--home", self.home, "--lang", lang]
        if self.secret is not None:
            secret = self.home.with_suffix(".secret")
            secret.write_text(self.secret + "\n", encoding="utf-8")
            options += ["--passphrase-file", secret]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(word) for word in (*options, *words)])
        return Said(code, out.getvalue(), err.getvalue())

    def does(self, *words: object) -> dict[str, Any]:
        """Run one command that must succeed; its JSON."""
        said = self.says(*words, "--json")
        assert said.exit_code == 0, said.err
        return said.json


@dataclass(slots=True)
class Round:
    """Where everything of one round lies."""

    folder: Path
    homes: Path
    """The jurors' homes lie here."""
    desk: Person
    event: Path
    codes: dict[str, str]
    packages: dict[str, str]
    scored: dict[str, dict[str, Any]] = field(default_factory=dict)
    pleno: str = ""
    answer: str = ""
    decided: dict[str, Any] = field(default_factory=dict)

    def juror(self, code: str, secret: str | None = None) -> Person:
        """The juror with `code` at an own laptop."""
        return Person(self.homes / f"home-{code}", secret or self.codes[code])

    @property
    def ballots(self) -> list[str]:
        """The ballot files, in the panel's order."""
        return [self.scored[juror]["ballot"] for juror in sorted(self.scored)]


def issued_round(folder: Path, workbook: Path = SAMPLE / "acara.xlsx") -> Round:
    """An event from `workbook`, its packages issued."""
    desk = Person(folder / "desk")
    event = folder / "acara.paritrana"
    desk.does("new", workbook, "--out", event)
    packages = desk.does("issue", event, "--out", folder / "paket")["packages"]
    return Round(
        folder,
        folder,
        desk,
        event,
        {entry["juror"]: entry["code"] for entry in packages},
        {entry["juror"]: entry["package"] for entry in packages},
    )


def scored_round(folder: Path, workbook: Path = SAMPLE / "acara.xlsx", marks: Path = SAMPLE / "nilai.xlsx") -> Round:
    """The same with every juror's ballot made from `marks`."""
    made = issued_round(folder, workbook)
    for juror, code in made.codes.items():
        person = Person(folder / f"home-{juror}", None)
        words = ("score", made.packages[juror], "--code", code, "--marks", marks, "--out", folder / "nilai" / juror)
        made.scored[juror] = person.does(*words)
    return made


def copied(made: Round, folder: Path) -> Round:
    """`made` with a copy of its event in `folder`; keys, packages and ballots are the same."""
    event = folder / made.event.name
    shutil.copy(made.event, event)
    return replace(made, folder=folder, event=event)


def decide(made: Round, *, acts: Path, leader: str, witness: str) -> None:
    """From merged ballots to a signed decision."""
    folder = made.folder
    made.desk.does("close", made.event, "--out", folder / "pleno")
    made.pleno = made.desk.does("pleno", made.event, "--to", leader, witness, "--out", folder / "pleno")["package"]
    made.answer = made.juror(witness).does("recount", made.pleno, "--out", folder / "pleno")["answer"]
    words = ("decide", made.pleno, "--recount", made.answer, "--acts", acts, "--out", folder / "keputusan")
    made.decided = made.juror(leader).does(*words)

"""A whole round on the sample event, without a window: the same services that the desks use, with their own homes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from paritrana_desktop import paths
from paritrana_desktop.cli import collecting, deciding, preparing, scoring
from paritrana_desktop.cli.arguments import parse
from paritrana_desktop.cli.context import LARGEST, Context, Outcome
from paritrana_desktop.domain.errors import N_, Refusal
from paritrana_desktop.security import seal
from paritrana_desktop.services import acts_form, keys, plenary
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.files import make_folder, read_file, write_file
from paritrana_desktop.storage.home import Home
from paritrana_desktop.texts import _

_LIMIT = 1024 * 1024
_PASSPHRASE = "kata sandi contoh"  # noqa: S105  of the sample event only, and printed
_WITNESS = "J5"


class NotEmpty(Refusal):
    sentence = N_("The folder {name} is not empty. Please name a new one; nothing was changed.")


def demo(context: Context, options: argparse.Namespace) -> Outcome:
    """Prepare, issue, score, merge, close, recount, decide, sign: into `options.out`, which is new or empty."""
    out: Path = options.out
    if any(make_folder(out).iterdir()):
        raise NotEmpty(name=str(out))
    say = _silent if options.json else _aloud
    sample = paths.resources() / "sample"
    passphrase = out / "kata-sandi-contoh.txt"
    write_file(passphrase, _PASSPHRASE.encode())
    desk = _Round(replace(context, home=Home(out / "sekretariat"), passphrase_file=passphrase))
    event = out / "acara.paritrana"
    say(_("The secretariat makes the event from a workbook."))
    desk.run(preparing.new, "new", sample / "acara.xlsx", "--out", event)
    say(_("The secretariat issues packages and letters."))
    packages = desk.run(preparing.issue, "issue", event, "--out", out / "paket")["packages"]
    ballots, sheets = _score(context, out, packages, sample / "nilai.xlsx", say)
    say(_("The secretariat merges the ballots, closes receiving and makes the plenary file."))
    desk.run(collecting.merge, "merge", event, *ballots)
    closing = desk.run(collecting.close, "close", event, "--out", out / "pleno")["list"]
    acts = sample / "acts.json"
    leader = acts_form.leader(read_file(acts, _LIMIT))
    pleno = desk.run(collecting.pleno, "pleno", event, "--to", leader, _WITNESS, "--out", out / "pleno")["package"]
    export = desk.run(collecting.export, "export", event, "--out", out / "pleno" / "rekapitulasi.xlsx")["workbook"]
    say(_("A witness counts again on another laptop."))
    codes = {entry["juror"]: entry["code"] for entry in packages}
    witness = _Round(_at(context, out, _WITNESS, codes[_WITNESS]))
    answer = witness.run(deciding.recount, "recount", pleno, "--out", out / "pleno")["answer"]
    say(_("The leader of the meeting counts again, decides and signs."))
    auditor = seal.new_age_identity()
    auditor_file = out / "kunci-pemeriksa-contoh.txt"
    write_file(auditor_file, f"{auditor}\n".encode())
    chair = _at(context, out, leader, codes[leader])
    decided = _decide(chair, Path(pleno), Path(answer), acts, seal.recipient_of(auditor), out / "keputusan")
    value = {
        "workspace": str(event),
        "packages": packages,
        "ballots": ballots,
        "documents": [
            *decided["documents"],
            *({"kind": "score_sheet", "path": sheet, "signed": True} for sheet in sheets),
            {"kind": "closing_list", "path": closing, "signed": False},
            *({"kind": "letter", "path": entry["letter"], "signed": False} for entry in packages),
        ],
        "plenary": pleno,
        "recount": answer,
        "workbook": export,
        "bundle": decided["bundle"],
        "archive": decided["archive"],
        "auditor_identity": str(auditor_file),
        "result_fingerprint": decided["result_fingerprint"],
    }
    lines = [entry["path"] for entry in value["documents"]]
    return Outcome(value, (*lines, str(decided["bundle"]), str(decided["archive"]), decided["result_fingerprint"]))


class _Round:
    """One person's command line in the demo."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def run(self, command: Callable[[Context, argparse.Namespace], Outcome], *words: object) -> dict[str, Any]:
        return dict(command(self._context, parse([str(word) for word in words])).value)


def _at(context: Context, out: Path, juror: str, code: str) -> Context:
    secret = out / "juri" / juror / "kode.txt"
    if not secret.exists():
        secret.parent.mkdir(parents=True)
        write_file(secret, code.encode())
    return replace(context, home=Home(secret.parent), passphrase_file=secret)


def _score(
    context: Context, out: Path, packages: list[dict[str, str]], marks: Path, say: Callable[[str], None]
) -> tuple[list[str], list[str]]:
    ballots, sheets = [], []
    for entry in packages:
        say(_("Juror {juror} scores and hands in.").format(juror=entry["juror"]))
        juror = _Round(replace(_at(context, out, entry["juror"], entry["code"]), passphrase_file=None))
        words = (entry["package"], "--code", entry["code"], "--marks", marks, "--out", out / "nilai" / entry["juror"])
        scored = juror.run(scoring.score, "score", *words)
        ballots.append(scored["ballot"])
        sheets += scored["sheets"]
    return ballots, sheets


def _decide(context: Context, pleno: Path, answer: Path, acts: Path, auditor: str, folder: Path) -> dict[str, Any]:
    key = keys.unlock(context.home, context.ask)
    with Reader() as reader:
        case = plenary.read(reader, read_file(pleno, LARGEST), key)
    decided = plenary.decide(
        case,
        key,
        [read_file(answer, _LIMIT)],
        acts_form.read(read_file(acts, _LIMIT), case.event, case.ballots),
        context.clock(),
        readers=[auditor],
    )
    return dict(deciding.write_decided(folder, decided).value)


def _aloud(line: str) -> None:
    print(line, file=sys.stderr)


def _silent(_line: str) -> None:
    return

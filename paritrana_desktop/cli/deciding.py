"""The plenary without a window: recount, decide; and verify, for anybody."""

from __future__ import annotations

import argparse
from pathlib import Path

from paritrana_desktop.cli.collecting import CHECK_FAILED
from paritrana_desktop.cli.context import LARGEST, Context, Outcome
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import acts_form, collection, keys, plenary, verifying
from paritrana_desktop.services.case import Case
from paritrana_desktop.services.plenary import Decided
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.services.verifying import Verdict, Verified
from paritrana_desktop.storage.files import make_folder, read_file, refuse_existing, write_file
from paritrana_desktop.texts import _, say

_ACTS_LIMIT = 1024 * 1024
_SQLITE = b"SQLite format 3\0"


def recount(context: Context, options: argparse.Namespace) -> Outcome:
    """Count again on this machine; a signed answer if both agree, exit 3 if they do not."""
    make_folder(options.out)
    key = keys.unlock(context.home, context.ask)
    with Reader() as reader:
        try:
            case = plenary.read(reader, read_file(options.plenary, LARGEST), key)
        except plenary.CountsDiffer as refusal:
            value = {"agrees": False, "result_fingerprint": None, "answer": None}
            return Outcome(value, (say(refusal),), CHECK_FAILED)
    name, data, result = plenary.recount(case, key)
    path = options.out / name
    write_file(path, data)
    code = fingerprint_code(Prefix.RESULT, result)
    return Outcome({"agrees": True, "result_fingerprint": code, "answer": str(path)}, (code, str(path)))


def decide(context: Context, options: argparse.Namespace) -> Outcome:
    """Freeze the decision, sign it, and write its documents and both bundles."""
    case, key = _case(context, options)
    acts = acts_form.read(read_file(options.acts, _ACTS_LIMIT), case.event, case.ballots)
    answers = [read_file(path, _ACTS_LIMIT) for path in options.recount]
    decided = plenary.decide(case, key, answers, acts, context.clock(), ink=options.ink)
    return write_decided(options.out, decided)


def write_decided(folder: Path, decided: Decided) -> Outcome:
    """Write everything that `decided` holds into `folder`."""
    make_folder(folder)
    bundle, archive = folder / decided.bundle_name, folder / decided.archive_name
    # A decision is never replaced by another one unasked.
    refuse_existing(bundle)
    documents = []
    for document in decided.documents:
        write_file(folder / document.name, document.pdf)
        documents.append({"kind": document.kind, "path": str(folder / document.name), "signed": document.signed})
    write_file(bundle, decided.bundle)
    write_file(archive, decided.archive)
    value = {
        "documents": documents,
        "bundle": str(bundle),
        "archive": str(archive),
        "result_fingerprint": decided.decision.code,
    }
    lines = (decided.decision.code, *(entry["path"] for entry in documents), str(bundle), str(archive))
    return Outcome(value, tuple(str(line) for line in lines))


def _case(context: Context, options: argparse.Namespace) -> tuple[Case, OwnKey]:
    untrusted = read_file(options.source, LARGEST)
    if untrusted.startswith(_SQLITE):
        with context.secretariat(options.source) as desk:
            return collection.case(desk, options.stage), desk.key
    key = keys.unlock(context.home, context.ask)
    with Reader() as reader:
        return plenary.read(reader, untrusted, key), key


def verify(context: Context, options: argparse.Namespace) -> Outcome:
    """A verdict on each file; exit 3 unless all are valid or sealed."""
    read: list[tuple[str, bytes]] = []
    found: dict[int, Verified] = {}
    for place, path in enumerate(options.files):
        try:
            read.append((path.name, read_file(path, LARGEST)))
        except Refusal as refusal:
            found[place] = Verified(path.name, "unknown", Verdict.INVALID, refusal.said)
    beside = verifying.read_beside(options.files)
    key = keys.unlock(context.home, context.ask) if _can_unlock(context) else None
    with Reader() as reader:
        rest = iter(verifying.verify(reader, read, key, beside))
    ordered = [found[place] if place in found else next(rest) for place in range(len(options.files))]
    value = {
        "files": [
            {
                "path": str(path),
                "kind": entry.kind,
                "verdict": str(entry.verdict),
                "by": entry.by,
                "compared_with": entry.compared_with,
                "reason": str(entry.reason),
            }
            for path, entry in zip(options.files, ordered, strict=True)
        ]
    }
    good = {Verdict.VALID, Verdict.SEALED}
    lines = tuple(
        f"{entry.name}: {_verdict_word(entry.verdict)}. {say(entry.reason)}" + (f" [{entry.by}]" if entry.by else "")
        for entry in ordered
    )
    return Outcome(value, lines, 0 if all(entry.verdict in good for entry in ordered) else CHECK_FAILED)


def _can_unlock(context: Context) -> bool:
    return context.passphrase_file is not None and context.home.read_key() is not None


def _verdict_word(verdict: Verdict) -> str:
    words = {
        Verdict.VALID: _("valid"),
        Verdict.OTHER: _("valid, but another one"),
        Verdict.INVALID: _("not valid"),
        Verdict.SEALED: _("sealed"),
    }
    return words[verdict]

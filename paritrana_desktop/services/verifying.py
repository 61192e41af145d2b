"""Verifying: what any file of the program is, who signed it, and whether it is what it says. Years later, offline."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.errors import N_, Refusal, Sentence
from paritrana_desktop.exchange import bundle, container, plenary_file
from paritrana_desktop.exchange.bundle import Bundle
from paritrana_desktop.security import identity, seal
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import certificates, plenary
from paritrana_desktop.services.case import RecountNotGenuine, check_bundle, parse_recount
from paritrana_desktop.services.desk import key_code
from paritrana_desktop.services.plenary import FIELD
from paritrana_desktop.services.reading import FileRefused, Reader
from paritrana_desktop.storage.files import read_file

if TYPE_CHECKING:
    from paritrana_desktop.exchange.container import Container

_AGE = b"age-encryption.org/"
_PDF = b"%PDF-"
_ZIP = b"PK"
_SQLITE = b"SQLite format 3\0"
_ENVELOPE = b"{"


class Verdict(StrEnum):
    """What verifying says of a file."""

    VALID = "valid"
    OTHER = "other"
    """Genuine, but not the one of the bundle or event beside it."""
    INVALID = "invalid"
    SEALED = "sealed"
    """Encrypted for somebody else: nothing can be said of its content."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The verdict on one file, with the reason in words."""

    name: str
    kind: str
    verdict: Verdict
    reason: Sentence
    by: str | None = None
    """The key that signed: `K-…`, whole."""
    compared_with: str = "file"
    """`file` (by itself), `bundle`, or `event`."""


class NothingKnown(Refusal):
    sentence = N_("This is not a file of the program, so nothing can be said of it.")


class SignersDiffer(Refusal):
    sentence = N_(
        "A document in this bundle is not signed by those whom its decision names. The bundle is not genuine."
    )


class PagesDiffer(Refusal):
    sentence = N_(
        "A document in this archive says something else than its decision and its ballots. It is not genuine."
    )


class RecordDiffers(Refusal):
    sentence = N_("The record attached to the decision's PDF is not the one in this bundle. The bundle is not genuine.")


def verify(
    reader: Reader, files: Iterable[tuple[str, bytes]], key: OwnKey | None, beside: Iterable[bytes] = ()
) -> tuple[Verified, ...]:
    """A verdict on each of `files` (name, content as read once).

    `key` opens what is sealed to this home. PDFs are compared with the bundles among `files`, else with those `beside`.
    """
    incoming = list(files)
    bundles = _bundles(reader, (data for _, data in incoming)) or _bundles(reader, beside)
    return tuple(_verified(reader, name, data, key, bundles) for name, data in incoming)


def _bundles(reader: Reader, files: Iterable[bytes]) -> list[Bundle]:
    found = []
    for data in files:
        if data.startswith(_ZIP):
            with suppress(Refusal):  # its own verdict says why
                found.append(_bundle(reader, reader.container(data, "decision")))
    return found


def _verified(reader: Reader, name: str, data: bytes, key: OwnKey | None, bundles: list[Bundle]) -> Verified:
    kind = _kind(data)
    unproved = Verified(name, kind, Verdict.INVALID, NothingKnown().said)
    try:
        if kind == "pdf":
            return _pdf(reader, unproved, data, bundles)
        if kind == "bundle":
            return _bundle_verdict(reader, unproved, data)
        if kind == "sealed":
            return _sealed(reader, unproved, data, key)
        if kind == "recount":
            return _recount(unproved, data)
    except Refusal as refusal:
        return replace(unproved, reason=refusal.said)
    return unproved


def _kind(data: bytes) -> str:
    heads = {_PDF: "pdf", _ZIP: "bundle", _AGE: "sealed", _SQLITE: "workspace", _ENVELOPE: "recount"}
    return next((kind for head, kind in heads.items() if data.startswith(head)), "unknown")


def _pdf(reader: Reader, unproved: Verified, data: bytes, bundles: list[Bundle]) -> Verified:
    held = [found for found in bundles if data in found.documents.values()]
    if held and not held[0].decision.signers:
        said = Sentence(N_("For ink: the unsigned document is byte for byte the one of the decision beside it."))
        return replace(unproved, verdict=Verdict.VALID, reason=said, compared_with="bundle")
    signatures = reader.pdf(data)
    digests = [identity.certificate_digest(signature.certificate) for signature in signatures]
    found = replace(
        unproved,
        verdict=Verdict.VALID,
        reason=Sentence(
            N_("Untouched since {name} signed it."), {"name": ", ".join(entry.name for entry in signatures)}
        ),
        by=", ".join(key_code(digest) for digest in digests),
    )
    if held:
        said = Sentence(
            N_("Untouched since {name} signed it, and byte for byte the one of the decision beside it."),
            {"name": ", ".join(entry.name for entry in signatures)},
        )
        return replace(found, reason=said, compared_with="bundle")
    if bundles and any(signature.field == FIELD for signature in signatures):
        said = Sentence(N_("Genuinely signed, but it is not a document of the decision beside it: another version."))
        return replace(found, verdict=Verdict.OTHER, reason=said, compared_with="bundle")
    return found


def _bundle(reader: Reader, container: Container) -> Bundle:
    """The bundle in a container that the child has verified and recounted; its documents are checked here."""
    found = bundle.read(container)
    wanted = [(signer.field, signer.certificate) for signer in found.decision.signers]
    for pdf in found.documents.values():
        if wanted:
            signed = [(entry.field, identity.certificate_digest(entry.certificate)) for entry in reader.pdf(pdf)]
            if signed != wanted:
                raise SignersDiffer
    sheet = found.documents.get("keputusan.pdf")
    if sheet is None or reader.attached_record(sheet) != found.record:
        raise RecordDiffers
    _check_pages(found)
    return found


def _check_pages(found: Bundle) -> None:
    """In a full bundle, each document must begin with the very bytes that its record and its ballots make."""
    case = check_bundle(found)
    if case is None:
        return
    made = plenary.rendered(case, case.tally(found.decision.acts.rulings), found.decision).values()
    if {name for name, _page in made} != found.documents.keys():
        raise PagesDiffer
    if not all(found.documents[name].startswith(page.pdf) for name, page in made):
        raise PagesDiffer


def _bundle_verdict(reader: Reader, unproved: Verified, data: bytes) -> Verified:
    container = reader.container(data, "decision", "archive")
    found = _bundle(reader, container)
    return replace(
        unproved,
        verdict=Verdict.VALID,
        reason=Sentence(N_("A decision with its documents, untouched: {code}."), {"code": found.decision.code}),
        by=key_code(certificates.digest(found.signer)),
    )


def _sealed(reader: Reader, unproved: Verified, data: bytes, key: OwnKey | None) -> Verified:
    seal.read_header(data)
    sealed = Sentence(N_("Encrypted for somebody else; with the reader's key it can be checked."))
    if key is None:
        return replace(unproved, verdict=Verdict.SEALED, reason=sealed)
    try:
        container = reader.container(data, "package", "plenary", "archive", age_identity=key.age_identity)
    except FileRefused as refused:
        if refused.why == seal.NotForThisKey.__name__:
            return replace(unproved, verdict=Verdict.SEALED, reason=sealed)
        if refused.why != "NotAContainer":
            raise
        return _own_ballot(reader, unproved, data, key)
    kind = container.manifest.content
    if kind == "archive":
        _bundle(reader, container)
    if kind == "plenary":
        plenary.checked(plenary_file.read(container))
    reasons = {
        "package": Sentence(N_("A package, untouched since the secretariat signed it.")),
        "plenary": Sentence(N_("A plenary file: every ballot is as its juror signed it, and the count agrees.")),
        "archive": Sentence(N_("A whole archive: every ballot is as its juror signed it, and the count agrees.")),
    }
    return replace(
        unproved,
        kind=kind,
        verdict=Verdict.VALID,
        reason=reasons[kind],
        by=key_code(certificates.digest(container.manifest.signer)),
        compared_with="bundle" if kind == "archive" else "file",
    )


def _own_ballot(reader: Reader, unproved: Verified, data: bytes, key: OwnKey) -> Verified:
    signed = reader.own_ballot(data, key.age_identity)
    code = fingerprint_code(Prefix.BALLOT, signed.id)
    return replace(
        unproved,
        kind="ballot",
        verdict=Verdict.VALID,
        reason=Sentence(N_("A ballot, untouched since its juror signed it: {code}."), {"code": code}),
        by=key_code(signed.key),
    )


def _recount(unproved: Verified, data: bytes) -> Verified:
    signed, answer = parse_recount(data)
    certificate = certificates.der(signed.key_hint)
    if identity.certificate_digest(certificate) != answer.certificate or not identity.verify(
        certificate, signed.signed_bytes, signed.signature
    ):
        raise RecountNotGenuine
    return replace(
        unproved,
        verdict=Verdict.VALID,
        reason=Sentence(N_("A recount by {juror}, untouched."), {"juror": answer.juror}),
        by=key_code(answer.certificate),
    )


def read_beside(paths: Iterable[Path]) -> tuple[bytes, ...]:
    """The decision bundles in the folders of `paths`: what a document there is compared with.

    One that cannot be read is no reason to say nothing of the others.
    """
    found = []
    for folder in dict.fromkeys(path.parent for path in paths):
        for path in sorted(folder.glob(f"*{bundle.SUFFIX}")):
            with suppress(Refusal):
                found.append(read_file(path, container.LIMIT))
    return tuple(found)

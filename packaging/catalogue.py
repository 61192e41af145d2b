"""The catalogue of phrases: `update` it from the sources, `check` it, `compile` it for the program.

`resources/i18n/id.po` is the translators' file. It carries no line numbers and no dates, so that a diff shows words.
"""

from __future__ import annotations

import ast
import io
import os
import shutil
import string
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "id"
HEADER = (
    "# Indonesian phrases of Paritrana Desktop. `python packaging/catalogue.py update` adds what the sources say.\n"
)
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
COMMENT_TAGS = ("Translators:",)
# Header fields that change at every run without telling a translator anything.
RESTLESS = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
    "Report-Msgid-Bugs-To",
)
# Babel does not know that Indonesian has one form for all numbers.
EMPTY = b"""
msgid ""
msgstr ""
"Project-Id-Version: Paritrana Desktop\\n"
"Language: id\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"""


def po_file(root: Path) -> Path:
    """The translators' file of the tree at `root`."""
    return root / "resources" / "i18n" / f"{LANGUAGE}.po"


def mo_file(root: Path) -> Path:
    """The compiled catalogue, where the program looks for it."""
    return root / "resources" / "i18n" / LANGUAGE / "LC_MESSAGES" / "paritrana.mo"


def extract(root: Path) -> Catalog:
    """Every phrase marked in the sources under `root`."""
    found = Catalog()
    entries = extract_from_dir(
        root / "paritrana_desktop",
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=COMMENT_TAGS,
        strip_comment_tags=True,
    )
    for name, line, phrase, comments, context in sorted(entries, key=lambda entry: (entry[0], entry[1])):
        place = (Path("paritrana_desktop") / name).as_posix()
        found.add(phrase, None, [(place, line)], auto_comments=comments, context=context)
    return found


def read(root: Path) -> Catalog:
    """The translators' file; an empty catalogue where there is none yet."""
    path = po_file(root)
    return read_po(io.BytesIO(path.read_bytes() if path.exists() else EMPTY))


def update(root: Path) -> None:
    """Add new phrases to the translators' file and drop those that no source says any more."""
    catalogue = read(root)
    catalogue.update(extract(root), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.header_comment = HEADER.rstrip("\n")
    written = io.BytesIO()
    write_po(written, catalogue, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(tuple(f'"{field}:' for field in RESTLESS)))
    _replace(po_file(root), kept.encode())


def faults(root: Path) -> list[str]:
    """What keeps the catalogue from being shipped: one line per missing, unfinished, stale or mismatched entry."""
    return [*_unmarkable(root), *_mismatches(extract(root), read(root))]


def compile_all(root: Path) -> list[Path]:
    """Compile what is newer than its compiled form; return what was written."""
    written = []
    source, target = po_file(root), mo_file(root)
    if _is_newer(source, target):
        compiled = io.BytesIO()
        write_mo(compiled, read(root))
        _replace(target, compiled.getvalue())
        written.append(target)
    for source in sorted((root / "resources" / "i18n").glob("*.ts")):
        target = source.with_suffix(".qm")
        if _is_newer(source, target):
            subprocess.run([_lrelease(), "-silent", str(source), "-qm", str(target)], check=True)
            written.append(target)
    return written


def _mismatches(said: Catalog, catalogue: Catalog) -> Iterator[str]:
    for message in said:
        if not message.id:
            continue
        translated = catalogue.get(_key(message))
        if translated is None or bool(translated.pluralizable) != bool(message.pluralizable):
            yield f"missing: {_key(message)!r}"
        elif translated.fuzzy:
            yield f"fuzzy: {_key(message)!r}"
        else:
            yield from _faults_of(message, translated)
    for message in catalogue:
        if message.id and said.get(_key(message)) is None:
            yield f"stale: {_key(message)!r}"
    for key in catalogue.obsolete:
        yield f"stale: {key!r}"


def _faults_of(message: Message, translated: Message) -> Iterator[str]:
    originals = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
    strings = translated.string if isinstance(translated.string, (list, tuple)) else (translated.string,)
    for text in strings:
        if not text or not text.strip():
            yield f"unfinished: {_key(message)!r}"
        # Indonesian has one form for all numbers; it fills the gaps of the English plural.
        elif _gaps(text) != _gaps(originals[-1]):
            yield f"gaps differ: {originals[-1]!r} and {text!r}"


def _gaps(text: str) -> set[str] | str:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        return f"{text!r} cannot be filled: {error}"


def _unmarkable(root: Path) -> Iterator[str]:
    """A phrase built at run time is never found in the catalogue, and extraction says nothing of it."""
    for path in sorted((root / "paritrana_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in KEYWORDS:
                phrases = node.args[: 2 if _called(node) == "ngettext" else 1]
                if any(isinstance(phrase, (ast.JoinedStr, ast.BinOp, ast.Call)) for phrase in phrases):
                    place = path.relative_to(root).as_posix()
                    yield f"not one plain string: {place}:{node.lineno}: {ast.unparse(node)}"


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def _is_newer(source: Path, target: Path) -> bool:
    return source.exists() and (not target.exists() or source.stat().st_mtime_ns > target.stat().st_mtime_ns)


def _lrelease() -> str:
    beside_python = str(Path(sys.executable).parent)
    found = shutil.which("pyside6-lrelease", path=os.pathsep.join((beside_python, os.environ.get("PATH", ""))))
    if found is None:
        sys.exit("pyside6-lrelease, which compiles Qt's phrases, is missing: it comes with PySide6-Essentials.")
    return found


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def _report(lines: Iterable[str]) -> int:
    found = list(lines)
    for line in found:
        print(line)
    print(f"{po_file(ROOT).relative_to(ROOT)}: " + (f"{len(found)} faults" if found else "complete"))
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """Do what the one argument says: `update`, `check` or `compile`."""
    match arguments:
        case ["update"]:
            update(ROOT)
            return _report(faults(ROOT))
        case ["check"]:
            return _report(faults(ROOT))
        case ["compile"]:
            for path in compile_all(ROOT):
                print(f"compiled {path.relative_to(ROOT)}")
            return 0
    print("usage: catalogue.py update|check|compile", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

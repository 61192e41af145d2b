"""The rules of the house that import contracts cannot see, checked on the syntax trees of the product.

Contracts look at modules; a wildcard, a dotted Qt module or a name given to `import_module` slips past them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "paritrana_desktop"

NETWORK = (
    *("aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib"),
    *("socket", "socketserver", "ssl", "telnetlib", "urllib.error", "urllib.request", "urllib3", "wsgiref", "xmlrpc"),
    *("PySide6.QtBluetooth", "PySide6.QtHttpServer", "PySide6.QtNetwork", "PySide6.QtNetworkAuth"),
    *("PySide6.QtRemoteObjects", "PySide6.QtWebChannel", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineQuick"),
    *("PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets", "PySide6.QtWebView"),
)
# Each library, and the only rooms that may know it.
ROOMS = {
    "PySide6": ("ui", "app"),
    "shiboken6": ("ui", "app"),
    "sqlalchemy": ("storage",),
    "alembic": ("storage",),
    "openpyxl": ("exchange",),
    "docx": ("exchange",),
    "reportlab": ("documents",),
    "pikepdf": ("documents",),
    "pyhanko": ("security",),
    "pyhanko_certvalidator": ("security",),
    "asn1crypto": ("security",),
    "pyrage": ("security",),
    "cryptography": ("security",),
    "babel": ("texts",),
}
# Parts of the standard library that reach out of the core: files, clocks, processes, secrets.
OUT_OF_THE_CORE = (
    *("io", "locale", "multiprocessing", "os", "pathlib", "secrets", "shutil", "sqlite3", "subprocess", "tempfile"),
    *("threading", "time"),
)
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
# Written so that this file does not find itself.
UNFINISHED = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|raise NotImplemente[d]Error")
SKIPPED = re.compile(r"pytest\.(?:mark\.)?(?:ski[p]|xfai[l]|importorski[p])")

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
MOST_METHODS = 20


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the product: where it stands in the package, and what it says."""

    parts: tuple[str, ...]
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first name below the package, as in `domain` or `app`."""
        return Path(self.parts[0]).stem

    def __str__(self) -> str:
        """The path below the package."""
        return "/".join(self.parts)

    def is_in(self, *folder: str) -> bool:
        """Whether this file stands in `folder` or below."""
        return self.parts[: len(folder)] == folder


def sources(package: Path) -> list[Source]:
    """Every file of the product below `package`."""
    files = sorted(package.rglob("*.py"))
    read = ((path, path.read_text(encoding="utf-8")) for path in files)
    return [Source(path.relative_to(package).parts, text, ast.parse(text)) for path, text in read]


def faults(package: Path) -> list[str]:
    """Each breach of a rule in the product, as `file:line: what`."""
    found: list[str] = []
    for source in sources(package):
        found += _import_faults(source)
        found += _size_faults(source)
        found += _wording_faults(source)
    return found


def unfinished(files: Iterable[Path]) -> list[str]:
    """Marks of unfinished work and tests that do not run, as `file:line: the line`."""
    return [
        f"{path.name}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line) or SKIPPED.search(line)
    ]


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything the file imports; `from a import b` is `a.b`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = _absolute(source, node)
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and _name(node.func) in {"import_module", "__import__"} and node.args:
            argument = node.args[0]
            if isinstance(argument, ast.Constant):
                yield node.lineno, str(argument.value)


def _absolute(source: Source, node: ast.ImportFrom) -> str:
    if node.level == 0:
        return node.module or ""
    here = (PACKAGE, *source.parts)[: -node.level]
    return ".".join((*here, node.module) if node.module else here)


def _import_faults(source: Source) -> Iterator[str]:
    for line, name in imports(source):
        place = f"{source}:{line}"
        if name.endswith(".*"):
            yield f"{place}: a wildcard hides what is imported: {name}"
        if _is_of(name, NETWORK):
            yield f"{place}: the product has no network: {name}"
        rooms = ROOMS.get(name.partition(".")[0])
        if rooms is not None and source.room not in rooms:
            yield f"{place}: only {' and '.join(rooms)} may know {name}"
        if source.is_in("ui", "presenters") and _is_of(name, ("PySide6", "shiboken6")):
            yield f"{place}: a presenter knows no Qt: {name}"
        if source.room == "domain" and not _is_pure(name):
            yield f"{place}: the core stands alone: {name}"


def _is_of(name: str, modules: Iterable[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def _is_pure(name: str) -> bool:
    if name.partition(".")[0] in sys.stdlib_module_names:
        return not _is_of(name, OUT_OF_THE_CORE)
    return _is_of(name, (f"{PACKAGE}.domain",))


def _size_faults(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > LONGEST_FILE:
        yield f"{source}:1: {lines} lines in a file"
    for node in ast.walk(source.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{source}:{node.lineno}: {length} lines in the function {node.name}"
        elif isinstance(node, ast.ClassDef):
            methods = sum(isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef)) for member in node.body)
            if methods > MOST_METHODS:
                yield f"{source}:{node.lineno}: {methods} methods in the class {node.name}"


def _wording_faults(source: Source) -> Iterator[str]:
    for part in source.parts:
        if Path(part).stem in NAMELESS:
            yield f"{source}:1: a name that says nothing: {part}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and not _raises_on(node):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(one is None or _name(one) in {"Exception", "BaseException"} for one in caught):
                yield f"{source}:{node.lineno}: this catches everything, faults of our own too"


def _raises_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _name(node: ast.AST | None) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""

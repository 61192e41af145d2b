"""The official wording of documents, read from `resources/texts/`, with the event's own names in its gaps.

Documents are Indonesian whatever the language of the interface. Beside the gaps that a caller fills, every phrase
may use what the award calls things: {tim}, {juri}, {nomine}, {juara}, {desa}, also as {Tim} and {TIM}.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from paritrana_desktop import paths
from paritrana_desktop.domain.plan import Plan

SHARED = "shared"


class Phrases:
    """The phrases of one document for one plan; what it lacks comes from those that all documents share."""

    def __init__(self, document: str, plan: Plan) -> None:
        """Read the wording of `document`, a file of `resources/texts/` without its ending."""
        self.zone = plan.occasion.zone
        self._own = _read(document)
        wording = plan.wording
        called = {
            "tim": wording.panel,
            "juri": wording.juror,
            "nomine": wording.nominee,
            "juara": wording.place,
            "desa": wording.village,
        }
        self._names = {
            key: name
            for gap, value in called.items()
            for key, name in ((gap, value), (gap.capitalize(), headed(value)), (gap.upper(), value.upper()))
        }

    def __call__(self, key: str, /, **gaps: str | int) -> str:
        """The phrase at `key` (dotted inside a group), its gaps filled; KeyError if there is none."""
        return str(self._at(key)).format(**self._names, **gaps)

    def lines(self, key: str, /, **gaps: str | int) -> tuple[str, ...]:
        """The phrases of the list at `key`, their gaps filled."""
        return tuple(str(line).format(**self._names, **gaps) for line in self._at(key))

    def _at(self, key: str) -> Any:
        for book in (self._own, _read(SHARED)):
            found: Any = book
            for part in key.split("."):
                found = found.get(part) if isinstance(found, dict) else None
            if found is not None:
                return found
        raise KeyError(key)


def headed(text: str) -> str:
    """`text` with each word begun by a capital, as headings write it; what is already in capitals stays."""
    return " ".join("/".join(part[:1].upper() + part[1:] for part in word.split("/")) for word in text.split())


@cache
def _read(document: str) -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "texts" / f"{document}.toml").read_text("utf-8"))

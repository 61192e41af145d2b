"""Everything that goes wrong, each with the sentence that a person reads.

Sentences are written in English here, marked with `N_` for the catalogue, and put into the reader's language only
where they are shown (`texts.say`). A good sentence says what happened, what is safe, and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias


def N_(sentence: str) -> str:  # noqa: N802  the name that extraction tools know
    """Mark `sentence` for the catalogue and return it unchanged."""
    return sentence


Said: TypeAlias = "str | int | Sentence"
"""What fills a gap: text and numbers as they are, or a sentence to be translated in turn."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the catalogue, not yet translated, with the values for its `{gaps}`."""

    text: str
    values: Mapping[str, Said] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English sentence: for logs and tests; people read `texts.say(sentence)`."""
        return self.text.format(**self.values)


class ParitranaError(Exception):
    """Root of both families: `Refusal` (the user can act) and `Fault` (ours).

    A subclass sets `sentence`; the keyword arguments of the constructor fill its gaps.
    """

    sentence: ClassVar[str] = N_("Something went wrong. Nothing was changed.")

    def __init__(self, **values: Said) -> None:
        """Keep `values` for the gaps of the class's sentence."""
        self.said = Sentence(self.sentence, values)
        super().__init__(str(self.said))


class Refusal(ParitranaError):
    """The user can act: exit code 1 on the command line, a calm box in the window."""


class Fault(ParitranaError):
    """Our fault: the log has the details, the person gets an apology and what is safe."""

    sentence = N_("The program made a mistake. Nothing was changed; please keep the file for those who look after it.")


class UsageError(ParitranaError):
    """The command line was used wrongly: exit code 2."""

    sentence = N_("The command was not understood: {problem}. “paritrana --help” lists what can be asked.")

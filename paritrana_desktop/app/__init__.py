"""The composition root: decides between window and command line, and builds what either needs."""

from __future__ import annotations

from collections.abc import Sequence

from paritrana_desktop import texts
from paritrana_desktop.cli import arguments as accepted


def run(arguments: Sequence[str]) -> int:
    """Run the program; a first word that is a command is the command, else a file to open in the window."""
    word = accepted.first_word(arguments)
    if word is None and {"--version", "--help", "-h"} & set(arguments):
        texts.use(accepted.language_asked(arguments) or "id")
        return accepted.answer(arguments)
    if word in accepted.COMMANDS:
        from paritrana_desktop.cli.run import run as run_command  # noqa: PLC0415  not before the first paint

        return run_command(arguments)
    from paritrana_desktop.app.desktop import open_window  # noqa: PLC0415  not on the command line

    return open_window(arguments)

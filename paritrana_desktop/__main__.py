"""Arguments decide: the limited child, the command line, or the window."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the program with the arguments of this process; the result is its exit code."""
    # What this person writes is nobody else's to read.
    os.umask(0o077)
    arguments = sys.argv[1:]
    if arguments == ["--read-untrusted"]:
        from paritrana_desktop.services.reading_child import main as read_untrusted  # noqa: PLC0415  only the child

        return read_untrusted()
    from paritrana_desktop import app  # noqa: PLC0415  not in the child

    return app.run(arguments)


if __name__ == "__main__":
    sys.exit(main())

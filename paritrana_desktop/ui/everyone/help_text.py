"""What F1 says: for each page what is done there, in a few sentences, and the keys it knows."""

from __future__ import annotations

from paritrana_desktop.texts import _


def of(key: str) -> tuple[str, str]:
    """Title and text of the help for the page `key`."""
    texts = {
        "start": _(
            "Open the file that you were given: a juror's package, the secretariat's workspace, a plenary file. "
            "Or drop it anywhere in this window. A document is checked the same way."
        ),
        "unlock": _(
            "Jurors type the code of their letter; capitals, spaces and dashes do not matter. "
            "The secretariat types the passphrase of the event."
        ),
        "packages": _(
            "Issue the packages, then send each juror's package and letter by different ways. "
            "Issuing again prints the same letters and codes."
        ),
        "ballots": _(
            "Drop the jurors' files here. Each gets a verdict; the same file twice does nothing. "
            "When all have handed in, close receiving: that opens the count."
        ),
        "score": _(
            "Type a mark such as 85 or 85,5 and press Enter for the next criterion. Ctrl+Down leads to the next "
            "nominee. “Saved” means that the mark is on the disk."
        ),
    }
    keys = _("Ctrl+1 to Ctrl+9 change the page, Ctrl and + or − the size of the letters, F1 opens this help.")
    text = texts.get(key)
    return _("Help"), f"{text}\n\n{keys}" if text else keys

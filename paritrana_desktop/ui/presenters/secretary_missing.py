"""What a page of the secretariat says while there is nothing for it to show: what to do next, and where."""

from __future__ import annotations

from dataclasses import dataclass

from paritrana_desktop.texts import _


@dataclass(frozen=True, slots=True)
class Missing:
    """An empty state; `page` is the key of the page where the next step is done."""

    icon: str
    title: str
    text: str
    button: str
    page: str


def no_plan() -> Missing:
    """Nothing was imported yet."""
    return Missing(
        "new-event",
        _("There is no plan yet"),
        _("Categories, criteria, nominees and the panel come from the event workbook."),
        _("Go to the event and import the workbook"),
        "event",
    )


def not_issued() -> Missing:
    """Nothing can come in before packages went out."""
    return Missing(
        "people",
        _("No packages have been issued yet"),
        _("Jurors score after they have received their package and the letter with the code."),
        _("Go to the packages"),
        "packages",
    )


def sealed() -> Missing:
    """No totals before the closing."""
    return Missing(
        "lock",
        _("The count is sealed"),
        _(
            "Totals and ranks stay closed to everybody until receiving is closed. "
            "Closing it earlier needs a reason, which is printed in the minutes."
        ),
        _("Go to the files received and close receiving"),
        "ballots",
    )

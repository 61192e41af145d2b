"""All faults and warnings of a workbook at once, each with its place."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from paritrana_desktop.exchange.workbook.event import EventWorkbook
from paritrana_desktop.texts import _, ngettext, number
from paritrana_desktop.ui.presenters import secretary_event
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button
from paritrana_desktop.ui.shared.cards import Card, row
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Words


class FindingsDialog(QDialog):
    """With faults it can only be closed; with warnings alone the workbook can be used all the same."""

    def __init__(self, parent: QWidget | None, name: str, read: EventWorkbook) -> None:
        """`name` of the file, and what was found in it."""
        super().__init__(parent)
        faults, warnings = len(read.faults), len(read.warnings)
        self.setWindowTitle(name)
        self.setModal(True)
        self.resize(900, 560)
        if faults:
            title = ngettext("The workbook has {count} fault", "The workbook has {count} faults", faults)
            text = _("Nothing was changed. Please correct everything listed here in the workbook and import it again.")
        else:
            title = ngettext("The workbook has {count} warning", "The workbook has {count} warnings", warnings)
            text = _("The workbook can be used. Please look at what may not be meant.")
        title = title.format(count=number(faults or warnings, 0))
        self.table = Table(name=title)
        self.table.show_rows(secretary_event.fault_columns(), secretary_event.fault_rows(read.faults, read.warnings))
        card = Card(tight=True)
        card.content.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.LARGE_SPACE] * 4)
        column.setSpacing(tokens.SPACE)
        tone = "wrong" if faults else "caution"
        heading = row(Icon(tone, tone=tone, size=24), Words(title, type="section"), spacing=tokens.SPACE)
        heading.setStretch(1, 1)
        column.addLayout(heading)
        column.addWidget(Words(f"{name}: {text}"))
        column.addWidget(card, 1)
        buttons = row(None, spacing=tokens.SPACE)
        self.no = Button(_("Close") if faults else _("Cancel"), kind="primary" if faults else "secondary")
        self.no.clicked.connect(self.reject)
        buttons.addWidget(self.no)
        self.yes = Button(_("Import all the same"), kind="primary", pressed=self.accept)
        self.yes.setVisible(not faults)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)
        (self.no if faults else self.yes).setFocus()

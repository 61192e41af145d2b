"""In which category the meeting departs from the scores."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from paritrana_desktop.texts import _
from paritrana_desktop.ui.chair.fields import SteadyCombo
from paritrana_desktop.ui.chair.tab_order import tab_through
from paritrana_desktop.ui.shared.dialogs import Question


class CategoryDialog(Question):
    """`name` is the answer."""

    def __init__(self, parent: QWidget | None, names: tuple[str, ...]) -> None:
        """The first of `names` is proposed."""
        super().__init__(
            parent,
            _("Depart from the scores"),
            _("The places of which category does the meeting give in another order than the scores?"),
            _("Go on"),
        )
        self.names = SteadyCombo(_("Category"), lambda _name: None)
        self.names.show_choices(tuple((name, name) for name in names), names[0] if names else "")
        self.fields.addWidget(self.names)
        tab_through((self.names, self.no, self.yes))
        self.names.setFocus()

    def name(self) -> str:
        """The category chosen."""
        return str(self.names.currentData())

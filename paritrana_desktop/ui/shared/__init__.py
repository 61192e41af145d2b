"""What every page may use: tasks, dialogs, the table model, the look."""

from __future__ import annotations

from paritrana_desktop.ui.shared.ownership import mend_nested_layouts

# Here, because whatever builds a widget has imported something of this room before.
mend_nested_layouts()

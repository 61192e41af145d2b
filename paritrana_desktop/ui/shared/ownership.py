"""Widgets inside nested layouts belong to the window, as every other widget does.

WORKAROUND: in PySide6 6.12.0 a layout that is added to another one brings its widgets to their parent, but leaves them
owned by Python as well (6.11.3 hands them over). Such a widget is destroyed twice: its own destruction lets go of the
last reference to its window, which destroys it again; the program ends while collecting garbage or on leaving.
https://bugreports.qt.io/projects/PYSIDE
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout
from shiboken6 import ownedByPython

_ADDING = ((QBoxLayout, "addLayout"), (QBoxLayout, "insertLayout"), (QGridLayout, "addLayout"))


def hand_over(layout: QLayout) -> None:
    """Give every widget in `layout`, and in the layouts inside it, to the parent that it already has."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if inner is not None:
            hand_over(inner)
        elif widget is not None and widget.parentWidget() is not None and ownedByPython(widget):
            # To the same parent: only Python's side of the matter changes.
            widget.setParent(widget.parentWidget())


def _handing_over(add: Callable[..., None]) -> Callable[..., None]:
    @wraps(add)
    def added(outer: QLayout, *arguments: Any, **named: Any) -> None:
        add(outer, *arguments, **named)
        for inner in (*arguments, *named.values()):
            if isinstance(inner, QLayout):
                hand_over(inner)

    return added


def mend_nested_layouts() -> None:
    """Let the layouts of this process hand their widgets over; once is enough."""
    for kind, name in _ADDING:
        add = getattr(kind, name)
        if not hasattr(add, "__wrapped__"):
            setattr(kind, name, _handing_over(add))

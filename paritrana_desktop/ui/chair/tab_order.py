"""The order of the Tab key where widgets are not made in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QWidget


def tab_through(stops: Iterable[QWidget]) -> None:
    """Tab goes through `stops` one after the other."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)

"""Whether people who cannot see or cannot use a mouse can work a page: names, focus that shows, order of Tab.

A test of a page shows it in a window and asks for the lists, each of which must be empty:

    assert accessible.unnamed(page) == []
    assert accessible.out_of_order(page) == []
    assert accessible.without_visible_focus(page) == []
    assert accessible.cut(page) == []           # also at Look("light", 200) and tokens.SMALLEST_WINDOW
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def unnamed(root: QWidget) -> list[str]:
    """Interactive widgets below `root` for which a screen reader would have no name."""
    return [_described(widget) for widget in _interactive(root) if not spoken_name(widget)]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says for `widget`."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def out_of_order(root: QWidget) -> list[str]:
    """Steps of the Tab key below `root` that go backwards: up in the same column, or left in the same row."""
    stops = tab_stops(root)
    return [
        f"{_described(before)} -> {_described(after)}"
        for before, after in pairwise(stops)
        if _goes_back(_place(before, root), _place(after, root))
    ]


def tab_stops(root: QWidget) -> list[QWidget]:
    """The widgets below `root` in which the Tab key stops, in its order; `root` stands in a shown, active window.

    The key itself is pressed: PySide6 6.12 loses the wrappers of widgets that `nextInFocusChain` has handed out, and
    the program ends when Python collects its garbage.
    """
    window = root.window()
    window.activateWindow()
    QApplication.processEvents()
    root.setFocus(Qt.FocusReason.OtherFocusReason)
    reached: list[QWidget] = []
    while True:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        if widget is None or widget in reached:
            return [widget for widget in reached if root.isAncestorOf(widget)]
        reached.append(widget)


def without_visible_focus(root: QWidget) -> list[str]:
    """Tab stops below `root` that look the same with the focus as without; `root` stands in a shown, active window."""
    window = root.window()
    found = []
    for widget in tab_stops(root):
        if isinstance(widget, QAbstractItemView) and widget.model().rowCount() == 0:
            continue
        window.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.processEvents()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(widget, QAbstractItemView) and not widget.currentIndex().isValid():
            widget.setCurrentIndex(widget.model().index(0, 0))
        QApplication.processEvents()
        if widget.grab().toImage() == without:
            found.append(_described(widget))
    return found


def cut(window: QWidget) -> list[str]:
    """Texts in the window that have less room than they need."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.fontMetrics().height()
        wide = max(label.fontMetrics().horizontalAdvance(part) for part in _unbreakable(label))
        if label.height() + 1 < needed or label.contentsRect().width() + 1 < wide:
            found.append(label.text())
    buttons = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    found += [
        button.text()
        for button in buttons
        if button.width() + 1 < button.fontMetrics().horizontalAdvance(button.text())
    ]
    return found


def _unbreakable(label: QLabel) -> list[str]:
    if not label.wordWrap():
        return [label.text()]
    return label.text().replace("-", "- ").replace("/", "/ ").split()


def _interactive(root: QWidget) -> list[QWidget]:
    found = [widget for widget in root.findChildren(QWidget) if isinstance(widget, _INTERACTIVE)]
    # Inner parts of Qt's own widgets (a header, the line of a spin box, the button of a scroll area) speak through it.
    return [
        widget
        for widget in found
        if widget.isVisibleTo(root) and not _is_part(widget) and not widget.objectName().startswith("qt_")
    ]


def _is_part(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit))


def _place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _goes_back(before: QRect, after: QRect) -> bool:
    same_row = after.top() < before.bottom() and before.top() < after.bottom()
    if same_row:
        return after.right() < before.left()
    return after.bottom() <= before.top() and after.left() < before.right()


def _described(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QAbstractButton, QLineEdit)) else ""
    return f"{type(widget).__name__} {spoken_name(widget) or text!r}"

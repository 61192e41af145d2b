"""The one icon family: stroke drawings from `resources/icons`, painted in the colours in use.

```
Icon("caution", tone="caution", size=20)        # a picture beside words
SignButton("menu", _("Settings"))               # a button that shows only a sign; its name is spoken
```
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from paritrana_desktop import paths
from paritrana_desktop.ui.shared.style import colour, px


class Icon(QWidget):
    """A drawing in the colour of a token; decoration beside words, so a screen reader passes over it."""

    def __init__(self, name: str, *, tone: str = "text", size: int = 24, parent: QWidget | None = None) -> None:
        """`name` of a file in `resources/icons`, `size` in pixels at zoom 100."""
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: str) -> None:
        """Show another drawing."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Grows with the type."""
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The drawing, centred."""
        with QPainter(self) as painter:
            paint(painter, self._name, self._tone, QRectF(self.rect()))


class SignButton(QPushButton):
    """A square button with a drawing and no words; `spoken` is its accessible name and tooltip."""

    def __init__(
        self, name: str, spoken: str, *, tone: str = "text", bare: bool = False, parent: QWidget | None = None
    ) -> None:
        """`name` of a file in `resources/icons`; a `bare` one is small and has no border at rest."""
        super().__init__(parent)
        self._name, self._tone = name, tone
        self.setProperty("kind", "sign")
        self.setProperty("bare", bare)
        self._side = 16 if bare else 20
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, then the drawing over it."""
        super().paintEvent(event)
        side = px(self._side)
        with QPainter(self) as painter:
            place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            paint(painter, self._name, self._tone if self.isEnabled() else "muted", place)


def paint(painter: QPainter, name: str, tone: str, place: QRectF) -> None:
    """Paint the drawing `name` in the colour of the token `tone` into the largest square of `place`."""
    side = min(place.width(), place.height())
    square = QRectF(place.x() + (place.width() - side) / 2, place.y() + (place.height() - side) / 2, side, side)
    _renderer(name, colour(tone).name()).render(painter, square)


def program_icon() -> QIcon:
    """The program's own sign, for windows and the task bar."""
    return QIcon(str(paths.resources() / "icons" / "paritrana.svg"))


@cache
def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode()))

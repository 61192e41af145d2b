"""Short questions: confirm, ask for text, choose files. Each waits for the answer and returns it.

```
if confirm(self, _("Hand in {count} marks?").format(count=…), _("They are locked afterwards."), _("Hand in")): …
files = choose_files(self, _("Score files"), "*.paritrana-nilai")
```

The buttons say what they do; Escape always means no. Set `Choosing.native` to False to get Qt's own file dialogs,
which tests can drive.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from paritrana_desktop.domain.errors import ParitranaError, Refusal
from paritrana_desktop.texts import _, say
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button, without_mnemonic
from paritrana_desktop.ui.shared.cards import row
from paritrana_desktop.ui.shared.icons import Icon
from paritrana_desktop.ui.shared.style import dress
from paritrana_desktop.ui.shared.words import Words


class Choosing:
    """How files are chosen in this process."""

    native = True


class Question(QDialog):
    """A title, an explanation, room for fields at `fields`, and the two buttons at the bottom right."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, yes: str, *, no: str | None = None, icon: str = ""
    ) -> None:
        """`yes` is an imperative (`Hand in`); `no` is Cancel where none is given, and absent where empty."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(480)
        self.yes = Button(yes, kind="primary", pressed=self.accept)
        self.yes.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[tokens.LARGE_SPACE] * 4)
        column.setSpacing(tokens.SPACE)
        heading = row(Words(title, type="section"), spacing=tokens.SPACE)
        if icon:
            heading.insertWidget(0, Icon(icon, tone=icon, size=24))
        column.addLayout(heading)
        self.text = Words(text)
        if text:
            column.addWidget(self.text)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(tokens.SMALL_SPACE)
        column.addLayout(self.fields)
        column.addSpacing(tokens.TIGHT)
        buttons = row(None, spacing=tokens.SPACE)
        if no != "":
            self.no = Button(no or _("Cancel"), pressed=self.reject)
            buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """As tall as the text needs at this width: Qt asks for a width that a small screen does not give."""
        super().showEvent(event)
        column = self.layout()
        assert column is not None
        self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))


def confirm(parent: QWidget | None, title: str, text: str, yes: str, *, caution: bool = False) -> bool:
    """Whether the person pressed `yes`; `caution` marks what cannot be taken back."""
    return bool(Question(parent, title, text, yes, icon="caution" if caution else "").exec())


def tell(parent: QWidget | None, title: str, text: str, *, icon: str = "info") -> None:
    """Show something that must be read before going on."""
    Question(parent, title, text, _("Close"), no="", icon="" if icon == "info" else icon).exec()


def tell_error(parent: QWidget | None, error: ParitranaError) -> None:
    """Show what went wrong where no page can: at the start, or outside a page."""
    error_dialog(parent, error).exec()


def error_dialog(parent: QWidget | None, error: ParitranaError) -> Question:
    """What `tell_error` shows, for those who do not wait for the answer."""
    title = _("That is not possible") if isinstance(error, Refusal) else _("Something went wrong")
    return Question(parent, title, say(error), _("Close"), no="", icon="wrong")


def ask_text(
    parent: QWidget | None,
    title: str,
    text: str,
    yes: str,
    *,
    label: str,
    secret: bool = False,
    start: str = "",
    parse: Callable[[str], object] | None = None,
) -> str | None:
    """What the person typed, stripped, or None where they cancelled.

    `parse` may refuse it with a `Refusal`, which is shown beneath the field; `secret` shows dots. An empty text is
    refused by the button itself.
    """
    question = TextQuestion(parent, title, text, yes, label=label, secret=secret, start=start, parse=parse)
    return question.line.text().strip() if question.exec() else None


class TextQuestion(Question):
    """A question whose answer is one line of text."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        yes: str,
        *,
        label: str,
        secret: bool = False,
        start: str = "",
        parse: Callable[[str], object] | None = None,
    ) -> None:
        """See `ask_text`."""
        super().__init__(parent, title, text, yes)
        self._parse = parse
        self.line = QLineEdit(start)
        self.line.setAccessibleName(label)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        caption = Words(label, type="small", strong=True)
        caption.setBuddy(self.line)
        self.reason = Words(type="small", tone="wrong", strong=True)
        self.reason.hide()
        for widget in (caption, self.line, self.reason):
            self.fields.addWidget(widget)
        self.line.textChanged.connect(self._changed)
        self._changed(start)
        self.line.setFocus()

    def accept(self) -> None:
        """Close only with a text that the parser takes."""
        if self._parse is not None:
            try:
                self._parse(self.line.text().strip())
            except Refusal as refusal:
                self.reason.say(say(refusal))
                self.reason.show()
                dress(self.line, refused=True)
                self.line.setFocus()
                return
        super().accept()

    def _changed(self, typed: str) -> None:
        self.yes.setEnabled(bool(typed.strip()))
        self.reason.hide()
        dress(self.line, refused=False)


def choose_files(parent: QWidget | None, title: str, patterns: str, start: Path | None = None) -> tuple[Path, ...]:
    """The files that were chosen, none where the person cancelled; `patterns` as in `"*.xlsx *.csv"`."""
    names, _filter = QFileDialog.getOpenFileNames(
        parent, title, str(start or ""), _filters(patterns), options=_options()
    )
    return tuple(Path(name) for name in names)


def choose_file(parent: QWidget | None, title: str, patterns: str, start: Path | None = None) -> Path | None:
    """The one file that was chosen, or None."""
    name, _filter = QFileDialog.getOpenFileName(parent, title, str(start or ""), _filters(patterns), options=_options())
    return Path(name) if name else None


def choose_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """The folder that was chosen, or None."""
    options = _options() | QFileDialog.Option.ShowDirsOnly
    name = QFileDialog.getExistingDirectory(parent, title, str(start or ""), options)
    return Path(name) if name else None


def choose_target(parent: QWidget | None, title: str, suggested: Path, patterns: str) -> Path | None:
    """Where to save, always under the suffix of `suggested`; nothing is replaced without a question."""
    name, _filter = QFileDialog.getSaveFileName(parent, title, str(suggested), _filters(patterns), options=_options())
    if not name:
        return None
    typed = Path(name)
    if typed.suffix.lower() == suggested.suffix.lower():
        return typed
    # The dialog asked about the name as it was typed, which is not the file that will be written.
    target = typed.with_name(typed.name + suggested.suffix)
    if target.exists() and not confirm(
        parent,
        _("Replace this file?"),
        _("{name} is already in {folder}. It will be replaced.").format(name=target.name, folder=target.parent.name),
        _("Replace"),
        caution=True,
    ):
        return None
    return target


def _filters(patterns: str) -> str:
    return f"{patterns} ({patterns});;{without_mnemonic(_('All files'))} (*)" if patterns else ""


def _options() -> QFileDialog.Option:
    return QFileDialog.Option(0) if Choosing.native else QFileDialog.Option.DontUseNativeDialog

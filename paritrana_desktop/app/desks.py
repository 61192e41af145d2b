"""The desks that the window can show: how each is opened, what its rail holds, how it is let go."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from paritrana_desktop.app import opening
from paritrana_desktop.app.opening import FileKind, Found
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange.workbook_event import EventWorkbook
from paritrana_desktop.services import preparation, verifying
from paritrana_desktop.services.chairing import Chairing
from paritrana_desktop.services.desk import Desk, local_clock
from paritrana_desktop.services.keys import SecretKind
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.services.verifying import Verified
from paritrana_desktop.storage.files import read_file, write_file
from paritrana_desktop.storage.home import Home
from paritrana_desktop.texts import _
from paritrana_desktop.ui.everyone import help_text
from paritrana_desktop.ui.everyone.unlock import UnlockDialog, Unlocking, UnlockPage
from paritrana_desktop.ui.shared.dialogs import choose_target, tell
from paritrana_desktop.ui.shared.page import Page, Place
from paritrana_desktop.ui.window import Desk as Shown

if TYPE_CHECKING:
    from paritrana_desktop.app.desktop import Desktop


def show_found(desktop: Desktop, found: Found) -> None:
    """Ask for the secret of a file, then show its desk; a document is checked instead."""
    if found.kind is FileKind.PACKAGE:
        _show_package(desktop, found)
        return
    if found.secret is None:
        desktop.check((found.path,))
        return
    home = Home(desktop.home)

    def work(secret: str) -> Desk | Scoring | Chairing:
        if found.kind is FileKind.SECRETARIAT:
            return opening.open_secretariat(home, found, secret)
        if found.kind is FileKind.PLENARY:
            return opening.open_plenary(home, desktop.reader(), found, secret)
        return opening.open_own(home, desktop.reader(), found, secret)

    def done(opened: Desk | Scoring | Chairing) -> None:
        desktop.remember(found.path)
        show_desk(desktop, opened)

    unlocking = Unlocking(found.secret, _("Open this file"), found.path.name, desktop.tasks, work, done)
    _show_question(desktop, found.path.name, lambda: UnlockPage(unlocking))


def _show_package(desktop: Desktop, found: Found) -> None:
    from paritrana_desktop.ui.juror.open_page import Opening, OpenPackagePage  # noqa: PLC0415  only a juror's

    def opened(scoring: Scoring, _state: object) -> None:
        desktop.remember(found.path)
        show_juror(desktop, scoring)

    how = Opening(
        name=found.path.name,
        untrusted_data=found.untrusted_data,
        home=Home(desktop.home),
        tasks=desktop.tasks,
        clock=local_clock,
        random=secrets.token_bytes,
        opened=opened,
    )
    _show_question(desktop, found.path.name, lambda: OpenPackagePage(how))


def _show_question(desktop: Desktop, title: str, make: Callable[[], Page]) -> None:
    place = Place("unlock", _("Unlock"), make)
    desktop.show(lambda: Shown(title, "", (place,), desktop.menu()), _nothing)


def show_desk(desktop: Desktop, opened: Desk | Scoring | Chairing) -> None:
    """Show the desk that was opened, whosever it is."""
    if isinstance(opened, Scoring):
        show_juror(desktop, opened)
    elif isinstance(opened, Chairing):
        show_chair(desktop, opened)
    else:
        show_secretariat(desktop, opened)


def show_secretariat(desktop: Desktop, desk: Desk) -> None:
    """The secretariat's pages."""
    from paritrana_desktop.ui.secretary.pages import places  # noqa: PLC0415  each desk loads only its own pages
    from paritrana_desktop.ui.secretary.session import Session  # noqa: PLC0415

    def show(plan: Plan | None) -> None:
        session = Session(
            tasks=desktop.tasks,
            desk=desk,
            reader=desktop.reader(),
            changed=desktop.window.refresh,
            mark=desktop.window.mark,
            open_page=desktop.window.open,
            home=Path.home(),
        )
        title = plan.occasion.name if plan is not None else _("New event")
        desktop.show(lambda: Shown(title, _("Secretariat"), places(session), desktop.menu()), desk.store.close)

    desktop.tasks.write(lambda _progress: preparation.draft(desk), show)


def show_juror(desktop: Desktop, scoring: Scoring) -> None:
    """A juror's pages."""
    from paritrana_desktop.ui.juror.pages import places  # noqa: PLC0415  each desk loads only its own pages
    from paritrana_desktop.ui.juror.session import JurorSession  # noqa: PLC0415

    session = JurorSession(
        tasks=desktop.tasks,
        scoring=scoring,
        changed=desktop.window.refresh,
        say_state=desktop.window.say_state,
        mark=desktop.window.mark,
        open_page=desktop.window.open,
        open_file=_open_with_system,
        home=Path.home(),
    )
    title = scoring.plan.occasion.name
    desktop.show(lambda: Shown(title, _("Juror"), places(session), desktop.menu()), scoring.desk.store.close)


def show_chair(desktop: Desktop, chairing: Chairing) -> None:
    """The plenary's pages: the chair's, or a witness's."""
    from paritrana_desktop.ui.chair.pages import places  # noqa: PLC0415  each desk loads only its own pages
    from paritrana_desktop.ui.chair.session import Session  # noqa: PLC0415

    session = Session(
        tasks=desktop.tasks,
        chairing=chairing,
        changed=desktop.window.refresh,
        say_state=desktop.window.say_state,
        open_page=desktop.window.open,
        check=desktop.check,
        home=Path.home(),
    )
    title = chairing.case.plan.occasion.name
    desktop.show(lambda: Shown(title, session.role, places(session), desktop.menu()), chairing.desk.store.close)


def show_check(desktop: Desktop, files: tuple[Path, ...]) -> None:
    """The page that says what files are."""
    from paritrana_desktop.ui.everyone.verify_page import VerifyPage  # noqa: PLC0415  only when asked for

    def verify(paths: tuple[Path, ...]) -> tuple[Verified, ...]:
        reader = desktop.reader()
        read = [(path.name, read_file(path, opening.LARGEST)) for path in paths]
        beside = [read_file(path, opening.LARGEST) for path in verifying.bundles_beside(paths)]
        return verifying.verify(reader, read, None, beside)

    place = Place("check", _("Check a document"), lambda: VerifyPage(desktop.tasks, verify, files))
    desktop.show(lambda: Shown(_("Check a document"), "", (place,), desktop.menu()), _nothing)


def new_event(desktop: Desktop, workbook: Path) -> None:
    """Read the workbook, show its faults if it has any, else ask for a place and a passphrase and make the event."""
    from paritrana_desktop.ui.secretary.findings_dialog import FindingsDialog  # noqa: PLC0415  only when needed

    def looked_at(read: EventWorkbook) -> None:
        found = bool(read.faults or read.warnings)
        if not found or FindingsDialog(desktop.window, workbook.name, read).exec():
            _make_event(desktop, workbook, read)

    desktop.tasks.write(
        lambda _progress: opening.read_workbook(desktop.reader(), workbook), looked_at, what=_("Reading the workbook")
    )


def _make_event(desktop: Desktop, workbook: Path, read: EventWorkbook) -> None:
    target = choose_target(
        desktop.window, _("Where shall the event be kept?"), workbook.with_suffix(".paritrana"), "*.paritrana"
    )
    if target is None:
        return
    home = Home(desktop.home)

    def work(secret: str) -> Desk:
        return opening.new_secretariat(home, read, target, secret)

    def done(made: Desk) -> None:
        desktop.remember(target)
        show_secretariat(desktop, made)

    title = _("A passphrase for this event")
    UnlockDialog(
        Unlocking(SecretKind.NEW_PASSPHRASE, title, target.name, desktop.tasks, work, done), desktop.window
    ).open()


def save_empty_workbook(desktop: Desktop) -> None:
    """Write the empty event workbook where the person wants it."""
    target = choose_target(desktop.window, _("Empty event workbook"), Path.home() / "acara.xlsx", "*.xlsx")
    if target is None:
        return

    def work(_progress: object) -> Path:
        from paritrana_desktop.exchange import workbook_template  # noqa: PLC0415  openpyxl is slow to load

        write_file(target, workbook_template.template())
        return target

    def done(written: Path) -> None:
        tell(desktop.window, _("Empty workbook saved"), str(written))

    desktop.tasks.write(work, done, what=_("Saving the workbook"))


def show_help(desktop: Desktop, key: str) -> None:
    """What to do on this page and which keys it knows."""
    title, text = help_text.of(key)
    tell(desktop.window, title, text)


def _open_with_system(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _nothing(_value: object = None) -> None:
    return

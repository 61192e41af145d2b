"""The desks that the window can show: how each is opened, what its rail holds, how it is let go."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from paritrana_desktop.app import opening
from paritrana_desktop.app.opening import FileKind, Found
from paritrana_desktop.app.shell import Shell
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.exchange.workbook.event import EventWorkbook
from paritrana_desktop.services import preparation, verifying
from paritrana_desktop.services.chairing import Chairing
from paritrana_desktop.services.desk import Desk, local_clock
from paritrana_desktop.services.keys import SecretKind
from paritrana_desktop.services.scoring import Scoring
from paritrana_desktop.services.verifying import Verified
from paritrana_desktop.storage.files import read_file, write_file
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.store import Store
from paritrana_desktop.texts import _
from paritrana_desktop.ui.everyone import help_text
from paritrana_desktop.ui.everyone.unlock import UnlockDialog, Unlocking, UnlockPage
from paritrana_desktop.ui.shared.dialogs import choose_target, tell
from paritrana_desktop.ui.shared.page import Page, Place
from paritrana_desktop.ui.window import Desk as Shown


def open_file(shell: Shell, path: Path) -> None:
    """Open whatever is at `path`: a desk, after its secret was asked for, or a document to check."""
    home = Home(shell.home)
    shell.tasks.write(lambda _progress: opening.look_at(home, path), partial(show_found, shell), what=_("Opening"))


def open_sample(shell: Shell) -> None:
    """The sample event, made the first time, at the secretariat's desk."""
    home = Home(shell.home)
    shell.tasks.write(
        lambda _progress: opening.sample(home, shell.reader()),
        partial(show_secretariat, shell),
        what=_("Opening the sample event"),
    )


def show_found(shell: Shell, found: Found) -> None:
    """Ask for the secret of a file, then show its desk; a document is checked instead."""
    if found.kind is FileKind.PACKAGE:
        _show_package(shell, found)
        return
    if found.secret is None:
        show_check(shell, (found.path,))
        return
    home = Home(shell.home)

    def work(secret: str) -> Desk | Scoring | Chairing:
        if found.kind is FileKind.SECRETARIAT:
            return opening.open_secretariat(home, found, secret)
        if found.kind is FileKind.PLENARY:
            return opening.open_plenary(home, shell.reader(), found, secret)
        return opening.open_own(home, shell.reader(), found, secret)

    def done(opened: Desk | Scoring | Chairing) -> None:
        shell.remember(found.path)
        show_desk(shell, opened)

    unlocking = Unlocking(found.secret, _("Open this file"), found.path.name, shell.tasks, work, done)
    _show_question(shell, found.path.name, lambda: UnlockPage(unlocking))


def _show_package(shell: Shell, found: Found) -> None:
    from paritrana_desktop.ui.juror.open_page import Opening, OpenPackagePage  # noqa: PLC0415  only a juror's

    def opened(scoring: Scoring, _state: object) -> None:
        shell.remember(found.path)
        show_juror(shell, scoring)

    how = Opening(
        name=found.path.name,
        untrusted_data=found.untrusted_data,
        home=Home(shell.home),
        tasks=shell.tasks,
        clock=local_clock,
        random=secrets.token_bytes,
        opened=opened,
    )
    _show_question(shell, found.path.name, lambda: OpenPackagePage(how))


def _show_question(shell: Shell, title: str, make: Callable[[], Page]) -> None:
    place = Place("unlock", _("Unlock"), make)
    shell.show(lambda: Shown(title, "", (place,), shell.menu()))


def show_desk(shell: Shell, opened: Desk | Scoring | Chairing) -> None:
    """Show the desk that was opened, whosever it is."""
    if isinstance(opened, Scoring):
        show_juror(shell, opened)
    elif isinstance(opened, Chairing):
        show_chair(shell, opened)
    else:
        show_secretariat(shell, opened)


def show_secretariat(shell: Shell, desk: Desk) -> None:
    """The secretariat's pages."""
    from paritrana_desktop.ui.secretary.pages import places  # noqa: PLC0415  each desk loads only its own pages
    from paritrana_desktop.ui.secretary.session import Session  # noqa: PLC0415

    def show(plan: Plan | None) -> None:
        session = Session(
            tasks=shell.tasks,
            desk=desk,
            reader=shell.reader(),
            changed=shell.window.refresh,
            mark=shell.window.mark,
            open_page=shell.window.open,
            home=Path.home(),
        )
        title = plan.occasion.name if plan is not None else _("New event")
        shell.show(
            lambda: Shown(title, _("Secretariat"), _told(places(session), desk.store), shell.menu()), desk.store.close
        )

    shell.tasks.write(lambda _progress: preparation.draft(desk), show)


def show_juror(shell: Shell, scoring: Scoring) -> None:
    """A juror's pages."""
    from paritrana_desktop.ui.juror.pages import places  # noqa: PLC0415  each desk loads only its own pages
    from paritrana_desktop.ui.juror.session import JurorSession  # noqa: PLC0415

    session = JurorSession(
        tasks=shell.tasks,
        scoring=scoring,
        changed=shell.window.refresh,
        say_state=shell.window.say_state,
        mark=shell.window.mark,
        open_page=shell.window.open,
        open_file=_open_with_system,
        home=Path.home(),
    )
    title, store = scoring.plan.occasion.name, scoring.desk.store
    shell.show(lambda: Shown(title, _("Juror"), _told(places(session), store), shell.menu()), store.close)


def show_chair(shell: Shell, chairing: Chairing) -> None:
    """The plenary's pages: the chair's, or a witness's."""
    from paritrana_desktop.ui.chair.pages import places  # noqa: PLC0415  each desk loads only its own pages
    from paritrana_desktop.ui.chair.session import Session  # noqa: PLC0415

    session = Session(
        tasks=shell.tasks,
        chairing=chairing,
        changed=shell.window.refresh,
        say_state=shell.window.say_state,
        mark=shell.window.mark,
        open_page=shell.window.open,
        open_file=_open_with_system,
        check=partial(show_check, shell),
        home=Path.home(),
    )
    title, store = chairing.case.plan.occasion.name, chairing.desk.store
    shell.show(lambda: Shown(title, session.role, _told(places(session), store), shell.menu()), store.close)


def _told(places: tuple[Place, ...], store: Store) -> tuple[Place, ...]:
    """The same pages; where nothing can be saved in `store`, each says so from the start."""
    if not store.read_only:
        return places
    return tuple(replace(place, make=partial(_made_to_read, place, store.holder)) for place in places)


def _made_to_read(place: Place, holder: str) -> Page:
    text = (
        _("{holder} has this file open in another program, so here it can only be read and nothing will be saved.")
        if holder
        else _("This file can only be read here, because nothing can be written in its place. Nothing will be saved.")
    )
    page = place.make()
    page.notice.tell(text.format(holder=holder), "caution")
    return page


def show_check(shell: Shell, files: tuple[Path, ...]) -> None:
    """The page that says what files are."""
    from paritrana_desktop.ui.everyone.verify_page import VerifyPage  # noqa: PLC0415  only when asked for

    def verify(paths: tuple[Path, ...]) -> tuple[Verified, ...]:
        reader = shell.reader()
        read = [(path.name, read_file(path, opening.LARGEST)) for path in paths]
        return verifying.verify(reader, read, None, verifying.read_beside(paths))

    place = Place("check", _("Check a document"), lambda: VerifyPage(shell.tasks, verify, files))
    shell.show(lambda: Shown(_("Check a document"), "", (place,), shell.menu()))


def new_event(shell: Shell, workbook: Path) -> None:
    """Read the workbook, show its faults if it has any, else ask for a place and a passphrase and make the event."""
    from paritrana_desktop.ui.secretary.findings_dialog import FindingsDialog  # noqa: PLC0415  only when needed

    def looked_at(read: EventWorkbook) -> None:
        found = bool(read.faults or read.warnings)
        if not found or FindingsDialog(shell.window, workbook.name, read).exec():
            _make_event(shell, workbook, read)

    shell.tasks.write(
        lambda _progress: opening.read_workbook(shell.reader(), workbook), looked_at, what=_("Reading the workbook")
    )


def _make_event(shell: Shell, workbook: Path, read: EventWorkbook) -> None:
    target = choose_target(
        shell.window, _("Where shall the event be kept?"), workbook.with_suffix(".paritrana"), "*.paritrana"
    )
    if target is None:
        return
    home = Home(shell.home)

    def work(secret: str) -> Desk:
        return opening.new_secretariat(home, read, target, secret)

    def done(made: Desk) -> None:
        shell.remember(target)
        show_secretariat(shell, made)

    title = _("A passphrase for this event")
    UnlockDialog(Unlocking(SecretKind.NEW_PASSPHRASE, title, target.name, shell.tasks, work, done), shell.window).open()


def save_empty_workbook(shell: Shell) -> None:
    """Write the empty event workbook where the person wants it."""
    target = choose_target(shell.window, _("Empty event workbook"), Path.home() / "acara.xlsx", "*.xlsx")
    if target is None:
        return

    def work(_progress: object) -> Path:
        from paritrana_desktop.exchange.workbook import template as workbook_template  # noqa: PLC0415  openpyxl is slow to load

        write_file(target, workbook_template.template())
        return target

    def done(written: Path) -> None:
        tell(shell.window, _("Empty workbook saved"), str(written))

    shell.tasks.write(work, done, what=_("Saving the workbook"))


def show_help(shell: Shell, key: str) -> None:
    """What to do on this page and which keys it knows."""
    title, text = help_text.of(key)
    tell(shell.window, title, text)


def _open_with_system(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

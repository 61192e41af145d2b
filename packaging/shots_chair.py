"""The screens of the plenary: the chair's pages before and after the meeting, its dialogs, a witness; checking documents."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from paritrana_desktop import paths
from paritrana_desktop.app import desks
from paritrana_desktop.domain.decision import Acts, Departure
from paritrana_desktop.exchange.workbook.event import read_event
from paritrana_desktop.exchange.workbook.marks import read_marks
from paritrana_desktop.security import identity
from paritrana_desktop.security.identity import OwnKey
from paritrana_desktop.services import acting, acts_form, chairing, collection, plenary, preparation, scoring
from paritrana_desktop.services.changes import EVERYTHING
from paritrana_desktop.services.collection import IncomingFile
from paritrana_desktop.services.desk import Desk, local_clock
from paritrana_desktop.services.preparation import IssuedPackage
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.home import Home
from paritrana_desktop.storage.store import Kind, Store
from paritrana_desktop.ui.chair import writing
from paritrana_desktop.ui.chair.award_dialog import AwardDialog
from paritrana_desktop.ui.chair.loaded_page import LoadedPage
from paritrana_desktop.ui.chair.order_dialog import OrderDialog
from paritrana_desktop.ui.chair.ranking_page import order_question
from paritrana_desktop.ui.chair.session import Session
from paritrana_desktop.ui.everyone.verify_page import VerifyPage
from paritrana_desktop.ui.presenters import chair_decision, chair_state, chair_ties
from paritrana_desktop.ui.presenters.juror_state import saved
from paritrana_desktop.ui.shared.tasks import Progress
from paritrana_desktop.ui.window import Window
from stage import Screen, Stage, opened

SAMPLE = paths.resources() / "sample"
MEETING_AT = dt.datetime(2025, 8, 27, 13, 20, tzinfo=dt.UTC)
LEADER, WITNESS = "J2", "J4"
WITH_A_TIE, WITH_A_DEPARTURE = "DK", "PJ"


@dataclass(frozen=True, slots=True)
class Plenum:
    """The plenary file of the sample event, with the keys that read it."""

    file: bytes
    keys: dict[str, OwnKey]


def plenum(stage: Stage) -> Plenum:
    """The sample event, scored by everybody and closed."""
    folder = stage.folder / "rapat"
    folder.mkdir()
    read = read_event((SAMPLE / "acara.xlsx").read_bytes())
    assert read.plan is not None
    marks = read_marks((SAMPLE / "nilai.xlsx").read_bytes(), read.plan).rows
    with (
        Store.create(folder / "acara.paritrana", Kind.SECRETARIAT, local_clock().isoformat()) as store,
        Reader() as reader,
    ):
        desk = Desk(store, identity.create("Sekretariat"))
        preparation.found(desk, read)
        keys: dict[str, OwnKey] = {}
        files = []
        for made in preparation.issue(desk):
            keys[made.juror] = identity.create(read.plan.juror(made.juror).with_titles())
            mine = scoring_of(reader, made, folder, keys[made.juror])
            mine.put_all(row.mark for row in marks if row.juror == made.juror)
            handed_in = mine.hand_in(mine.sheets)
            mine.desk.store.close()
            files.append(IncomingFile(handed_in.ballot_name, handed_in.ballot))
        collection.merge(desk, collection.inspect(desk, reader, files))
        collection.close(desk, None)
        _name, file = plenary.write(desk, None, (LEADER, WITNESS))
    return Plenum(file, keys)


def scoring_of(reader: Reader, made: IssuedPackage, folder: Path, key: OwnKey) -> scoring.Scoring:
    """The desk of one juror, the pact confirmed."""
    found = scoring.read_package(reader, made.package, made.code)
    home = Home(folder / made.juror)
    opened_desk = scoring.open_package(home, found, lambda _name: key, local_clock, secrets.token_bytes)
    opened_desk.confirm_pact()
    return opened_desk


def at_meeting(stage: Stage, juror: str) -> Window:
    """The plenary's desk of `juror`."""
    made, shell = stage.once(plenum), stage.once(opened).shell
    home = Home(stage.folder / f"rapat-{juror}")
    shell.tasks.write(
        lambda _progress: chairing.open_plenary(
            home, made.file, made.keys[juror], shell.reader(), local_clock, secrets.token_bytes
        ),
        lambda desk: desks.show_chair(shell, desk),
    )
    stage.wait(lambda: isinstance(shell.window.page(), LoadedPage), "the plenary")
    stage.settle()
    return shell.window


def chair(stage: Stage) -> Window:
    """The desk of the deputy who leads; nothing is entered yet."""
    return at_meeting(stage, LEADER)


def session_of(stage: Stage) -> Session:
    """What the pages of the plenary's desk work with."""
    page = stage.once(chair).page()
    assert isinstance(page, LoadedPage)
    session: Session = page.session
    return session


def do(stage: Stage, work: Callable[[Session], object]) -> None:
    """Do `work` in the writer thread and show what it changed."""
    session = session_of(stage)

    def done(_value: object) -> None:
        session.changed(EVERYTHING)
        session.say_state(saved(MEETING_AT), "good")

    session.tasks.write(lambda _progress: work(session), done)
    stage.settle()


def keep(stage: Stage, change: Callable[[Acts], Acts]) -> None:
    """Enter something of the meeting."""
    do(stage, lambda session: session.chairing.keep(change(session.chairing.acts)))


def begun(stage: Stage) -> None:
    """The meeting has begun: some are there, one has sent word."""

    def change(acts: Acts) -> Acts:
        acts = acting.on_basis(acting.led_by(acts, LEADER), "Surat Tugas Sekretaris Daerah Nomor 000/CONTOH/VIII/2025")
        for juror in ("J3", "J4", "J5"):
            acts = acting.with_code(acting.with_present(acts, juror), juror, confirmed=True)
        return acting.with_absent(acts, "J1", "Menghadiri rapat koordinasi di Jakarta")

    stage.once(chair)
    keep(stage, change)


def whole(stage: Stage) -> None:
    """Everything is entered, a departure too, and this machine's recount is recorded."""
    stage.once(begun)
    case = session_of(stage).chairing.case
    acts = acts_form.read((SAMPLE / "acts.json").read_bytes(), case.event, case.ballots)
    departure = Departure(WITH_A_DEPARTURE, ("02", "01", "03"), "Hotel melindungi pekerja lepasnya lebih awal")
    do(stage, lambda session: session.chairing.recount())
    keep(stage, lambda _acts: acting.with_departure(acts, departure))


def frozen(stage: Stage) -> Path:
    """The decision is frozen, signed and written; the folder where."""
    stage.once(whole)
    folder = stage.folder / "Keputusan Paritrana Award"
    folder.mkdir()
    do(stage, lambda session: writing.decide(session.chairing, folder, Progress(lambda _done, _all: None), ink=False))
    return folder


def of_meeting(key: str, *needs: Callable[[Stage], object], category: str = "") -> Callable[[Stage], QWidget]:
    """How to come to the page `key` of the plenary's desk, after what it `needs`."""

    def show(stage: Stage) -> QWidget:
        window = stage.once(chair)
        for need in needs:
            stage.once(need)
        if category:
            session_of(stage).open_category(category)
        window.open(key)
        stage.settle()
        return window

    return show


def over_page(key: str, make: Callable[[Stage, QWidget], QDialog]) -> Callable[[Stage], QWidget]:
    """How to come to a dialog over the page `key`."""

    def show(stage: Stage) -> QWidget:
        of_meeting(key, begun)(stage)
        dialog = make(stage, stage.once(chair).page())
        dialog.open()
        return dialog

    return show


def tie(stage: Stage, page: QWidget) -> QDialog:
    """The order of nominees with equal totals."""
    desk = session_of(stage).chairing
    (shown,) = chair_ties.ties(desk.case.plan, desk.tally.category(WITH_A_TIE), desk.acts)
    dialog = OrderDialog(page, order_question(shown))
    QTest.keyClicks(dialog.fields_below.reason, "Lebih dahulu mendaftarkan perangkat desanya")
    return dialog


def award(stage: Stage, page: QWidget) -> QDialog:
    """A special award that is being entered."""
    session = session_of(stage)
    states: list[chair_state.State] = []
    session.tasks.write(lambda _progress: chair_state.load(session.chairing), states.append)
    stage.wait(lambda: bool(states), "the state of the meeting")
    shown = chair_decision.load(states[0])
    dialog = AwardDialog(page, shown.awards[0], shown.nominees, shown.voters)
    dialog.nominee.setCurrentIndex(5)
    QTest.keyClicks(dialog.votes, "8")
    return dialog


def witness(stage: Stage) -> QWidget:
    """A witness who counts again."""
    return at_meeting(stage, WITNESS)


def check(stage: Stage) -> QWidget:
    """Documents of a decision: genuine, sealed, altered, foreign."""
    folder = stage.once(frozen)
    altered = stage.folder / "keputusan-salinan.pdf"
    data = bytearray((folder / "keputusan.pdf").read_bytes())
    data[len(data) // 2] ^= 1
    altered.write_bytes(data)
    foreign = stage.folder / "foto.jpg"
    foreign.write_bytes(b"\xff\xd8\xff")
    shell = stage.once(opened).shell
    desks.show_check(shell, (*sorted(folder.iterdir()), altered, foreign))
    stage.wait(lambda: isinstance(shell.window.page(), VerifyPage), "the page for checking")
    stage.settle()
    return shell.window


CHAIR = (
    Screen("chair-overview", of_meeting("overview", begun)),
    Screen("chair-meeting", of_meeting("meeting", begun)),
    Screen("chair-ranking", of_meeting("ranking", begun, category="KK")),
    Screen("chair-tie", of_meeting("ranking", begun, category=WITH_A_TIE)),
    Screen("chair-tie-order", over_page("ranking", tie)),
    Screen("chair-decision", of_meeting("decision", begun)),
    Screen("chair-award", over_page("decision", award)),
    Screen("chair-no-documents", of_meeting("documents", begun)),
    Screen("chair-notes", of_meeting("notes", begun)),
    Screen("chair-overview-ready", of_meeting("overview", whole)),
    Screen("chair-tie-settled", of_meeting("ranking", whole, category=WITH_A_TIE)),
    Screen("chair-decision-ready", of_meeting("decision", whole)),
    Screen("chair-documents", of_meeting("documents", frozen)),
    Screen("chair-witness", witness),
    Screen("check", check),
)

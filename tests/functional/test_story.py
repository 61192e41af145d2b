"""The story in real windows, with keys and mouse: the secretariat imports and issues, two jurors score and hand in (the
others by service), the secretariat merges and closes, a witness counts again, the leader decides and signs. In the end
the text of the PDFs is read back and compared with the exact count.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from paritrana_desktop import texts
from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.ballot import Mark, plain_mark
from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.decision import Decision, result_fingerprint, settle
from paritrana_desktop.domain.plan import Cell
from paritrana_desktop.domain.schema import from_plain
from paritrana_desktop.exchange.workbook.event import read_event
from paritrana_desktop.exchange.workbook.marks import read_marks
from paritrana_desktop.security import pdf_signature
from paritrana_desktop.services import keys, plenary
from paritrana_desktop.services.case import Case
from paritrana_desktop.services.reading import Reader
from paritrana_desktop.storage.home import Home
from paritrana_desktop.ui import application
from paritrana_desktop.ui.chair.award_dialog import AwardDialog
from paritrana_desktop.ui.chair.decision_page import DecisionPage
from paritrana_desktop.ui.chair.meeting_page import MeetingPage
from paritrana_desktop.ui.chair.order_dialog import OrderDialog
from paritrana_desktop.ui.chair.ranking_page import RankingPage
from paritrana_desktop.ui.chair.witness_page import WitnessPage
from paritrana_desktop.ui.juror.criterion_card import CriterionCard
from paritrana_desktop.ui.juror.marks_page import MarksPage
from paritrana_desktop.ui.secretary.documents_page import DocumentsPage
from paritrana_desktop.ui.shared.dialogs import Choosing
from paritrana_desktop.ui.shared.style import Look
from tests.gui.person import At, answering, choosing, typing
from tests.road import PASSPHRASE, SAMPLE, Person

BY_WINDOW = ("J3", "J4")
LEADER, WITNESS = "J2", "J5"


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    application.start([], Look("light"))
    application.use_language(qapp, "id")
    native, Choosing.native = Choosing.native, False
    yield qapp
    Choosing.native = native


def read_pdf(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def marks_of_the_sample() -> dict[str, dict[Cell, Mark]]:
    plan = read_event((SAMPLE / "acara.xlsx").read_bytes()).plan
    assert plan is not None
    marks: dict[str, dict[Cell, Mark]] = {}
    for row in read_marks((SAMPLE / "nilai.xlsx").read_bytes(), plan).rows:
        marks.setdefault(row.juror, {})[row.mark.cell] = row.mark
    return marks


def accepting(dialog: QDialog) -> None:
    """Press the primary button of a dialog."""
    dialog.accept()


def prepare_and_issue(desk: At, folder: Path) -> Path:
    """The secretariat makes the event and issues; the folder of packages and letters."""
    event, packages = folder / "acara.paritrana", folder / "paket"
    packages.mkdir()
    answering(choosing(SAMPLE / "acara.xlsx"), choosing(event), typing(PASSPHRASE, PASSPHRASE))
    desk.click("Choose the workbook …")
    desk.qtbot.waitUntil(lambda: desk.window.key() == "event", timeout=60_000)
    desk.open("packages")
    answering(accepting, choosing(packages))
    desk.click("Issue the packages …")
    assert len(list(packages.glob("*.paritrana-paket"))) == 9
    return packages


def code_on_letter(letter: Path) -> str:
    found = re.search(r"A-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", read_pdf(letter))
    assert found is not None
    return found[0]


def score_in_the_window(juror: At, package: Path, code: str, marks: dict[Cell, Mark], out: Path) -> Path:
    """Open the package, confirm the pact, type every mark with the keyboard, hand in; the ballot file."""
    juror.desktop.open_file(package)
    juror.settle()
    juror.types(code)
    juror.click("Confirm and go on")
    typed: set[Cell] = set()
    while len(typed) < len(marks):
        card = card_of(juror.window.focusWidget())
        cell = card.judged.cell
        assert cell not in typed, cell
        mark = marks[cell]
        assert mark.u is not None
        # Comma and point are the same mark.
        text = plain_mark(mark.u) if len(typed) % 2 else plain_mark(mark.u).replace(",", ".")
        field = juror.window.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)
        typed.add(cell)
        last = not any(other not in typed and other[:2] == cell[:2] for other in marks)
        if last:
            QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        else:
            QTest.keyClick(field, Qt.Key.Key_Return)
        juror.settle()
    page = juror.open("marks")
    assert isinstance(page, MarksPage)
    for mark in marks.values():
        if mark.comment:
            page.go_to(mark.cell)
            juror.settle()
            card = card_of(juror.window.focusWidget())
            QTest.keyClick(card.field.line, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
            QTest.keyClicks(card.comment, mark.comment)
    juror.open("hand-in")
    assert juror.button("Hand in marks").isEnabled()
    out.mkdir()
    answering(choosing(out))
    juror.click("Hand in marks")
    (ballot,) = out.glob("*.paritrana-nilai")
    assert len(list(out.glob("*.pdf"))) == 8
    return ballot


def card_of(widget: QWidget | None) -> CriterionCard:
    while widget is not None and not isinstance(widget, CriterionCard):
        widget = widget.parentWidget()
    assert widget is not None
    return widget


def recount_as_witness(witness: At, pleno: Path, code: str, answer: Path) -> None:
    """The witness opens the plenary file with the code of the letter and saves this machine's answer."""
    witness.desktop.open_file(pleno)
    witness.settle()
    witness.types(code)
    assert isinstance(witness.page, WitnessPage)
    answering(choosing(answer))
    witness.click("Save the answer …")
    assert answer.exists()


def decide_as_leader(leader: At, acts: dict[str, Any], answer: Path, out: Path) -> None:
    """Attendance, the tie, the special award, the witness's answer; then freeze and sign."""
    meeting = leader.open("meeting")
    assert isinstance(meeting, MeetingPage)
    meeting.leader.setCurrentIndex(meeting.leader.findData(acts["leader"]))
    meeting.leader.activated.emit(meeting.leader.currentIndex())
    leader.settle()
    meeting.basis.setFocus()
    QTest.keyClicks(meeting.basis, acts["basis"])
    for juror, reason in acts["absent"].items():
        QTest.mouseClick(meeting.rows[juror].absent, Qt.MouseButton.LeftButton)
        leader.settle()
        QTest.keyClicks(meeting.rows[juror].reason, reason)
    leader.click("All others are present")
    answering(accepting)
    leader.click("All codes agree …")
    decision = leader.open("decision")
    assert isinstance(decision, DecisionPage)
    assert not decision.sign.button.isEnabled()
    answering(choosing(answer))
    leader.click("Take in an answer …")
    (tie,) = acts["ties"]
    ranking = leader.open("ranking")
    assert isinstance(ranking, RankingPage)
    ranking.session.open_category(tie["category"])
    leader.settle()
    answering(partial(in_order, tie["order"], tie["reason"]))
    leader.click("Consensus / vote …")
    leader.open("decision")
    (award,) = acts["awards"]
    answering(partial(giving, award))
    leader.click("Enter …")
    assert decision.sign.button.isEnabled(), decision.points
    out.mkdir()
    answering(accepting, choosing(out))
    leader.click("Decide and sign …")


def in_order(order: list[str], reason: str, dialog: QDialog) -> None:
    """Put the nominees of a tie in `order`, by the buttons, and give the reason."""
    assert isinstance(dialog, OrderDialog)
    for place, number in enumerate(order):
        while dialog.order().index(number) > place:
            dialog.list.items.setCurrentRow(dialog.order().index(number))
            QTest.mouseClick(dialog.list.up, Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.fields_below.reason, reason)
    assert dialog.order() == tuple(order)
    dialog.accept()


def giving(award: dict[str, Any], dialog: QDialog) -> None:
    """Give a special award."""
    assert isinstance(dialog, AwardDialog)
    dialog.nominee.setCurrentIndex(dialog.nominee.findData(award["number"]))
    QTest.keyClicks(dialog.votes, str(award["votes"]))
    QTest.keyClicks(dialog.reason.reason, award["reason"])
    dialog.accept()


def check_documents(out: Path, case: Case, acts: dict[str, Any]) -> None:
    """The PDFs say what the exact count and the acts say, and others find their signatures whole."""
    record = pdf_signature.attached_record((out / "keputusan.pdf").read_bytes(), 1 << 20)
    decision = from_plain(Decision, canonical.parse(record))
    tally = case.tally(decision.acts.rulings)
    recap, minutes, sheet = (read_pdf(out / f"{name}.pdf") for name in ("rekapitulasi", "berita-acara", "keputusan"))
    for category in tally.categories:
        for standing in category.ranking:
            assert standing.printed in recap
            assert nominee_label(category.code, standing.number) in recap
    assert decision.result == result_fingerprint(tally)
    assert decision.outcomes == settle(case.plan, tally, decision.acts)
    for outcome in decision.outcomes:
        for place in outcome.places:
            for number in place.numbers:
                assert nominee_label(outcome.category, number) in sheet
                assert tally.category(outcome.category).standing(number).printed in minutes
    assert acts["basis"].split()[0] in minutes
    for text in (recap, minutes, sheet):
        assert decision.code in text
    for name in ("rekapitulasi", "berita-acara", "keputusan"):
        command = ["pdfsig", "-nocert", str(out / f"{name}.pdf")]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert "Signature is Valid" in said
        assert "Total document signed" in said


def test_the_story(qtbot: QtBot, app: QApplication, tmp_path: Path) -> None:
    marks = marks_of_the_sample()
    desk = At(qtbot, app, tmp_path / "desk")
    packages = prepare_and_issue(desk, tmp_path)
    codes = {path.stem.removeprefix("surat-"): code_on_letter(path) for path in packages.glob("surat-*.pdf")}
    ballots = []
    for code in sorted(codes):
        package, out = packages / f"paket-{code}.paritrana-paket", tmp_path / f"nilai-{code}"
        if code in BY_WINDOW:
            juror = At(qtbot, app, tmp_path / f"home-{code}")
            ballots.append(score_in_the_window(juror, package, codes[code], marks[code], out))
            juror.close()
        else:
            words = ("score", package, "--code", codes[code], "--marks", SAMPLE / "nilai.xlsx", "--out", out)
            ballots.append(Path(Person(tmp_path / f"home-{code}", None).does(*words)["ballot"]))
    texts.use("id")
    desk.open("ballots")
    answering(choosing(*ballots), accepting)
    desk.click("Merge files …")
    answering(accepting, choosing(tmp_path / "daftar-penutupan.pdf"))
    desk.click("Close receiving …")
    assert "DAFTAR PENUTUPAN" in read_pdf(tmp_path / "daftar-penutupan.pdf")
    pleno, answer, out = tmp_path / "pleno.paritrana-pleno", tmp_path / "jawaban.paritrana-hitung", tmp_path / "hasil"
    documents = desk.open("documents")
    assert isinstance(documents, DocumentsPage)
    for code, box in documents.boxes.items():
        if box.isChecked() != (code in {LEADER, WITNESS}):
            QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    answering(choosing(pleno))
    desk.click("Make the plenary file …")
    acts = json.loads((SAMPLE / "acts.json").read_text(encoding="utf-8"))
    witness = At(qtbot, app, tmp_path / f"home-{WITNESS}")
    recount_as_witness(witness, pleno, codes[WITNESS], answer)
    witness.close()
    leader = At(qtbot, app, tmp_path / f"home-{LEADER}")
    leader.desktop.open_file(pleno)
    leader.settle()
    leader.types(codes[LEADER])
    decide_as_leader(leader, acts, answer, out)
    leader.close()
    desk.close()
    key = keys.unlock(Home(tmp_path / f"home-{LEADER}"), lambda _kind: codes[LEADER])
    with Reader() as reader:
        check_documents(out, plenary.read(reader, pleno.read_bytes(), key), acts)

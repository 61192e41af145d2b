"""Every document of the decided event, and its text as pdftotext reads it.

Run as a module (`python -m tests.printed`), it writes the golden texts anew: look at the difference before committing.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from paritrana_desktop.documents import (
    closing_list,
    decision,
    letter,
    minutes,
    recap,
    score_sheet,
)
from paritrana_desktop.documents.received import received
from paritrana_desktop.documents.rendered import Paper, Rendered, SignedBy
from paritrana_desktop.domain.ballot import Ballot
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.plan import (
    Plan,
)
from paritrana_desktop.domain.union import view
from tests import build, decided

GOLDEN = Path(__file__).parent / "golden"
KEY = "K-7KQF-2M8D-9XTA-04HW-PZ3C"
ACTIVATION = "A-7KQF-2M8D-9XTA-04HW"
SIGNED = SignedBy("juri", KEY, dt.datetime(2025, 8, 26, 10, 40, tzinfo=dt.timezone(dt.timedelta(hours=7))))


def sheet_code(case: decided.Case, juror: str) -> str:
    return fingerprint_code(Prefix.BALLOT, build.ballot_id(case.ballot(juror)))


def score_sheet_of(case: decided.Case, juror: str, category: str, paper: Paper = Paper.A4) -> Rendered:
    code = sheet_code(case, juror)
    return score_sheet.render(case.plan, case.ballot(juror), code, category, signed_by=SIGNED, paper=paper)


Render = Callable[[decided.Case, Paper], Rendered]
DOCUMENTS: dict[str, Render] = {
    "letter": lambda case, paper: letter.render(
        case.plan, "J5", ACTIVATION, KEY, deadline="20 Agustus 2025", paper=paper
    ),
    "score_sheet": lambda case, paper: score_sheet_of(case, "J1", "KK", paper),
    "score_sheet_recused": lambda case, paper: score_sheet_of(case, "J5", "PJ", paper),
    "closing_list": lambda case, paper: closing_list.render(case.plan, case.received, paper=paper),
    "recap": lambda case, paper: recap.render(case.plan, case.tally, case.decision, paper=paper),
    "minutes": lambda case, paper: minutes.render(case.plan, case.tally, case.decision, case.received, paper=paper),
    "decision": lambda case, paper: decision.render(case.plan, case.decision, paper=paper),
}
OF_THE_DECISION = ("recap", "minutes", "decision")


def read(pdf: bytes, *options: str) -> str:
    """The text of `pdf` as pdftotext gives it."""
    answer = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return answer.stdout.decode()


def layout(pdf: bytes) -> str:
    """The text line by line, without what depends on the tool's idea of columns."""
    lines = (re.sub(r"\s+", " ", line).strip() for line in read(pdf, "-layout").splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def flowing(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", read(pdf))


def pages(pdf: bytes) -> list[str]:
    return read(pdf, "-layout").split("\f")[:-1]


def counted(plan: Plan, ballots: list[Ballot]) -> decided.Case:
    case = decided.case()
    by_id = {build.ballot_id(entry): entry for entry in ballots}
    tally = count(plan, view(plan, by_id, {}))
    acts = replace(case.decision.acts, leader="J1", ties=(), departures=(), awards=())
    made = replace(case.decision, acts=acts, outcomes=(), recounts=(), signers=())
    return decided.Case(plan, by_id, tally, made, received(plan, view(plan, by_id, {}), by_id, {}))


if __name__ == "__main__":
    made = decided.case()
    for document, render in DOCUMENTS.items():
        (GOLDEN / f"{document}.txt").write_text(layout(render(made, Paper.A4).pdf), "utf-8")
        sys.stdout.write(f"{document}\n")

"""A small event that went the whole way, for tests of documents: two categories, two stages, five jurors.

It has what documents must say: a conflict of each kind, a nominee who did not come, a juror who was absent, marks
from paper, an early opening, a tie that the meeting settled, a departure, a special award, and a second count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from paritrana_desktop.documents.received import Received, received
from paritrana_desktop.domain.ballot import Ballot, MarkState, Origin
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.decision import (
    AbsentMember,
    Acts,
    AwardGiven,
    Decision,
    Departure,
    Recount,
    Signer,
    TieSettled,
    result_fingerprint,
    settle,
)
from paritrana_desktop.domain.facts import Admission, Closing, Exclusion, Fact
from paritrana_desktop.domain.panel import Interest, InterestKind, Juror, Role, Status
from paritrana_desktop.domain.plan import (
    AbsenceEffect,
    Attendance,
    Category,
    Criterion,
    CriterionKind,
    Nominee,
    Occasion,
    Plan,
    Rules,
    SpecialAward,
    Stage,
    StageAttendance,
)
from paritrana_desktop.domain.tally import Tally
from paritrana_desktop.domain.union import view
from tests import build

PANEL = (
    Juror(
        "J1",
        "Ahmad Contoh Wijaya",
        title_before="Drs. H.",
        title_after="M.Si.",
        role=Role.CHAIR,
        constituency="Pemerintah Provinsi",
        post="Sekretaris Daerah",
        agency="Pemerintah Provinsi Contoh",
        nip="196501011990031001",
        rank="Pembina Utama Madya",
    ),
    Juror(
        "J2",
        "Siti Contoh Rahmawati",
        title_before="Dr.",
        title_after="S.H.",
        role=Role.DEPUTY,
        constituency="Tenaga kerja",
        post="Kepala Dinas Tenaga Kerja",
        agency="Dinas Tenaga Kerja",
        nip="197001011995032001",
        rank="Pembina Utama Muda",
    ),
    Juror("J3", "Budi Contoh Santoso", role=Role.SECRETARY, post="Kepala Kantor", agency="BPJS Ketenagakerjaan"),
    Juror("J4", "Rina Contoh Marlina", acting="Plt", post="Kepala Biro", nip="197501012000031001", rank="Pembina"),
    Juror("J5", "Yanto Contoh Kusuma", constituency="Serikat pekerja", agency="Serikat Pekerja Contoh"),
    Juror("D1", "Tono Contoh Prasetyo", status=Status.DELEGATE, scores=False, agency="Serikat Pekerja Contoh"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that documents are made from."""

    plan: Plan
    ballots: Mapping[str, Ballot]
    tally: Tally
    decision: Decision
    received: Received

    def ballot(self, juror: str) -> Ballot:
        """The one ballot of `juror`."""
        return next(entry for entry in self.ballots.values() if entry.juror == juror)


def plan(*, rehearsal: bool = False, sample: bool = True) -> Plan:
    """The event as frozen."""
    occasion = Occasion(
        name="Penghargaan Contoh Provinsi",
        assessed_year=2024,
        held_year=2025,
        organiser="Pemerintah Provinsi Contoh",
        place="Palembang",
        letterhead=("PEMERINTAH PROVINSI CONTOH", "SEKRETARIAT DAERAH", "Jalan Contoh Nomor 1", "Telepon 000"),
        basis=("Keputusan Gubernur Nomor 000/CONTOH/2025", "Surat Panitia Pusat Nomor B/000/2025"),
        sample=sample,
    )
    interests = (
        Interest("J5", "PJ", "02", InterestKind.ACTUAL, "Bekerja di sana"),
        Interest("J4", "KK", "01", InterestKind.POTENTIAL, "Pernah membina"),
    )
    return Plan(
        format=1,
        rehearsal=rehearsal,
        occasion=occasion,
        wording=build.small_plan().wording,
        rules=Rules(absence_effect=AbsenceEffect.ZERO),
        stages=(Stage("D", "Dokumen", 1, ()), Stage("W", "Wawancara", 2, ())),
        categories=(_regions(), _companies()),
        jurors=PANEL,
        interests=interests,
        awards=(SpecialAward("Pelopor Perlindungan"), SpecialAward("Inovasi Desa")),
    )


def _regions() -> Category:
    criteria = (
        replace(build.measured("K1", 30), name="Cakupan kepesertaan"),
        Criterion("K2", None, "Regulasi", 5000, CriterionKind.JUDGED, "D"),
        replace(build.judged("K2.1", 40, parent="K2"), name="Kekuatan"),
        replace(build.judged("K2.2", 60, parent="K2"), name="Pelaksanaan"),
        replace(build.judged("K3", 20, stage="W"), name="Wawancara"),
    )
    absent = StageAttendance("W", Attendance.ABSENT, "tidak memenuhi undangan")
    nominees = (
        Nominee("01", "Kabupaten Contoh Hulu", figures=build.nominee("01", {"K1": "80"}).figures),
        Nominee("02", "Kabupaten Contoh Hilir", figures=build.nominee("02", {"K1": "80"}).figures),
        Nominee("03", "Kota Contoh", attendance=(absent,), figures=build.nominee("03", {"K1": "48.26"}).figures),
    )
    return replace(build.category(criteria, nominees, "KK", places=2), name="Kabupaten/Kota")


def _companies() -> Category:
    criteria = (
        replace(build.judged("B1", 70), name="Kepatuhan"),
        replace(build.judged("B2", 30, stage="W"), name="Wawancara"),
    )
    nominees = tuple(
        Nominee(f"{at:02}", name, region="Kota Contoh")
        for at, name in enumerate(("PT Contoh Satu", "PT Contoh Dua", "PT Contoh Tiga"), start=1)
    )
    return replace(build.category(criteria, nominees, "PJ", places=1), name="Perdagangan dan jasa")


def case(*, signed: bool = True, rehearsal: bool = False, sample: bool = True) -> Case:
    """The event counted and decided; unsigned documents have blocks for ink."""
    event = plan(rehearsal=rehearsal, sample=sample)
    ballots = {build.ballot_id(entry): entry for entry in _ballots(event)}
    facts: list[Fact] = [
        Closing("closing", build.EVENT, None, tuple(sorted(ballots)), "Ketua dinas luar kota"),
        Admission("admission", build.EVENT, "J4", "c" * 64, "person", "Laptop hilang, kunci baru dicocokkan"),
        Exclusion("exclusion", build.EVENT, ("0" * 64,), "Berkas percobaan"),
    ]
    by_id = {build.fact_id(fact): fact for fact in facts}
    seen = view(event, ballots, by_id)
    tally = count(event, seen)
    return Case(event, ballots, tally, _decision(event, tally, signed=signed), received(event, seen, ballots, by_id))


def _ballots(event: Plan) -> list[Ballot]:
    made = []
    for place, juror in enumerate(juror for juror in event.jurors if juror.scores):
        marks: dict[tuple[str, str, str], build.Given] = {}
        for stage, contest in event.sheets_of(juror.code):
            for cell in event.cells(juror.code, stage.code, contest.code):
                # The first two regions are equal in everything; the others fall behind in even steps.
                behind = max(0, int(cell.number) - 2) if contest.code == "KK" else int(cell.number)
                marks[cell.category, cell.number, cell.criterion] = f"{90 - 5 * behind - place},5"
        if juror.code == "J3":
            marks |= {cell: MarkState.ABSENT for cell in marks if cell[2] in {"K3", "B2"}}
        made.append(build.ballot(event, juror.code, marks))
    commented = tuple(
        replace(mark, comment="Sudah ditetapkan.", evidence="hlm. 3") if mark.criterion == "K2.1" else mark
        for mark in made[0].marks
    )
    return [replace(made[0], marks=commented), *made[1:4], replace(made[4], origin=Origin.PAPER)]


def _decision(event: Plan, tally: Tally, *, signed: bool) -> Decision:
    acts = Acts(
        leader="J2",
        basis="Surat Tugas Nomor 094/000/2025",
        date="2025-08-27",
        present=("J2", "J3", "J4", "J5", "D1"),
        absent=(AbsentMember("J1", "dinas luar kota"),),
        codes_confirmed=("J1", "J2", "J3", "J4", "J5"),
        ties=(TieSettled("KK", ("02", "01"), "musyawarah", "Cakupannya lebih merata"),),
        departures=(Departure("PJ", ("02",), "Nomine pertama dalam proses hukum"),),
        awards=(
            AwardGiven("Pelopor Perlindungan", "KK-03", "Melindungi 20.000 petani", 4),
            AwardGiven("Inovasi Desa", None, "Belum ada yang memenuhi syarat", None),
        ),
    )
    result = result_fingerprint(tally)
    plan_digest = event.digest()
    return Decision(
        kind="decision",
        critical=(),
        event=build.EVENT,
        plan=plan_digest,
        stage=None,
        rehearsal=event.rehearsal,
        result=result,
        ballots=tally.ballots,
        acts=acts,
        outcomes=settle(event, tally, acts),
        recounts=(Recount("recount", (), build.EVENT, plan_digest, None, "5" * 64, result, "J5", "7" * 64),),
        signers=(Signer("pimpinan", "Siti Contoh Rahmawati", "2" * 64, "P1"),) if signed else (),
        log="1" * 64,
    )

"""What documents say: golden texts, official wording, names, and everything that seldom happens."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from reportlab.platypus import Paragraph

from paritrana_desktop import texts
from paritrana_desktop.documents import (
    blocks,
    closing_list,
    decision,
    labels,
    minutes,
    names,
    recap,
    score_sheet,
    ties,
)
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.received import received
from paritrana_desktop.documents.rendered import Paper
from paritrana_desktop.domain.ballot import MarkState, Origin
from paritrana_desktop.domain.codes import Prefix, fingerprint_code, nominee_label
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.decision import Acts, Departure, Place, Signer
from paritrana_desktop.domain.errors import Sentence
from paritrana_desktop.domain.facts import Closing, Ruling
from paritrana_desktop.domain.panel import Interest, InterestKind, Juror, Role, Status
from paritrana_desktop.domain.plan import (
    AbsenceEffect,
    Attendance,
    Category,
    Method,
    StageAttendance,
    TieStep,
)
from paritrana_desktop.domain.tally import Tie
from paritrana_desktop.domain.union import view
from tests import build, decided
from tests.printed import (
    DOCUMENTS,
    GOLDEN,
    counted,
    flowing,
    layout,
    score_sheet_of,
    sheet_code,
)


@pytest.fixture(scope="module")
def case() -> decided.Case:
    return decided.case()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_what_it_said_before(case: decided.Case, name: str) -> None:
    assert layout(DOCUMENTS[name](case, Paper.A4).pdf) == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_indonesian_whatever_the_interface_speaks(case: decided.Case, name: str) -> None:
    before = DOCUMENTS[name](case, Paper.A4)
    texts.use("en")
    assert DOCUMENTS[name](case, Paper.A4) == before


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_nominee_is_never_named_without_number_and_check_character(case: decided.Case, name: str) -> None:
    text = flowing(DOCUMENTS[name](case, Paper.A4).pdf)
    for contest in case.plan.categories:
        for nominee in contest.nominees:
            # Only whole names: "Kota Contoh" is a region, too.
            if not nominee.region and nominee.name != "Kota Contoh":
                label = nominee_label(contest.code, nominee.number)
                assert text.count(nominee.name) == text.count(f"{label} {nominee.name}")


def test_the_minutes_tell_the_whole_meeting_in_order(case: decided.Case) -> None:
    text = flowing(DOCUMENTS["minutes"](case, Paper.A4).pdf)
    said = [
        "BERITA ACARA RAPAT PLENO",
        "Pada hari ini, Rabu tanggal dua puluh tujuh bulan Agustus tahun dua ribu dua puluh lima (27-08-2025)",
        "Keputusan Gubernur Nomor 000/CONTOH/2025",
        "Rapat dipimpin oleh Dr. Siti Contoh Rahmawati, S.H., Wakil Ketua Tim Penilai",
        "berhalangan hadir: dinas luar kota",
        "berjumlah 4 (empat) dari 5 (lima) orang",
        "telah diverifikasi",
        "Tidak menilai; dikeluarkan dari rerata dan tidak dihitung nol. Alasan: Bekerja di sana.",
        "rata-rata tertimbang",
        "Regulasi › Kekuatan",
        sheet_code(case, "J2"),
        "KK-03-W Kota Contoh tidak hadir pada tahap Wawancara. Alasan: tidak memenuhi undangan.",
        "Nilai Yanto Contoh Kusuma dimasukkan sekretariat dari lembar kertas.",
        "Alasan: Ketua dinas luar kota.",
        "Nilai sama 85,95",
        "Rapat menetapkan urutan KK-02-Y Kabupaten Contoh Hilir, KK-01-0 Kabupaten Contoh Hulu (musyawarah)",
        "menyimpang dari urutan nilai. Alasan: Nomine pertama dalam proses hukum.",
        "delapan puluh lima koma sembilan lima",
        "Melindungi 20.000 petani",
        "pada perangkat Yanto Contoh Kusuma (kunci K-",
        "PENUTUP",
        "Pimpinan Rapat Pleno (Wakil Ketua Tim Penilai)",
        "NIP 197001011995032001",
    ]
    positions = [text.find(part) for part in said]
    assert -1 not in positions, said[positions.index(-1)]
    assert positions == sorted(positions)


def test_a_departure_shows_both_orders(case: decided.Case) -> None:
    text = layout(DOCUMENTS["minutes"](case, Paper.A4).pdf)
    assert "1 PJ-01-1 PT Contoh Satu (83,50) PJ-02-0 PT Contoh Dua (79,05)" in text
    assert "2 PJ-02-0 PT Contoh Dua (79,05) PJ-01-1 PT Contoh Satu (83,50)" in text


def test_the_recap_prints_the_counts_own_figures(case: decided.Case) -> None:
    text = layout(DOCUMENTS["recap"](case, Paper.A4).pdf)
    for contest in case.tally.categories:
        for line in contest.ranking:
            row = next(row for row in text.splitlines() if nominee_label(contest.code, line.number) in row)
            assert line.printed in row
            for score in line.criteria:
                assert labels.figure(score.mean) in row
                assert labels.figure(score.points) in text


def test_the_recap_ranks_as_the_meeting_settled_and_says_so(case: decided.Case) -> None:
    text = layout(DOCUMENTS["recap"](case, Paper.A4).pdf)
    assert re.search(r"^1 KK-02-Y .*\n.*\n2 KK-01-0 .*\n.*\n3 KK-03-W ", text, re.MULTILINE)
    assert re.search(r"^KK-02-Y .*\nKK-01-0 .*\nKK-03-W ", text, re.MULTILINE)
    assert re.search(r"^1 PJ-02-0 .*\n.*\n2 PJ-01-1 ", text, re.MULTILINE)
    say = Phrases("recap", case.plan)
    assert flowing(DOCUMENTS["recap"](case, Paper.A4).pdf).count(say("settled")) == 1
    as_counted = replace(case.decision, acts=replace(case.decision.acts, ties=(), departures=()))
    plain = flowing(recap.render(case.plan, case.tally, as_counted).pdf)
    assert say("settled") not in plain
    assert say("departed") not in plain


def test_a_total_without_a_stage_bears_a_sign_and_its_meaning(case: decided.Case) -> None:
    text = layout(DOCUMENTS["recap"](case, Paper.A4).pdf)
    assert "KK-01-0 Kabupaten Contoh Hulu 87,3500 86,6500 68,2500 * 85,2500 84,5500" in text
    # The third did not come to that stage, so that nothing is left out of J3's total.
    assert "KK-03-W Kota Contoh 57,2280 56,7280 56,2280 55,7280 55,2280" in text
    assert "* berhalangan pada salah satu tahap; nilai tahap itu tidak dihitung, bukan nol." in text


def test_minutes_bear_titles_and_the_decision_does_not(case: decided.Case) -> None:
    named = "Dr. Siti Contoh Rahmawati, S.H."
    assert named in flowing(DOCUMENTS["minutes"](case, Paper.A4).pdf)
    text = flowing(DOCUMENTS["decision"](case, Paper.A4).pdf)
    assert "Siti Contoh Rahmawati" in text
    assert "S.H." not in text


@pytest.mark.parametrize(
    ("member", "lines"),
    [
        (Juror("A", "N", post="Kepala Dinas", nip="1", rank="Pembina"), ("Pembina", "NIP 1")),
        (Juror("A", "N", post="Kepala Dinas", nip="1", rank="Pembina", acting="Plt."), ()),
        (Juror("A", "N", post="Gubernur Contoh", nip="1", rank="x"), ()),
        (Juror("A", "N", post="Wakil Gubernur Contoh", nip="1", rank="x"), ()),
        (Juror("A", "N", post="Sekretaris Daerah Provinsi Contoh", nip="1", rank="x"), ()),
        (Juror("A", "N", post="Sekretaris Daerah", nip="1", rank="x"), ()),
        (Juror("A", "N", post="Sekretaris Daerah Kabupaten Contoh", nip="1", rank="x"), ("x", "NIP 1")),
        (Juror("A", "N", post="Sekretaris Dinas", nip="1"), ("NIP 1",)),
        (Juror("A", "N", post="Ketua", agency="Serikat", rank="x"), ()),
    ],
)
def test_rank_and_number_stand_only_where_the_rule_has_them(member: Juror, lines: tuple[str, ...]) -> None:
    assert names.service_lines(member) == lines


def test_post_and_agency_do_not_repeat_each_other() -> None:
    assert names.office(Juror("A", "N", post="Kepala Dinas Tenaga Kerja", agency="Dinas Tenaga Kerja")) == (
        "Kepala Dinas Tenaga Kerja"
    )
    assert names.office(Juror("A", "N", post="Ketua", agency="Serikat Contoh", acting="Plt")) == (
        "Plt. Ketua, Serikat Contoh"
    )
    assert names.office(Juror("A", "N", agency="Serikat Contoh")) == "Serikat Contoh"
    assert names.name(decided.PANEL[0], Form.DECREE) == "Ahmad Contoh Wijaya"


def test_a_score_sheet_tells_recused_absent_and_not_judged_apart(case: decided.Case) -> None:
    recused = flowing(score_sheet_of(case, "J5", "PJ").pdf)
    assert recused.count("tidak menilai (konflik kepentingan aktual)") == 2
    absent = layout(score_sheet_of(case, "J3", "KK").pdf)
    assert "KK-01-0 Kabupaten Contoh Hulu BH" in absent
    assert "BH = juri berhalangan menilai" in absent
    assert "KK-03-W Kota Contoh tidak dinilai: tidak hadir" in absent


def test_a_score_sheet_prints_only_what_is_handed_in(case: decided.Case) -> None:
    whole = case.ballot("J1")
    part = replace(whole, handed_in=tuple(entry for entry in whole.handed_in if entry.stage == "D"))
    text = flowing(score_sheet.render(case.plan, part, "N-X", "KK").pdf)
    assert "Tahap Dokumen" in text
    assert "Tahap Wawancara" not in text
    assert "6 nilai, jumlah 533,00" in text
    with pytest.raises(ValueError, match="KK"):
        score_sheet.render(case.plan, replace(part, handed_in=()), "N-X", "KK")


def test_what_the_award_calls_things_is_what_documents_call_them(case: decided.Case) -> None:
    wording = replace(case.plan.wording, panel="dewan juri", place="Terbaik", nominee="peserta")
    plan = replace(case.plan, wording=wording)
    text = flowing(minutes.render(plan, case.tally, case.decision, case.received).pdf)
    assert "Rapat Pleno Dewan Juri" in text
    assert "Terbaik II" in text
    assert "Peserta yang tidak hadir" in text
    assert "Juara" not in text


def test_shared_places_and_no_place_at_all(case: decided.Case) -> None:
    outcomes = (
        replace(case.decision.outcomes[0], places=(Place(1, ("01", "02")),)),
        replace(case.decision.outcomes[1], places=()),
    )
    changed = replace(case.decision, outcomes=outcomes)
    for text in (
        flowing(decision.render(case.plan, changed).pdf),
        flowing(minutes.render(case.plan, case.tally, changed, case.received).pdf),
    ):
        assert text.count("Juara I (bersama)") == 2
        assert "Tidak ada penerima yang ditetapkan" in text


def test_a_decision_before_the_last_stage_gives_no_prizes(case: decided.Case) -> None:
    early = replace(case.decision, stage="D")
    text = flowing(decision.render(case.plan, early).pdf)
    assert "TAHAP DOKUMEN" in text
    assert "Urutan I" in text
    assert "Juara" not in text


def test_what_came_in_stands_on_strips_and_in_notes(case: decided.Case) -> None:
    strips = {strip.juror: strip for strip in case.received.strips}
    assert list(strips) == ["J1", "J2", "J3", "J4", "J5"]
    assert strips["J1"].codes == (sheet_code(case, "J1"),)
    assert strips["J1"].marks == 14
    marks = [mark.u or 0 for mark in case.ballot("J1").marks if mark.category == "PJ"]
    assert strips["J1"].totals["PJ"] == sum(marks)
    assert strips["J4"].admission == "Laptop hilang, kunci baru dicocokkan"
    assert case.received.early == ("Ketua dinas luar kota",)
    assert case.received.excluded[0].codes == (fingerprint_code(Prefix.BALLOT, "0" * 64),)


def test_a_late_ballot_a_missing_juror_and_a_ruling_are_named(case: decided.Case) -> None:
    on_time = {name: entry for name, entry in case.ballots.items() if entry.juror not in {"J4", "J5"}}
    with_late = {name: entry for name, entry in case.ballots.items() if entry.juror != "J5"}
    closing = Closing("closing", build.EVENT, None, tuple(sorted(on_time)))
    head = build.ballot_id(case.ballot("J1"))
    ruling = Ruling("ruling", build.EVENT, "J1", "KK", "01", "K2.1", head, "Nilai yang terakhir berlaku")
    seen = replace(view(case.plan, with_late, {"c": closing}), rulings={"r": ruling})
    came = received(case.plan, seen, with_late, {"c": closing})
    assert came.late == (("J4", sheet_code(case, "J4")),)
    assert [strip.juror for strip in came.strips if not strip.codes] == ["J4", "J5"]
    text = flowing(minutes.render(case.plan, case.tally, case.decision, came).pdf)
    assert "dari Rina Contoh Marlina diterima setelah penutupan" in text
    assert "Yanto Contoh Kusuma tidak menyerahkan seluruh nilai" in text
    assert "Alasan: Nilai yang terakhir berlaku." in text
    assert "tidak menyerahkan nilai" in flowing(closing_list.render(case.plan, came).pdf)


def rarer(case: decided.Case) -> decided.Case:
    """The decided event with what seldom happens, for its words."""
    nominees = list(case.plan.categories[1].nominees)
    nominees[1] = replace(nominees[1], eligible=False, reason="Berkas tidak lengkap.")
    nominees[2] = replace(nominees[2], attendance=(StageAttendance("W", Attendance.WITHDRAWN),))
    plan = build.with_category(case.plan, replace(case.plan.categories[1], nominees=tuple(nominees)))
    jurors = (
        *plan.jurors[:3],
        replace(plan.jurors[3], status=Status.SUBSTITUTE),
        plan.jurors[4],
        Juror("O1", "Operator Contoh", role=Role.OPERATOR, scores=False),
        Juror("T1", "Magang Contoh", status=Status.TRAINEE, scores=False),
    )
    rules = replace(
        plan.rules,
        absence_effect=AbsenceEffect.UNRANKED,
        round_before_ranking=True,
        quorum=5,
        tie_chain=(TieStep.SHARED,),
    )
    interests = (Interest("J4", "PJ", None, InterestKind.ACTUAL), Interest("J4", "KK", "01", InterestKind.POTENTIAL))
    occasion = replace(plan.occasion, place="", basis=())
    plan = replace(plan, jurors=jurors, rules=rules, interests=interests, occasion=occasion, awards=())
    acts = replace(
        case.decision.acts, absent=(), present=("J2", "J3", "J4"), codes_confirmed=(), departures=(), awards=(), ties=()
    )
    signers = (*case.decision.signers, Signer("luar", "Saksi Contoh", "3" * 64, "P2"))
    made = replace(case.decision, acts=acts, signers=signers, recounts=(), replaces="9" * 64, outcomes=())
    ballots = {
        name: replace(entry, handed_in=entry.handed_in[:1], origin=Origin.WORKBOOK)
        for name, entry in case.ballots.items()
    }
    seen = view(plan, ballots, {})
    return decided.Case(plan, ballots, count(plan, seen), made, received(plan, seen, ballots, {}))


def test_what_seldom_happens_has_its_words_in_the_minutes(case: decided.Case) -> None:
    seldom = rarer(case)
    text = flowing(minutes.render(seldom.plan, seldom.tally, seldom.decision, seldom.received).pdf)
    for said in (
        "(27-08-2025), telah dilaksanakan Rapat Pleno",
        "A. PESERTA RAPAT",
        "Anggota (pengganti)",
        "Anggota (magang)",
        "tidak tercatat",
        "yaitu 5 (lima) orang, tidak terpenuhi",
        "seluruh kategori Perdagangan dan jasa",
        "berurutan: berbagi Juara.",
        "tidak hadir pada suatu tahap tidak diperingkat",
        "dibulatkan sebelum peringkat",
        "belum dikonfirmasi",
        "PJ-02-0 PT Contoh Dua tidak memenuhi syarat. Alasan: Berkas tidak lengkap.",
        "PJ-03-Y PT Contoh Tiga mengundurkan diri pada tahap Wawancara.",
        "tidak diperingkat:",
        "dimasukkan dari buku kerja",
        "tidak menyerahkan seluruh nilai yang diminta",
        "pada perangkat kedua tidak dilakukan",
        "9" * 64,
        "Penanda tangan",
        "Saksi Contoh",
    ):
        assert said in text, said
    assert "Operator Contoh" not in text
    quiet = replace(seldom.plan, interests=())
    quiet_text = flowing(minutes.render(quiet, seldom.tally, seldom.decision, seldom.received).pdf)
    assert "Tidak ada konflik kepentingan yang dinyatakan." in quiet_text
    names_of_fields = [
        box.field for box in minutes.render(seldom.plan, seldom.tally, seldom.decision, seldom.received).fields
    ]
    assert names_of_fields == ["pimpinan", "luar"]


def test_what_seldom_happens_has_its_words_in_the_other_documents(case: decided.Case) -> None:
    seldom = rarer(case)
    assert "Nilai yang diminta belum seluruhnya masuk" in flowing(
        recap.render(seldom.plan, seldom.tally, seldom.decision).pdf
    )
    sheet_text = flowing(decision.render(seldom.plan, seldom.decision).pdf)
    assert "telah dihitung dan dinyatakan dengan kode" in sheet_text
    assert "Mengingat" not in sheet_text
    assert "menggantikan keputusan terdahulu" in sheet_text
    listed = flowing(closing_list.render(seldom.plan, seldom.received, stage="D").pdf)
    assert "TAHAP DOKUMEN" in listed
    assert "belum lengkap" in listed
    assert "dari buku kerja" in listed
    quiet = replace(case.received, early=(), late=(), excluded=())
    assert "Semua juri menyerahkan nilai sebelum penutupan" in flowing(closing_list.render(case.plan, quiet).pdf)
    staged = replace(case.decision, stage="D")
    assert "SAMPAI DENGAN TAHAP DOKUMEN" in flowing(recap.render(case.plan, replace(case.tally, stage="D"), staged).pdf)
    assert "TAHAP DOKUMEN" in flowing(minutes.render(case.plan, case.tally, staged, case.received).pdf)


def test_every_state_of_a_mark_and_kind_of_interest_has_its_words(case: decided.Case) -> None:
    marks = tuple(
        replace(mark, u=None, state=MarkState.NOT_APPLICABLE, evidence="hlm. 9") for mark in case.ballot("J4").marks
    )
    text = flowing(score_sheet.render(case.plan, replace(case.ballot("J4"), marks=marks), "N-X", "KK").pdf)
    assert "TB = kriteria tidak berlaku bagi nomine" in text
    assert "bukti: hlm. 9" in text
    assert "KK-01-0 Kabupaten Contoh Hulu: potensi konflik kepentingan, dinyatakan dan tetap menilai" in text
    seldom = rarer(case)
    declared = replace(case.ballot("J4"), interests=(Interest("J4", "PJ", "03", InterestKind.POTENTIAL),))
    text = flowing(score_sheet.render(seldom.plan, declared, "N-X", "PJ").pdf)
    assert "seluruh kategori: konflik kepentingan aktual, tidak menilai. Alasan: tidak dituliskan." in text
    assert "PJ-03-Y PT Contoh Tiga: potensi konflik kepentingan" in text
    assert "PJ-02-0 PT Contoh Dua tidak dinilai: tidak memenuhi syarat" in text


def test_ties_without_effect_open_and_shared_have_their_words(case: decided.Case) -> None:
    counted = case.tally.categories[0]
    contest, tie = case.plan.categories[0], case.tally.categories[0].ties[0]
    say = Phrases("recap", case.plan)

    def told(tie: Tie, acts: Acts) -> str:
        return " ".join(
            part.getPlainText()
            for part in ties.told(contest, tie, counted, acts, say, 400)
            if isinstance(part, Paragraph)
        )

    acts = case.decision.acts
    assert "tidak memengaruhi Juara" in told(replace(tie, trials=(), unsettled=(), matters=False), acts)
    assert "rapat yang menetapkan" in told(tie, replace(acts, ties=()))
    shared = replace(acts.ties[0], order=None)
    assert "kedudukannya dibagi bersama (musyawarah)" in told(tie, replace(acts, ties=(shared,)))


@pytest.mark.parametrize("method", Method)
def test_every_method_has_its_recap(method: Method) -> None:
    plan = build.small_plan(build.category(method=method))
    absent = {("K", "01", code): MarkState.ABSENT for code in "AB"}
    ballots = [build.ballot(plan, f"J{at}", absent if at == 1 else {}, fill=70 + at) for at in range(1, 6)]
    done = counted(plan, ballots)
    text = flowing(recap.render(plan, done.tally, done.decision).pdf)
    assert re.search(r"K-01-\w Nomine Contoh 01 BH", text)
    assert "Peringkat menurut juri" in text if method is Method.SUM_OF_RANKS else "Jumlah menurut juri" in text


def test_a_juror_without_a_rank_has_a_dash_and_no_zero(case: decided.Case) -> None:
    contest = replace(case.plan.categories[1], method=Method.SUM_OF_RANKS)
    plan = build.with_category(case.plan, contest)
    done = counted(plan, list(case.ballots.values()))
    text = layout(recap.render(plan, done.tally, done.decision).pdf)
    assert "PJ-01-1 PT Contoh Satu 1,0 1,0 – 1,0 1,0" in text


def test_a_total_printed_as_a_fraction_finds_its_place(case: decided.Case) -> None:
    first, *rest = case.tally.categories[0].ranking
    ranking = (replace(first, printed="3586259/41720"), *rest)
    counted = replace(case.tally, categories=(replace(case.tally.categories[0], ranking=ranking),))
    outcome = replace(case.decision.outcomes[0], places=(Place(1, (first.number,)),))
    acts = replace(case.decision.acts, departures=())
    changed = replace(case.decision, outcomes=(outcome,), acts=acts)
    text = flowing(minutes.render(case.plan, counted, changed, case.received).pdf)
    assert "per empat puluh satu ribu tujuh ratus dua puluh" in text


def test_a_reordering_of_all_is_shown_as_far_as_it_goes(case: decided.Case) -> None:
    departure = Departure("PJ", ("03", "02", "01"), "Diputus bulat.")
    changed = replace(case.decision, acts=replace(case.decision.acts, departures=(departure,)))
    text = layout(minutes.render(case.plan, case.tally, changed, case.received).pdf)
    assert "3 PJ-03-Y PT Contoh Tiga (73,50) PJ-01-1 PT Contoh Satu (83,50)" in text
    assert "Alasan: Diputus bulat. " in flowing(minutes.render(case.plan, case.tally, changed, case.received).pdf)


def test_phrases_know_their_gaps_and_their_groups(case: decided.Case) -> None:
    say = Phrases("minutes", case.plan)
    assert say("seat.chair") == "Ketua Tim Penilai"
    assert say("attendance.online") == "hadir daring"
    with pytest.raises(KeyError, match=r"attendance\.nowhere"):
        say("attendance.nowhere")


def test_small_forms() -> None:
    assert [labels.roman(at) for at in (1, 4, 9, 14, 49, 100)] == ["I", "IV", "IX", "XIV", "XLIX", "C"]
    contest: Category = build.category()
    assert labels.percent(contest.weight("A")) == "60"
    assert blocks.letterhead(build.small_plan()) == []
    said = Sentence("absent")
    texts.use("en")
    assert texts.say(said, "en") == "absent"

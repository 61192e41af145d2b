"""Documents: what they say (golden texts, read back by pdftotext), how they are made, and what they refuse.

Run as a script, this file writes the golden texts anew: look at the difference before committing it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from paritrana_desktop import texts
from paritrana_desktop.documents import (
    blocks,
    closing_list,
    decision,
    labels,
    letter,
    minutes,
    names,
    page,
    recap,
    score_sheet,
    style,
    tables,
)
from paritrana_desktop.documents.names import Form
from paritrana_desktop.documents.phrases import Phrases
from paritrana_desktop.documents.received import received
from paritrana_desktop.documents.rendered import Paper, Rendered, SignedBy
from paritrana_desktop.domain.ballot import Ballot, MarkState
from paritrana_desktop.domain.canonical import encode, parse
from paritrana_desktop.domain.codes import Prefix, fingerprint_code, nominee_label
from paritrana_desktop.domain.count import count
from paritrana_desktop.domain.decision import Decision, Departure, Place
from paritrana_desktop.domain.errors import Sentence
from paritrana_desktop.domain.facts import Closing, Ruling
from paritrana_desktop.domain.panel import Juror
from paritrana_desktop.domain.plan import Category, Method, Nominee, Plan
from paritrana_desktop.domain.schema import from_plain, to_plain
from paritrana_desktop.domain.union import view
from tests import build, decided

GOLDEN = Path(__file__).parent.parent / "golden"
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


@pytest.fixture(scope="module")
def case() -> decided.Case:
    return decided.case()


# What they say.


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
    for counted in case.tally.categories:
        for line in counted.ranking:
            row = next(row for row in text.splitlines() if nominee_label(counted.code, line.number) in row)
            assert line.printed in row
            for score in line.criteria:
                assert labels.figure(score.mean) in row
                assert labels.figure(score.points) in text


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
    recused = layout(score_sheet_of(case, "J5", "PJ").pdf)
    assert "PJ-02-0 PT Contoh Dua tidak menilai (konflik kepentingan aktual)" in recused
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


# How they are made.


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_values_are_the_same_bytes(name: str, paper: Paper) -> None:
    assert DOCUMENTS[name](decided.case(), paper) == DOCUMENTS[name](decided.case(), paper)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_names_its_document_itself_and_its_code(case: decided.Case, name: str, paper: Paper) -> None:
    made = pages(DOCUMENTS[name](case, paper).pdf)
    code = case.decision.code if name in OF_THE_DECISION else None
    if name.startswith("score_sheet"):
        code = sheet_code(case, "J5" if "recused" in name else "J1")
    for at, text in enumerate(made, start=1):
        assert re.search(rf"Halaman {at} dari\s+{len(made)}\b", text)
        assert "CONTOH – bukan bobot resmi" in text
        caption = "Kode keaslian dokumen – bukan tanda tangan elektronik tersertifikasi"
        assert (caption in text) == (code is not None)
        assert code is None or code in text.split(caption, maxsplit=1)[0]


def test_a_rehearsal_says_so_on_every_page_and_a_real_event_does_not(case: decided.Case) -> None:
    rehearsed = decided.case(rehearsal=True, sample=False)
    for render in DOCUMENTS.values():
        # The word lies aslant, so that its letters may come apart.
        made = pages(render(rehearsed, Paper.A4).pdf)
        assert all(set("LATIHAN") <= set(re.sub(r"\s", "", text)) for text in made)
        assert "CONTOH – bukan" not in "".join(made)
        content = [_drawn(entry) for entry in _open(render(rehearsed, Paper.A4).pdf).pages]
        plain = [_drawn(entry) for entry in _open(render(case, Paper.A4).pdf).pages]
        assert all(b"96 Tf" in drawn for drawn in content)
        assert not any(b"96 Tf" in drawn for drawn in plain)


def _open(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def _drawn(entry: pikepdf.Page) -> bytes:
    return entry.Contents.read_bytes()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_fonts_are_embedded_and_no_tool_or_date_is_named(case: decided.Case, name: str) -> None:
    made = DOCUMENTS[name](case, Paper.A4).pdf
    with _open(made) as pdf:
        assert dict(pdf.trailer.Info) == {"/Title": pdf.docinfo["/Title"], "/Author": "Pemerintah Provinsi Contoh"}
        assert str(pdf.docinfo["/Title"]) in read(made)
        assert pdf.Root.Lang == "id-ID"
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert not any("/Trans" in entry for entry in pdf.pages)
    for word in (b"ReportLab", b"pikepdf", b"Paritrana", b"Helvetica", b"/CreationDate", b"/Producer"):
        assert word.lower() not in made.lower()


def test_the_decision_carries_its_record_and_nothing_else(case: decided.Case) -> None:
    with _open(DOCUMENTS["decision"](case, Paper.A4).pdf) as pdf:
        assert list(pdf.attachments) == ["keputusan.json"]
        record = pdf.attachments["keputusan.json"].get_file().read_bytes()
    assert record == encode(to_plain(case.decision))
    assert from_plain(Decision, parse(record)) == case.decision
    for name in set(DOCUMENTS) - {"decision"}:
        with _open(DOCUMENTS[name](case, Paper.A4).pdf) as pdf:
            assert not pdf.attachments


@pytest.mark.parametrize("name", [*OF_THE_DECISION, "score_sheet"])
def test_a_signature_box_lies_over_its_drawn_block(case: decided.Case, name: str) -> None:
    made = DOCUMENTS[name](case, Paper.F4)
    [box] = made.fields
    assert box.field == ("juri" if name == "score_sheet" else "pimpinan")
    with _open(made.pdf) as pdf:
        width, height = (float(side) for side in list(pdf.pages[box.page].MediaBox)[2:])
    assert 0 < box.box[0] < box.box[2] < width
    assert 0 < box.box[1] < box.box[3] < height
    left, bottom, right, top = (round(side) for side in box.box)
    area = ("-x", left, "-y", round(height) - top, "-W", right - left, "-H", top - bottom)
    number = str(box.page + 1)
    text = read(made.pdf, "-r", "72", "-f", number, "-l", number, *map(str, area))
    assert "Ditandatangani secara digital" in text
    assert "bukan tanda tangan elektronik tersertifikasi" in text
    key = KEY if name == "score_sheet" else fingerprint_code(Prefix.KEY, case.decision.signers[0].certificate)
    assert key in text
    assert ("10.40 WIB" in text) == (name == "score_sheet")


def test_in_ink_all_present_members_have_a_blank_block_and_no_field_is_planned() -> None:
    case = decided.case(signed=False)
    for name in OF_THE_DECISION:
        assert DOCUMENTS[name](case, Paper.A4).fields == ()
    text = DOCUMENTS["minutes"](case, Paper.A4).pdf
    ending = flowing(text).rpartition("PENUTUP")[2]
    assert [ending.count(f"{seat} Tim Penilai") for seat in ("Sekretaris", "Anggota")] == [1, 2]
    order = [ending.find(juror.name) for juror in decided.PANEL[1:5]]
    assert -1 not in order
    assert order == sorted(order)
    assert "Ahmad Contoh Wijaya" not in ending
    assert "Tono Contoh Prasetyo" not in ending
    assert "Ditandatangani secara digital" not in ending
    assert "NOMOR: ……" in flowing(text)


def with_nominees(many: int) -> decided.Case:
    """The decided event with `many` nominees in its first category, all marked alike."""
    case = decided.case()
    nominees = tuple(Nominee(f"{at:02}", f"Kabupaten Contoh {at}") for at in range(1, many + 1))
    contest = replace(case.plan.categories[0], nominees=nominees)
    plan = build.with_category(case.plan, contest)
    ballots = [build.ballot(plan, juror.code, fill=80) for juror in plan.jurors if juror.scores]
    return replace(case, plan=plan, ballots={build.ballot_id(entry): entry for entry in ballots})


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("many", [1, 30, 42])  # of 42, one would stand alone on the last page of F4
def test_tables_repeat_their_head_and_leave_no_row_alone(many: int, paper: Paper) -> None:
    case = with_nominees(many)
    made = pages(score_sheet_of(case, "J1", "KK", paper).pdf)
    rows = [len(re.findall(r"^ *KK-\d\d-\w ", text, re.MULTILINE)) for text in made]
    assert sum(rows) == 2 * many
    assert many == 1 or 1 not in rows
    for text, there in zip(made, rows, strict=True):
        assert bool(there) == bool(re.search(r"^ *Nomine ", text, re.MULTILINE))


def test_figures_stand_comma_below_comma() -> None:
    column = tables.Column("Nilai", 60, "number")
    made = tables.table([column], [["7,5"], ["80"], ["1.234,25"], ["–"]], 60)
    padding = {at: value for command, (_, at), _, value in _cell_commands(made) if command == "RIGHTPADDING"}
    digit, comma = style.width("0", style.REGULAR, 9), style.width(",", style.REGULAR, 9)
    assert padding == {1: pytest.approx(3 + digit), 2: pytest.approx(3 + 2 * digit + comma)}


def _cell_commands(made: object) -> list[tuple[str, tuple[int, int], tuple[int, int], object]]:
    styles = vars(made)["_cellStyles"]
    return [
        ("RIGHTPADDING", (0, at), (0, at), row[0].rightPadding)
        for at, row in enumerate(styles)
        if at and row[0].rightPadding != tables.PAD
    ]


# What they refuse, and what they bear.


def test_signs_that_no_font_has_are_named_before_anything_is_made(case: decided.Case) -> None:
    assert style.missing_glyphs("Dr. Ñandú Şağ – ≥ ✓ ☐ › ć 85,5") == ()
    # Javanese, Arabic (which would need joining), Chinese, and what cannot be seen.
    assert style.missing_glyphs("aꦗbس中\u200b\u202eb中") == ("ꦗ", "س", "中", "\u200b", "\u202e")
    contest = case.plan.categories[0]
    named = replace(contest, nominees=(replace(contest.nominees[0], name="Desa ꦗ 中\u200b"), *contest.nominees[1:]))
    plan = build.with_category(case.plan, named)
    with pytest.raises(style.SignNotInFonts) as refusal:
        score_sheet.render(plan, case.ballot("J1"), "N-X", "KK")
    assert "ꦗ (U+A997), 中 (U+4E2D), U+200B" in str(refusal.value)


def test_a_sign_of_the_second_font_is_printed(case: decided.Case) -> None:
    occasion = replace(case.plan.occasion, letterhead=("KANTOR ✓ ☐", "BAGIAN ♥ Ʌ"))
    made = letter.render(replace(case.plan, occasion=occasion), "J1", ACTIVATION, KEY)
    assert "KANTOR ✓ ☐" in read(made.pdf)
    assert "BAGIAN ♥ Ʌ" in read(made.pdf)


@pytest.mark.parametrize("name", ["<b>PT A & B</b>", "{tim} {0} %s", "PT <font size=99>", "&lt;x&gt; </para>"])
def test_what_people_typed_is_printed_as_typed(case: decided.Case, name: str) -> None:
    contest = case.plan.categories[0]
    changed = replace(contest, name=name, nominees=(replace(contest.nominees[0], name=name), *contest.nominees[1:]))
    plan = build.with_category(case.plan, changed)
    for made in (
        score_sheet.render(plan, case.ballot("J1"), "N-X", "KK"),
        decision.render(plan, case.decision),
        minutes.render(plan, case.tally, case.decision, case.received),
    ):
        assert f"KK-01-0 {name}" in flowing(made.pdf)


def test_long_texts_are_printed_to_their_end(case: decided.Case) -> None:
    words = " ".join(f"kata{at}" for at in range(250))
    marks = tuple(replace(mark, comment=words) for mark in case.ballot("J1").marks)
    made = score_sheet.render(case.plan, replace(case.ballot("J1"), marks=marks), "N-X", "KK")
    text = flowing(made.pdf)
    assert all(len(re.findall(rf"\bkata{at}\b", text)) == 8 for at in range(250))
    departure = replace(case.decision.acts.departures[0], reason=words)
    acts = replace(case.decision.acts, departures=(departure,), leader="J3", basis=words)
    minuted = minutes.render(case.plan, case.tally, replace(case.decision, acts=acts), case.received)
    assert len(re.findall(r"\bkata249\b", flowing(minuted.pdf))) == 2


def test_a_name_too_long_for_a_page_is_refused_in_words(case: decided.Case) -> None:
    jurors = (replace(case.plan.jurors[0], post="Kepala " * 280, title_before="Drs. " * 390), *case.plan.jurors[1:])
    with pytest.raises(page.TooLongForAPage, match="Lembar Penilaian Juri"):
        score_sheet.render(replace(case.plan, jurors=jurors), case.ballot("J1"), "N-X", "KK")


def test_a_footer_too_long_for_its_line_is_shortened(case: decided.Case) -> None:
    contest = replace(case.plan.categories[0], name="Kategori " * 40)
    plan = build.with_category(case.plan, contest)
    [*_, last] = pages(score_sheet.render(plan, case.ballot("J1"), "N-X", "KK").pdf)
    footer = next(line for line in last.splitlines() if "Halaman" in line)
    assert "…" in footer
    assert len(footer) < 250


def test_many_criteria_and_many_jurors_go_into_several_tables() -> None:
    criteria = [build.judged(f"K{at}", 4) for at in range(1, 26)]
    plan = build.small_plan(build.category(criteria), jurors=30)
    ballots = [build.ballot(plan, juror.code, fill=80) for juror in plan.jurors]
    counted = _counted(plan, ballots)
    text = layout(recap.render(plan, counted.tally, counted.decision).pdf)
    for at in range(1, 26):
        assert re.search(rf"\bK{at}\b", text)
    for juror in plan.jurors:
        assert re.search(rf"\b{juror.code}\b", text)
    assert text.count("80,0000") >= 3 * (25 + 30)


def _counted(plan: Plan, ballots: list[Ballot]) -> decided.Case:
    case = decided.case()
    by_id = {build.ballot_id(entry): entry for entry in ballots}
    tally = count(plan, view(plan, by_id, {}))
    acts = replace(case.decision.acts, leader="J1", ties=(), departures=(), awards=())
    made = replace(case.decision, acts=acts, outcomes=(), recounts=(), signers=())
    return decided.Case(plan, by_id, tally, made, received(plan, view(plan, by_id, {}), by_id, {}))


@pytest.mark.parametrize("method", Method)
def test_every_method_has_its_recap(method: Method) -> None:
    plan = build.small_plan(build.category(method=method))
    absent = {("K", "01", code): MarkState.ABSENT for code in "AB"}
    ballots = [build.ballot(plan, f"J{at}", absent if at == 1 else {}, fill=70 + at) for at in range(1, 6)]
    counted = _counted(plan, ballots)
    text = flowing(recap.render(plan, counted.tally, counted.decision).pdf)
    assert re.search(r"K-01-\w Nomine Contoh 01 BH", text)
    assert "Peringkat menurut juri" in text if method is Method.SUM_OF_RANKS else "Jumlah menurut juri" in text


def test_a_juror_without_a_rank_has_a_dash_and_no_zero(case: decided.Case) -> None:
    contest = replace(case.plan.categories[1], method=Method.SUM_OF_RANKS)
    plan = build.with_category(case.plan, contest)
    counted = _counted(plan, list(case.ballots.values()))
    text = layout(recap.render(plan, counted.tally, counted.decision).pdf)
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


if __name__ == "__main__":
    made = decided.case()
    for document, render in DOCUMENTS.items():
        (GOLDEN / f"{document}.txt").write_text(layout(render(made, Paper.A4).pdf), "utf-8")
        sys.stdout.write(f"{document}\n")

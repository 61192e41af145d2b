"""How documents are made: the same bytes, pages, fonts, signature boxes; what they refuse and what they bear."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from paritrana_desktop.documents import (
    decision,
    letter,
    minutes,
    page,
    recap,
    score_sheet,
    style,
    tables,
)
from paritrana_desktop.documents.rendered import Paper
from paritrana_desktop.domain.canonical import encode, parse
from paritrana_desktop.domain.codes import Prefix, fingerprint_code
from paritrana_desktop.domain.decision import Decision
from paritrana_desktop.domain.plan import (
    Nominee,
)
from paritrana_desktop.domain.schema import from_plain, to_plain
from tests import build, decided
from tests.printed import (
    ACTIVATION,
    DOCUMENTS,
    KEY,
    OF_THE_DECISION,
    counted,
    flowing,
    layout,
    pages,
    read,
    score_sheet_of,
    sheet_code,
)


@pytest.fixture(scope="module")
def case() -> decided.Case:
    return decided.case()


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
    criteria = [replace(build.judged(f"K{at}", 4), name=f"Pertanggungjawaban {at}") for at in range(1, 26)]
    plan = build.small_plan(build.category(criteria), jurors=30)
    ballots = [build.ballot(plan, juror.code, fill=80) for juror in plan.jurors]
    done = counted(plan, ballots)
    text = layout(recap.render(plan, done.tally, done.decision).pdf)
    for at in range(1, 26):
        assert re.search(rf"^K{at} Pertanggungjawaban {at} 4 juri 0–100$", text, re.MULTILINE)
    for juror in plan.jurors:
        assert re.search(rf"\b{juror.code}\b", text)
    assert text.count("80,0000") >= 3 * (25 + 30)

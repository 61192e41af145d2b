"""The event workbook: a plan exactly as it says, or every fault at once with its address."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from paritrana_desktop.domain import canonical
from paritrana_desktop.domain.canonical import Plain
from paritrana_desktop.domain.panel import Interest, InterestKind, Role, Status
from paritrana_desktop.domain.plan import (
    AbsenceEffect,
    Attendance,
    Band,
    CommentRule,
    CriterionKind,
    Method,
    NoData,
    Plan,
    Point,
    RuleKind,
    Scale,
    SpecialAward,
    Stage,
    StageAttendance,
    TieStep,
)
from paritrana_desktop.domain.schema import DoesNotFit, from_plain, to_plain
from paritrana_desktop.exchange.workbook.event import EventWorkbook, event_from_plain, read_event
from paritrana_desktop.exchange.workbook.fault import MOST_FAULTS
from tests import workbooks
from tests.workbooks import Tables, Value


def read(tables: Tables, title_rows: int = 0) -> EventWorkbook:
    return read_event(workbooks.xlsx(tables, title_rows))


def plan_of(tables: Tables, title_rows: int = 0) -> Plan:
    event = read(tables, title_rows)
    assert event.plan is not None, [str(fault.located()) for fault in event.faults]
    return event.plan


def faults_of(tables: Tables) -> list[tuple[str, int | None, str | None]]:
    event = read(tables)
    assert event.plan is None
    return [(fault.sheet, fault.row, fault.column) for fault in event.faults]


def said(tables: Tables) -> str:
    return "\n".join(str(fault.located()) for fault in read(tables).faults)


def add_column(tables: Tables, sheet: str, header: str, *values: Value) -> None:
    for row, value in zip(tables[sheet], (header, *values), strict=True):
        row.append(value)


def add_criteria_column(tables: Tables, header: str, value: Value) -> None:
    """A column of the sheet Kriteria, filled for the judged criterion A only."""
    add_column(tables, "Kriteria", header, value, None)


# -- a valid workbook ------------------------------------------------------------------------------------------


def test_defaults_stand_where_sheets_and_columns_are_missing() -> None:
    plan = plan_of(workbooks.event())
    assert plan.stages == (Stage("P", "Penilaian", 1, ()),)
    category = plan.category("K")
    assert (category.places, category.method, category.decimals, category.minimum_jurors) == (3, Method.MEAN, 2, None)
    judged, measured = category.criteria
    assert judged.scale == Scale(0, 100_00, 1)
    assert (judged.kind, judged.weight, judged.stage, judged.rule) == (CriterionKind.JUDGED, 60_00, "P", None)
    assert measured.scale is None
    assert measured.rule is not None
    assert measured.rule.points == (Point("0", "0"), Point("100", "100"))
    assert measured.no_data is NoData.UNRANKED
    assert plan.rules.tie_chain[-1] is TieStep.MEETING
    assert plan.rules.absence_effect is None
    assert [juror.code for juror in plan.scoring("K")] == ["J1", "J2", "J3", "J4"]
    assert not plan.occasion.sample
    assert not plan.rehearsal


def test_a_ratio_is_kept_exactly_and_a_float_by_its_shortest_form() -> None:
    first, second = plan_of(workbooks.event()).category("K").nominees
    assert first.figures[0].value == "61.5"
    assert second.figures[0].exact() == Fraction("48.26") / Fraction("52.15") * 100


def test_headers_are_found_under_title_rows() -> None:
    assert plan_of(workbooks.event(), title_rows=7) == plan_of(workbooks.event())


def test_english_names_give_the_same_plan() -> None:
    tables = workbooks.event()
    english: Tables = {
        "Event": [["Key", "Value"], ["Name", "Acara Contoh"], ["Assessed year", 2024], ["Held year", 2025]],
        "Categories": [["Code", "Name"], ["K", "Kategori Contoh"]],
        "Criteria": [
            ["Category", "Code", "Parent", "Name", "Weight", "Kind", "Rule"],
            ["K", "A", None, "Regulasi", 60, "judged", None],
            ["K", "B", None, "Cakupan", 40, "measured", "linear(0;100)"],
        ],
        "Nominees": [["Category", "Number", "Name"], *tables["Nomine"][1:]],
        "Panel": [
            ["Code", "Name", "Role"],
            ["J1", "Juri Pertama", "chair"],
            *([code, name, "member"] for code, name, _ in tables["Tim Penilai"][2:]),
        ],
        "Measured": [["Category", "Number", "Criterion", "Value", "Numerator", "Denominator"], *tables["Data"][1:]],
    }
    assert plan_of(english) == plan_of(tables)


def test_the_same_event_prepared_twice_has_the_same_digest() -> None:
    assert plan_of(workbooks.event()).digest() == plan_of(workbooks.event(), title_rows=2).digest()


def test_everything_of_the_occasion_and_the_rules_is_read() -> None:
    tables = workbooks.event()
    tables["Acara"] += [
        ["Penyelenggara", "Provinsi Contoh"],
        ["Zona waktu", "WITA"],
        ["Kop 1", "PEMERINTAH"],
        ["Kop 2", "SEKRETARIAT"],
        ["Dasar", "Keputusan Nomor 1"],
        ["Dasar", "Surat Nomor 2"],
        ["Contoh", True],
    ]
    tables["Aturan"] = [
        ["Kunci", "Nilai"],
        ["Rantai nilai sama", "kriteria > rapat"],
        ["Bulatkan sebelum peringkat", "ya"],
        ["Kuorum", 5],
        ["Panel minimum", 4],
        ["Akibat tidak hadir", "tahap tidak dihitung"],
        ["Catatan wajib", "ekstrem"],
        ["Sebutan panel", "dewan juri"],
        ["Sebutan juara", "Terbaik"],
    ]
    plan = plan_of(tables)
    assert plan.occasion.zone == "WITA"
    assert plan.occasion.letterhead == ("PEMERINTAH", "SEKRETARIAT")
    assert plan.occasion.basis == ("Keputusan Nomor 1", "Surat Nomor 2")
    assert plan.occasion.sample
    assert plan.rules.tie_chain == (TieStep.CRITERIA, TieStep.MEETING)
    assert plan.rules.round_before_ranking
    assert plan.rules.quorum == 5
    assert plan.rules.absence_effect is AbsenceEffect.STAGE_LEFT_OUT
    assert plan.category("K").minimum_jurors == 4
    assert plan.category("K").criterion("A").comment is CommentRule.EXTREME
    assert (plan.wording.panel, plan.wording.place, plan.wording.juror) == ("dewan juri", "Terbaik", "juri")


def test_a_tree_of_criteria_with_stages_taken_from_the_parent() -> None:
    tables = workbooks.event()
    tables["Tahap"] = [["Kode", "Nama", "Urutan"], ["W", "Wawancara", 2], ["D", "Dokumen", 1]]
    tables["Kriteria"] = [
        ["Kategori", "Kode", "Induk", "Nama", "Bobot", "Jenis", "Rumus", "Tahap"],
        ["K", "A", None, "Regulasi", "60,5", None, None, "W"],
        ["K", "A.1", "A", "Jenis", 40, "juri", None, None],
        ["K", "A.2", "A", "Isi", 60, "juri", None, None],
        ["K", "B", None, "Cakupan", 39.5, "data", "target", "D"],
    ]
    tables["Data"] = [["Kategori", "Nomor", "Kriteria", "Nilai", "Target"], ["K", "01", "B", 40, 50]]
    plan = plan_of(tables)
    category = plan.category("K")
    assert [stage.code for stage in plan.stages] == ["D", "W"]
    assert [(leaf.code, leaf.stage) for leaf in category.leaves()] == [("A.1", "W"), ("A.2", "W"), ("B", "D")]
    assert category.weight("A.1") == Fraction("0.605") * Fraction("0.4")
    assert category.criterion("A").scale is None
    assert category.criterion("B").rule is not None


def test_a_star_copies_criteria_into_every_category_but_special_awards() -> None:
    tables = workbooks.event()
    tables["Kategori"] = [
        ["Kode", "Nama", "Khusus"],
        ["K", "Satu", None],
        ["L", "Dua", "tidak"],
        ["S", "Pelopor", "ya"],
    ]
    for row in tables["Kriteria"][1:]:
        row[0] = "*"
    tables["Penghargaan Khusus"] = [["Nama", "Keterangan"], ["Pelopor", "Bagi perintis"], ["Harapan", None]]
    plan = plan_of(tables)
    assert plan.category("L").criteria == plan.category("K").criteria
    assert plan.awards == (SpecialAward("Pelopor", "Bagi perintis"), SpecialAward("Harapan", ""))
    assert [category.code for category in plan.categories] == ["K", "L"]


def test_scales_rubrics_and_comments_of_a_criterion() -> None:
    tables = workbooks.event()
    add_criteria_column(tables, "Minimum", 1)
    add_criteria_column(tables, "Maksimum", 5)
    add_criteria_column(tables, "Langkah", "0,5")
    add_criteria_column(tables, "Rubrik", "1 kurang; 4,5 istimewa: Perda berlaku; 3 cukup")
    add_criteria_column(tables, "Catatan wajib", "ya")
    criterion = plan_of(tables).category("K").criterion("A")
    assert criterion.scale == Scale(100, 500, 50)
    assert criterion.rubric == (Band(450, "istimewa", "Perda berlaku"), Band(300, "cukup"), Band(100, "kurang"))
    assert criterion.comment is CommentRule.ALWAYS


@pytest.mark.parametrize(
    ("typed", "kind", "points"),
    [
        ("linear(100;0)", RuleKind.LINEAR, (Point("100", "0"), Point("0", "100"))),
        ("linear(12,5 ; 80)", RuleKind.LINEAR, (Point("12.5", "0"), Point("80", "100"))),
        ("band(0:0;50:60;80:100)", RuleKind.BANDS, (Point("0", "0"), Point("50", "60"), Point("80", "100"))),
        ("Target", RuleKind.TARGET, ()),
        ("ya / tidak", RuleKind.YES_NO, ()),
    ],
)
def test_rules_of_measured_criteria(typed: str, kind: RuleKind, points: tuple[Point, ...]) -> None:
    tables = workbooks.event()
    tables["Kriteria"][2][6] = typed
    tables["Data"] = [["Kategori", "Nomor", "Kriteria", "Nilai", "Target"], ["K", "01", "B", 1, 50]]
    rule = plan_of(tables).category("K").criterion("B").rule
    assert rule is not None
    assert (rule.rule, rule.points) == (kind, points)


def test_yes_and_no_become_one_and_zero() -> None:
    tables = workbooks.event()
    tables["Kriteria"][2][6] = "ya/tidak"
    tables["Data"] = [["Kategori", "Nomor", "Kriteria", "Nilai"], ["K", "01", "B", "ya"], ["K", "02", "B", False]]
    assert [nominee.figures[0].value for nominee in plan_of(tables).category("K").nominees] == ["1", "0"]


def test_attendance_by_stage_and_for_the_last_stage() -> None:
    tables = workbooks.event()
    tables["Aturan"] = [["Kunci", "Nilai"], ["Akibat tidak hadir", "nol"]]
    tables["Tahap"] = [["Kode", "Nama", "Urutan"], ["D", "Dokumen", 1], ["W", "Wawancara", 2]]
    add_column(tables, "Kriteria", "Tahap", "W", "D")
    add_column(tables, "Nomine", "Kehadiran", "tidak hadir", "W: daring; D: diwakili")
    add_column(tables, "Nomine", "Alasan", "Sakit", "Dinas")
    first, second = plan_of(tables).category("K").nominees
    assert first.attendance == (StageAttendance("W", Attendance.ABSENT, "Sakit"),)
    assert second.attendance_at("D") is Attendance.REPRESENTED
    assert second.attendance_at("W") is Attendance.ONLINE


def test_every_part_of_a_member_is_read_and_the_phone_stays_apart() -> None:
    tables = workbooks.event()
    tables["Tim Penilai"] = [
        ["Kode", "Nama", "Gelar depan", "Gelar belakang", "Peran", "Status", "Menilai", "NIP", "Kategori", "Telepon"],
        ["J1", "Juri Pertama", "Dr.", "M.Si.", "ketua", "tetap", "ya", "1970 1", "*", 628123456789],
        ["J2", "Juri Kedua", None, None, "wakil ketua", "pengganti", "ya", None, "K", None],
        ["DL", "Utusan", None, None, "anggota", "delegasi", None, None, None, "0812-0"],
        ["OP", "Petugas", None, None, "operator", None, None, None, None, None],
    ]
    event = read(tables)
    assert event.plan is not None
    first, second, delegate, operator = event.plan.jurors
    assert first.with_titles() == "Dr. Juri Pertama, M.Si."
    assert (first.role, second.status, second.categories) == (Role.CHAIR, Status.SUBSTITUTE, ("K",))
    assert (delegate.scores, operator.scores) == (False, False)
    assert [(contact.juror, contact.phone) for contact in event.contacts] == [("J1", "628123456789"), ("DL", "0812-0")]
    assert "628123456789" not in str(to_plain(event.plan))


def test_conflicts_are_actual_unless_said_otherwise() -> None:
    tables = workbooks.event()
    tables["Benturan"] = [
        ["Juri", "Kategori", "Nomor", "Sifat", "Alasan"],
        ["J1", "K", "01", None, "Bekerja di sana"],
        ["J2", "K", None, "potensial", "Anggota asosiasi"],
    ]
    assert plan_of(tables).interests == (
        Interest("J1", "K", "01", InterestKind.ACTUAL, "Bekerja di sana"),
        Interest("J2", "K", None, InterestKind.POTENTIAL, "Anggota asosiasi"),
    )


def test_dates_of_figures_may_be_cells_of_dates() -> None:
    tables = workbooks.event()
    add_column(tables, "Data", "Tanggal", datetime.date(2024, 12, 31), "30 Juni 2024")
    add_column(tables, "Data", "Klaim nomine", 54, "54,00 %")
    figures = [nominee.figures[0] for nominee in plan_of(tables).category("K").nominees]
    assert [figure.date for figure in figures] == ["2024-12-31", "2024-06-30"]
    assert [figure.claim for figure in figures] == ["54", "54,00 %"]


def test_a_number_formatted_as_03_is_03() -> None:
    import io

    import openpyxl

    tables = workbooks.event()
    tables["Nomine"][1][1] = 1
    book = openpyxl.load_workbook(io.BytesIO(workbooks.xlsx(tables)))
    book["Nomine"]["B2"].number_format = "00"
    stream = io.BytesIO()
    book.save(stream)
    plan = read_event(stream.getvalue()).plan
    assert plan is not None
    assert [nominee.number for nominee in plan.category("K").nominees] == ["01", "02"]


def test_rows_that_begin_with_a_hash_are_remarks() -> None:
    tables = workbooks.event()
    tables["Nomine"].insert(1, ["# K", "09", "Contoh"])
    assert plan_of(tables) == plan_of(workbooks.event())


def test_the_plan_fits_its_schema_and_crosses_a_pipe() -> None:
    event = read(workbooks.event())
    assert event.plan is not None
    assert from_plain(Plan, to_plain(event.plan)) == event.plan
    assert event_from_plain(canonical.parse(canonical.encode(to_plain(event)))) == event


def test_faults_cross_a_pipe_too_and_nothing_else_does() -> None:
    tables = workbooks.event()
    tables["Kriteria"][1][4] = 70
    tables["Kolom"] = [["a"]]
    event = read(tables)
    assert event.faults
    assert event.warnings
    plain = canonical.parse(canonical.encode(to_plain(event)))
    assert event_from_plain(plain) == event
    assert isinstance(plain, dict)
    broken: list[Plain] = [{}, plain | {"faults": [{}]}, plain | {"faults": 1}, plain | {"contacts": [{"juror": 1}]}]
    for value in broken:
        with pytest.raises(DoesNotFit):
            event_from_plain(value)


# -- faults ----------------------------------------------------------------------------------------------------


def test_all_faults_are_listed_at_once_in_the_order_of_the_workbook() -> None:
    tables = workbooks.event()
    tables["Kriteria"][1][4] = "1.234"
    tables["Kriteria"][2][6] = "kira-kira"
    tables["Nomine"][2][1] = "01"
    tables["Tim Penilai"][3][0] = "J 3"
    tables["Data"][1][2] = "A"
    assert faults_of(tables) == [
        ("Kriteria", 2, "E"),
        ("Kriteria", 3, "G"),
        ("Nomine", 3, "B"),
        ("Tim Penilai", 4, "A"),
        ("Data", 2, "C"),
        ("Data", 3, "B"),
    ]


@pytest.mark.parametrize("sheet", ["Acara", "Kategori", "Kriteria", "Nomine", "Tim Penilai"])
def test_a_missing_or_empty_sheet_is_named(sheet: str) -> None:
    tables = workbooks.event()
    header = tables.pop(sheet)[:1]
    assert (sheet, None, None) in faults_of(tables)
    tables[sheet] = header
    assert any(fault[0] == sheet for fault in faults_of(tables))


def test_a_missing_column_is_named_once_and_not_for_every_row() -> None:
    tables = workbooks.event()
    for row in tables["Nomine"]:
        del row[2]
    event = read(tables)
    assert [str(fault.located()) for fault in event.faults] == ["Sheet “Nomine”: The column “Nama” is missing."]


def test_unknown_names_are_ignored_with_a_warning_unless_they_resemble_a_known_one() -> None:
    tables = workbooks.event()
    tables["Catatan rapat"] = [["apa saja"]]
    add_column(tables, "Nomine", "Warna", "merah", "biru")
    tables["Acara"].append(["Semboyan", "Maju"])
    event = read(tables)
    assert event.plan == plan_of(workbooks.event())
    warned = " ".join(str(fault.said) for fault in event.warnings)
    assert all(name in warned for name in ("Catatan rapat", "Warna", "Semboyan"))
    tables = workbooks.event()
    tables["Nominee"] = [["x"]]
    add_column(tables, "Nomine", "Kehadirann", None, None)
    tables["Acara"].append(["Penyelengara", "Provinsi"])
    assert faults_of(tables) == [("Acara", 5, "A"), ("Nomine", 1, "D"), ("Nominee", None, None)]


def test_weights_that_miss_100_are_named_with_category_parent_and_sum() -> None:
    tables = workbooks.event()
    tables["Kriteria"][1][4] = 60.5
    assert "In K the weights at the top add up to 100,5, not to 100." in said(tables)
    tables = workbooks.event()
    tables["Kriteria"] += [
        ["K", "A.1", "A", "Jenis", 40, "juri", None],
        ["K", "A.2", "A", "Isi", "59,99", "juri", None],
    ]
    assert "In K the weights under A add up to 99,99, not to 100." in said(tables)


def test_a_tree_that_is_none_is_refused() -> None:
    tables = workbooks.event()
    tables["Kriteria"] += [
        ["K", "C", "X", "Tanpa induk", 100, "juri", None],
        ["K", "D", "E", "Lingkaran", 100, "juri", None],
        ["K", "E", "D", "Lingkaran", 100, "juri", None],
        ["K", "F", "A", "Dua", 100, "juri", None],
        ["K", "G", "F", "Tiga", 100, "juri", None],
        ["K", "H", "G", "Empat", 100, "juri", None],
        ["K", "H", "G", "Kembar", 100, "juri", None],
        ["K", "I", "I", "Sendiri", 100, "juri", None],
    ]
    assert faults_of(tables) == [("Kriteria", row, "C") for row in (4, 5, 6, 9)] + [
        ("Kriteria", 10, "B"),
        ("Kriteria", 11, "C"),
    ]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        (0, "X", "There is no category X."),
        (1, "a b", "cannot be a code"),
        (3, None, "“Nama” is empty."),
        (4, -1, "-1 cannot stand here"),
        (4, 101, "101 cannot stand here"),
        (4, 33.333, "at most two decimals"),
        (4, "=10+50", "holds a formula"),
        (4, "#N/A", "shows an error"),
        (4, True, "no number but a date or ya/tidak"),
        (4, datetime.date(2024, 5, 1), "no number but a date"),
        (5, "kira", "Possible: juri, data."),
        (6, "target", "Only a measured criterion"),
    ],
)
def test_faults_of_a_criterion(column: int, value: Value, expected: str) -> None:
    tables = workbooks.event()
    tables["Kriteria"][1][column] = value
    assert expected in said(tables)


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("Langkah", 0, "cannot be 0"),
        ("Langkah", 0.001, "at most two decimals"),
        ("Langkah", 3, "nobody can give 100"),
        ("Minimum", 100, "must be above"),
        ("Maksimum", -5, "cannot stand here"),
        ("Rubrik", "baik 80", "is not a band"),
        ("Rubrik", "80 baik; 80,00 lain", "stands twice"),
        ("Rubrik", "101 luar biasa", "above the scale"),
        ("Tahap", "W", "There is no stage W."),
        ("Tanpa data", "lupakan", "Possible: kecualikan"),
        ("Catatan wajib", "kadang", "Possible: tidak"),
    ],
)
def test_faults_of_a_judged_criterion(header: str, value: Value, expected: str) -> None:
    tables = workbooks.event()
    add_criteria_column(tables, header, value)
    assert expected in said(tables)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (None, "needs a rule"),
        ("linear(5;5)", "two different figures"),
        ("linear(0;1;2)", "two different figures"),
        ("linear(0;1.000)", "as a thousand"),
        ("band(0:0;0:50)", "must rise"),
        ("band(0:0;50:101)", "between 0 and 100"),
        ("band(0)", "is not a band"),
        ("rata-rata", "is not a rule"),
    ],
)
def test_faults_of_a_rule(rule: str | None, expected: str) -> None:
    tables = workbooks.event()
    tables["Kriteria"][2][6] = rule
    assert expected in said(tables)


def test_a_leaf_needs_one_of_several_stages_that_its_category_has() -> None:
    tables = workbooks.event()
    tables["Tahap"] = [["Kode", "Nama", "Kategori"], ["D", "Dokumen", "*"], ["W", "Wawancara", "L"]]
    tables["Kategori"].append(["L", "Lain"])
    tables["Kriteria"] += [["L", "A", None, "Apa", 100, "juri", None]]
    add_column(tables, "Kriteria", "Tahap", None, "W", "W")
    assert "The stage of A is missing." in said(tables)
    assert "The stage W is not for the category K." in said(tables)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["K", "01", "B", None, 1, None], "belong together"),
        (["K", "01", "B", 5, 1, 2], "either a value or a ratio"),
        (["K", "01", "B", None, 1, 0], "above 0"),
        (["K", "03", "B", 5, None, None], "There is no nominee 03"),
        (["K", "02", "B", 5, None, None], "stands twice"),
        (["K", "01", "A", 5, None, None], "not a measured criterion"),
        (["K", "01", "B", 1 / 3, None, None], "more than 12 digits"),
    ],
)
def test_faults_of_a_figure(row: list[Value], expected: str) -> None:
    tables = workbooks.event()
    tables["Data"] = [tables["Data"][0], ["K", "02", "B", 7, None, None], row]
    assert expected in said(tables)


def test_a_target_rule_needs_a_target() -> None:
    tables = workbooks.event()
    tables["Kriteria"][2][6] = "target"
    assert "needs a target" in said(tables)


@pytest.mark.parametrize(
    ("sheet", "header", "value", "expected"),
    [
        ("Kategori", "Metode", "undian", "Possible: rata-rata"),
        ("Kategori", "Juara", 0, "from 1 to 100"),
        ("Kategori", "Urutan nilai sama", "A,Z", "There is no criterion Z in K."),
        ("Kategori", "Khusus", "mungkin", "Possible: ya"),
        ("Tahap", "Urutan", 1.5, "whole number"),
    ],
)
def test_faults_of_categories_and_stages(sheet: str, header: str, value: Value, expected: str) -> None:
    tables = workbooks.event()
    tables.setdefault(sheet, [["Kode", "Nama"], ["P", "Penilaian"]])
    add_column(tables, sheet, header, value)
    assert expected in said(tables)


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("Menggantikan", "J9", "no other member J9"),
        ("Menggantikan", "J2", "no other member J2"),
        ("Kategori", "K,Z", "There is no category Z."),
        ("Status", "delegasi", None),
        ("Menilai", "kadang", "Possible: ya, tidak."),
    ],
)
def test_faults_of_a_member(header: str, value: Value, expected: str | None) -> None:
    tables = workbooks.event()
    add_column(tables, "Tim Penilai", header, None, value, None, None)
    assert expected is None or expected in said(tables)


def test_who_has_no_vote_cannot_score() -> None:
    for header, value in (("Peran", "operator"), ("Status", "delegasi"), ("Status", "magang")):
        tables = workbooks.event()
        if header == "Peran":
            tables["Tim Penilai"][2][2] = value
        else:
            add_column(tables, "Tim Penilai", header, None, value, None, None)
        add_column(tables, "Tim Penilai", "Menilai", None, "ya", None, None)
        assert "Menilai must be tidak" in said(tables)


def test_conflicts_name_members_and_nominees_that_exist() -> None:
    tables = workbooks.event()
    tables["Konflik"] = [
        ["Juri", "Kategori", "Nomor", "Sifat"],
        ["J9", "K", "01", None],
        ["J1", "K", "09", None],
        ["J1", "X", None, None],
        ["J1", "K", "01", "mungkin"],
        ["J1", "K", "01", None],
    ]
    assert faults_of(tables) == [
        ("Konflik", 2, "A"),
        ("Konflik", 3, "C"),
        ("Konflik", 4, "B"),
        ("Konflik", 5, "D"),
        ("Konflik", 6, "A"),
    ]


def test_an_absence_needs_a_declared_effect() -> None:
    tables = workbooks.event()
    add_column(tables, "Nomine", "Kehadiran", "tidak hadir", "Z: hadir")
    assert faults_of(tables) == [("Nomine", 2, "D"), ("Nomine", 3, "D")]
    tables["Aturan"] = [["Kunci", "Nilai"], ["Akibat tidak hadir", "tidak diperingkat"]]
    assert faults_of(tables) == [("Nomine", 3, "D")]


@pytest.mark.parametrize("chain", ["kriteria; undian", "rapat; kriteria", "kriteria; kriteria", "bersama; rapat"])
def test_a_tie_chain_that_is_none_is_refused(chain: str) -> None:
    tables = workbooks.event()
    tables["Aturan"] = [["Kunci", "Nilai"], ["Rantai nilai sama", chain]]
    assert faults_of(tables) == [("Aturan", 2, "B")]


def test_a_key_that_stands_twice_and_an_impossible_year() -> None:
    tables = workbooks.event()
    tables["Acara"] += [["Nama", "Lagi"]]
    tables["Acara"][2][1] = 24
    assert faults_of(tables) == [("Acara", 3, "B"), ("Acara", 5, "A")]


def test_a_key_without_its_value_has_its_address() -> None:
    tables = workbooks.event()
    tables["Acara"][1][1] = None
    assert faults_of(tables) == [("Acara", 2, "B")]
    del tables["Acara"][1]
    assert faults_of(tables) == [("Acara", None, None)]


def test_a_special_award_has_neither_criteria_nor_nominees() -> None:
    tables = workbooks.event()
    tables["Kategori"] = [["Kode", "Nama", "Khusus"], ["K", "Satu", None], ["S", "Pelopor", "ya"]]
    tables["Kriteria"].append(["S", "A", None, "Apa", 100, "juri", None])
    tables["Nomine"].append(["S", "01", "Siapa"])
    assert faults_of(tables) == [("Kriteria", 4, "A"), ("Nomine", 4, "A")]


def test_more_faults_than_anyone_reads_are_counted() -> None:
    tables = workbooks.event()
    tables["Nomine"] += [["X", "01", "Desa"]] * (MOST_FAULTS + 20)
    event = read(tables)
    assert len(event.faults) == MOST_FAULTS + 1
    assert "20 more" in str(event.faults[-1].said)


def test_odd_things_are_warned_of() -> None:
    tables = workbooks.event()
    del tables["Tim Penilai"][3:]
    tables["Nomine"].append(["K", "03", "desa contoh  satu"])
    tables["Data"][0] += ["Dimasukkan oleh", "Diperiksa oleh"]
    tables["Data"][1] += ["Ani", "ani"]
    event = read(tables)
    assert event.plan is not None
    warned = "\n".join(str(warning.located()) for warning in event.warnings)
    assert "K needs 3 jurors per nominee; fewer are left for: 01, 02, 03." in warned
    assert "row 4, column C: “desa contoh satu” resembles the name in row 2" in warned
    assert "There is no figure for B of K: 03." in warned
    assert "entered and checked by the same person" in warned

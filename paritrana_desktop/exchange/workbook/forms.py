"""The sheets of an event workbook: their names, columns and keys in both languages, what each means, an example.

The reader finds sheets and columns by these names; the template is made from the same list.
"""

from __future__ import annotations

from paritrana_desktop.domain.errors import N_
from paritrana_desktop.exchange.workbook.sheet import Column, SheetForm

GUIDE = ("Petunjuk", "Guide")
"""A sheet of explanations, which is not read."""

_CATEGORY = Column("category", ("Kategori", "Category", "Categories"), N_("Code of the category."), "KK", required=True)
_NUMBER = Column("number", ("Nomor", "Number", "No", "No."), N_("Number of the nominee within its category."), "03")
_KEY_AND_VALUE = (
    Column("key", ("Kunci", "Key"), N_("What is set; the words in this column stay as they are."), required=True),
    Column("value", ("Nilai", "Value"), N_("Your entry; leave it empty for the default."), required=True),
    Column("note", ("Keterangan", "Note"), N_("Explanation; not read.")),
)

OCCASION = SheetForm(
    "occasion",
    ("Acara", "Event", "Kegiatan"),
    N_("The event: what it is called and who holds it."),
    _KEY_AND_VALUE,
    (
        Column("name", ("Nama", "Name"), N_("Name of the event."), "Paritrana Award Provinsi Contoh", required=True),
        Column("assessed_year", ("Tahun penilaian", "Assessed year"), N_("The year that is judged."), "2024", True),
        Column("held_year", ("Tahun penyelenggaraan", "Held year"), N_("The year of the ceremony."), "2025", True),
        Column(
            "organiser", ("Penyelenggara", "Organiser", "Organizer"), N_("Who holds the event."), "Pemerintah Provinsi"
        ),
        Column("place", ("Tempat", "Place"), N_("Where the documents are signed."), "Palembang"),
        Column("zone", ("Zona waktu", "Time zone"), N_("WIB, WITA or WIT."), "WIB"),
        Column("printed_title", ("Judul cetak", "Printed title"), N_("Title as printed on every document."), ""),
        *(
            Column(f"letterhead{line}", (f"Kop {line}", f"Letterhead {line}"), N_("A line of the letterhead."), "")
            for line in range(1, 5)
        ),
        Column(
            "basis",
            ("Dasar", "Basis", *(f"{word} {count}" for word in ("Dasar", "Basis") for count in range(1, 21))),
            N_("Legal basis (decree, letter: number, date); one per row, up to 20 rows."),
            "Keputusan Gubernur Nomor … Tahun 2025",
            repeats=True,
        ),
        Column(
            "sample", ("Contoh", "Sample"), N_("ya: the event is only an example, and every document says so."), "tidak"
        ),
    ),
    required=True,
)

RULES = SheetForm(
    "rules",
    ("Aturan", "Rules"),
    N_("What is declared before the first mark; every entry has a default."),
    _KEY_AND_VALUE,
    (
        Column(
            "tie_chain",
            ("Rantai nilai sama", "Tie chain", "Urutan nilai sama", "Nilai sama"),
            N_(
                "How equal totals are separated, in order: kriteria (criteria), antarjuri (head-to-head), "
                "hitung peringkat (count-back), rapat (meeting), bersama (shared)."
            ),
            "kriteria; antarjuri; hitung peringkat; rapat",
        ),
        Column(
            "round",
            ("Bulatkan sebelum peringkat", "Round before ranking", "Pembulatan", "Rounding"),
            N_("ya: totals are rounded before they are ranked; tidak: exact totals are ranked."),
            "tidak",
        ),
        Column("quorum", ("Kuorum", "Quorum"), N_("Members needed in the plenary; 0: more than half."), "0"),
        Column(
            "minimum_panel",
            ("Panel minimum", "Minimum panel", "Juri minimum", "Minimum jurors"),
            N_("Jurors needed per nominee where the category says nothing; empty: three and half of those assigned."),
        ),
        Column(
            "absence",
            (
                "Akibat tidak hadir",
                "Absence effect",
                "Akibat ketidakhadiran",
                "Effect of absence",
                "Nomine tidak hadir",
            ),
            N_(
                "What a nominee's absence does: nol (zero points), tidak diperingkat (unranked), "
                "tahap tidak dihitung (the stage is left out). Needed before anyone is absent."
            ),
            "nol",
        ),
        Column(
            "comment",
            ("Catatan wajib", "Comment required", "Aturan catatan", "Comment rule"),
            N_("When a mark needs a comment: tidak (never), selalu (always), ekstrem (lowest and highest marks)."),
            "tidak",
        ),
        Column(
            "panel", ("Sebutan panel", "Name of panel", "Nama panel"), N_("What the panel is called."), "tim penilai"
        ),
        Column("juror", ("Sebutan juri", "Name of juror", "Nama juri"), N_("What a juror is called."), "juri"),
        Column(
            "nominee", ("Sebutan nomine", "Name of nominee", "Nama nomine"), N_("What a nominee is called."), "nomine"
        ),
        Column("place", ("Sebutan juara", "Name of place", "Nama juara"), N_("What a place is called."), "Juara"),
        Column(
            "village",
            ("Sebutan desa", "Name of village", "Nama desa"),
            N_("What a village is called."),
            "desa/kelurahan",
        ),
    ),
)

STAGES = SheetForm(
    "stages",
    ("Tahap", "Stages", "Tahapan"),
    N_("The stages of judging; without this sheet there is one."),
    (
        Column("code", ("Kode", "Code"), N_("Short code of the stage."), "D", required=True),
        Column("name", ("Nama", "Name"), N_("Name of the stage."), "Dokumen", required=True),
        Column("order", ("Urutan", "Order"), N_("1 for the first stage."), "1"),
        Column("category", ("Kategori", "Category", "Categories"), N_("Codes by comma, * or empty for all."), "*"),
        Column("cut", ("Lolos", "Cut line", "Cut"), N_("How many nominees go on; empty: all.")),
    ),
)

CATEGORIES = SheetForm(
    "categories",
    ("Kategori", "Categories"),
    N_("The categories, each a contest of its own."),
    (
        Column("code", ("Kode", "Code"), N_("Short code, printed before each number."), "KK", required=True),
        Column("name", ("Nama", "Name"), N_("Name of the category."), "Kabupaten/Kota", required=True),
        Column("places", ("Juara", "Places"), N_("How many places are given; 3 if empty."), "3"),
        Column(
            "method",
            ("Metode", "Method"),
            N_("rata-rata (mean), rata-rata terpangkas (trimmed mean), median, jumlah peringkat (sum of ranks)."),
            "rata-rata",
        ),
        Column(
            "minimum_jurors",
            ("Juri minimum", "Minimum jurors"),
            N_("Jurors needed per nominee; empty: three and half of those assigned."),
        ),
        Column("decimals", ("Desimal", "Decimals"), N_("Decimals of printed totals; 2 if empty."), "2"),
        Column(
            "tie_order",
            ("Urutan nilai sama", "Tie order"),
            N_("Codes of criteria by comma, compared in turn when totals are equal; empty: by weight."),
        ),
        Column("special", ("Khusus", "Special award", "Special"), N_("ya: an award outside the ranking."), "tidak"),
    ),
    required=True,
)

CRITERIA = SheetForm(
    "criteria",
    ("Kriteria", "Criteria"),
    N_("The criteria; weights add up to 100 at every level, at most three levels."),
    (
        Column(
            "category", ("Kategori", "Category", "Categories"), N_("Codes by comma, * for all."), "KK", required=True
        ),
        Column("code", ("Kode", "Code"), N_("Short code within the category."), "K3", required=True),
        Column("parent", ("Induk", "Parent"), N_("Code of the criterion that this one belongs to; empty at the top.")),
        Column("name", ("Nama", "Name"), N_("Name of the criterion."), "Regulasi", required=True),
        Column(
            "weight", ("Bobot", "Weight"), N_("Percent of its parent, or of the whole at the top."), "20", required=True
        ),
        Column("kind", ("Jenis", "Kind"), N_("juri (judged by jurors) or data (a measured figure)."), "juri"),
        Column("minimum", ("Minimum",), N_("Lowest mark; 0 if empty."), "0"),
        Column("maximum", ("Maksimum", "Maximum"), N_("Highest mark; 100 if empty."), "100"),
        Column("step", ("Langkah", "Step"), N_("Step between marks, a multiple of 0,01; 0,01 if empty."), "0,5"),
        Column(
            "rule",
            ("Rumus", "Rule"),
            N_(
                "For figures only: linear(0;100) worth 0 and 100 points, linear(100;0) for costs, "
                "band(0:0;50:60;80:100) lower bound:points, target, ya/tidak."
            ),
        ),
        Column("stage", ("Tahap", "Stage"), N_("Code of the stage; taken from the parent if empty."), "D"),
        Column(
            "rubric",
            ("Rubrik", "Rubric"),
            N_(
                "Lower bounds with names, and what earns them after a colon: 90 istimewa: Perda berlaku; 80 baik; 0 kurang."
            ),
            "90 istimewa; 80 baik; 70 cukup; 60 kurang; 0 sangat kurang",
        ),
        Column(
            "no_data",
            ("Tanpa data", "No data"),
            N_(
                "Without a figure: kecualikan (left out), batas bawah (zero), tak terperingkat (unranked; the default)."
            ),
        ),
        Column(
            "comment",
            ("Catatan wajib", "Comment required"),
            N_("tidak (never), ya or selalu (always), ekstrem (lowest and highest marks)."),
            "tidak",
        ),
    ),
    required=True,
)

NOMINEES = SheetForm(
    "nominees",
    ("Nomine", "Nominees"),
    N_("Who is judged."),
    (
        _CATEGORY,
        Column(_NUMBER.key, _NUMBER.names, _NUMBER.help, _NUMBER.example, required=True),
        Column("name", ("Nama", "Name"), N_("Name as printed."), "Kabupaten Contoh", required=True),
        Column("region", ("Wilayah", "Region"), N_("Region or origin."), "Sumatera Selatan"),
        Column("sector", ("Sektor", "Sector"), N_("Sector of a business.")),
        Column("interview_order", ("Urutan wawancara", "Interview order"), N_("Order or time of the interview."), "1"),
        Column(
            "attendance",
            ("Kehadiran", "Attendance"),
            N_(
                "hadir, daring, diwakili, tidak hadir, mengundurkan diri, didiskualifikasi: for the last stage, "
                "or by stage: D: hadir; W: tidak hadir."
            ),
            "hadir",
        ),
        Column("eligible", ("Memenuhi syarat", "Eligible"), N_("tidak: listed, but not judged."), "ya"),
        Column("reason", ("Alasan", "Reason"), N_("Why not eligible, or why not present.")),
        Column("note", ("Keterangan", "Note"), N_("Anything else worth printing.")),
    ),
    required=True,
)

PANEL = SheetForm(
    "panel",
    ("Tim Penilai", "Panel", "Dewan Juri", "Juri"),
    N_("The panel, each seat with every part of the name apart."),
    (
        Column("code", ("Kode", "Code"), N_("Short code of the member."), "J1", required=True),
        Column("name", ("Nama", "Name"), N_("Name without titles."), "Nama Lengkap", required=True),
        Column("title_before", ("Gelar depan", "Titles before", "Title before"), N_("Titles before the name."), "Dr."),
        Column("title_after", ("Gelar belakang", "Titles after", "Title after"), N_("Titles after the name."), "M.Si."),
        Column("role", ("Peran", "Role"), N_("ketua, wakil ketua, sekretaris, anggota, operator."), "anggota"),
        Column("status", ("Status",), N_("tetap, pengganti (substitute), delegasi, magang (trainee)."), "tetap"),
        Column("replaces", ("Menggantikan", "Replaces"), N_("Code of the member who is replaced.")),
        Column("acting", ("Bentuk jabatan", "Acting form"), N_("Pj, Plt or Plh; empty for the holder.")),
        Column("phone", ("Telepon", "Phone", "Telephone"), N_("For calls only; it never leaves the workspace.")),
        Column("scores", ("Menilai", "Scores"), N_("Whether this member gives marks."), "ya"),
        Column("constituency", ("Unsur", "Constituency"), N_("Whom the seat stands for."), "Pemerintah Provinsi"),
        Column("post", ("Jabatan", "Post"), N_("Post held."), "Kepala Dinas"),
        Column("agency", ("Instansi", "Agency"), N_("Agency or body."), "Dinas Tenaga Kerja"),
        Column("nip", ("NIP",), N_("Number of a civil servant, as text."), ""),
        Column("rank", ("Pangkat", "Rank"), N_("Rank of a civil servant."), "Pembina Utama Muda"),
        Column("category", ("Kategori", "Categories", "Category"), N_("Codes by comma, * or empty for all."), "*"),
    ),
    required=True,
)

FIGURES = SheetForm(
    "figures",
    ("Data", "Measured", "Measured data"),
    N_("Measured figures with their sources: a value, or numerator and denominator."),
    (
        _CATEGORY,
        Column(_NUMBER.key, _NUMBER.names, _NUMBER.help, _NUMBER.example, required=True),
        Column("criterion", ("Kriteria", "Criterion"), N_("Code of the measured criterion."), "K1", required=True),
        Column("value", ("Nilai", "Value"), N_("The figure; ya or tidak where the rule asks so.")),
        Column(
            "numerator", ("Pembilang", "Numerator"), N_("With the denominator: value = ratio × 100, exactly."), "48,26"
        ),
        Column("denominator", ("Penyebut", "Denominator"), N_("See the numerator."), "52,15"),
        Column("target", ("Target",), N_("What was to be reached, where the rule is target.")),
        Column("unit", ("Satuan", "Unit"), N_("Unit of the figure."), "%"),
        Column("source", ("Sumber", "Source"), N_("Where the figure comes from."), "Data kepesertaan"),
        Column("date", ("Tanggal", "Date"), N_("As of which day."), "2024-12-31"),
        Column("claim", ("Klaim nomine", "Claim"), N_("What the nominee itself states.")),
        Column("entered_by", ("Dimasukkan oleh", "Entered by"), N_("Who entered it."), "Operator 1"),
        Column("checked_by", ("Diperiksa oleh", "Checked by"), N_("Who else checked it."), "Operator 2"),
    ),
    most_rows=50_000,
)

CONFLICTS = SheetForm(
    "conflicts",
    ("Konflik", "Conflicts", "Benturan", "Konflik Kepentingan", "Benturan Kepentingan"),
    N_("Conflicts of interest between members and nominees."),
    (
        Column("juror", ("Juri", "Juror"), N_("Code of the member."), "J8", required=True),
        _CATEGORY,
        Column(_NUMBER.key, _NUMBER.names, N_("Number of the nominee; empty: the whole category."), "03"),
        Column(
            "kind",
            ("Sifat", "Kind"),
            N_("aktual: does not score (the default); potensial: declared, scores."),
            "aktual",
        ),
        Column("reason", ("Alasan", "Reason"), N_("Printed in the minutes."), "Bekerja pada nomine"),
    ),
)

AWARDS = SheetForm(
    "awards",
    ("Penghargaan Khusus", "Special awards"),
    N_("Awards that the plenary gives outside the ranking."),
    (
        Column("name", ("Nama", "Name"), N_("Name of the award."), "Penghargaan Khusus Inovasi", required=True),
        Column("note", ("Keterangan", "Note"), N_("What it is given for.")),
    ),
)

EVENT = (OCCASION, RULES, STAGES, CATEGORIES, CRITERIA, NOMINEES, PANEL, FIGURES, CONFLICTS, AWARDS)
"""All sheets of an event workbook in their order."""

MARKS = SheetForm(
    "marks",
    ("Nilai", "Marks"),
    N_("Marks of jurors, one per row."),
    (
        Column("juror", ("Juri", "Juror"), N_("Code of the juror."), "J1", required=True),
        _CATEGORY,
        Column(_NUMBER.key, _NUMBER.names, _NUMBER.help, _NUMBER.example, required=True),
        Column("criterion", ("Kriteria", "Criterion"), N_("Code of the judged criterion."), "K3", required=True),
        Column("mark", ("Nilai", "Mark"), N_("The mark; empty with a state."), "85,5", required=True),
        Column("state", ("Keadaan", "State"), N_("Empty, berhalangan (absent) or tidak berlaku (not applicable).")),
        Column("note", ("Catatan", "Note", "Comment"), N_("Comment for the panel.")),
    ),
    required=True,
    most_rows=100_000,
)

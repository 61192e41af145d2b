"""Three pages composed of the shared widgets alone, as the sketches of the look have them.

They show how the widgets are used together, and give the tests of the look something whole to measure; the real pages
of the product do not come from here. Names and numbers are made up.
"""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from paritrana_desktop.domain.errors import Refusal
from paritrana_desktop.ui.presenters.rows import Cell, Column, RailMark, Row, Tone
from paritrana_desktop.ui.shared import tokens
from paritrana_desktop.ui.shared.buttons import Button, MainAction
from paritrana_desktop.ui.shared.cards import Card, Scrolled, StatCard, row
from paritrana_desktop.ui.shared.mark_field import BandButtons, MarkField
from paritrana_desktop.ui.shared.notice import Notice
from paritrana_desktop.ui.shared.page import FootRow, Page, Place, TitleRow
from paritrana_desktop.ui.shared.painted import BarLine, DotStrip, ProgressLine
from paritrana_desktop.ui.shared.table import Table
from paritrana_desktop.ui.shared.words import Chip, Words
from paritrana_desktop.ui.window import Desk

BANDS = ("< 60 sangat kurang", "≥ 60 kurang", "≥ 70 cukup", "≥ 80 baik", "≥ 90 istimewa")


class NotAMark(Refusal):
    sentence = "{typed} is not a mark from 0 to 100. Nothing was saved."


def parse(typed: str) -> int | None:
    """Hundredths, as the domain has them; just enough of its parser for a picture."""
    if not typed.strip():
        return None
    whole, _comma, part = typed.strip().replace(".", ",").partition(",")
    if not whole.isdigit() or (part and not part.isdigit()) or len(part) > 2 or int(whole) > 100:
        raise NotAMark(typed=typed)
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def nothing() -> None:
    """What the buttons of a picture do."""


class JurorPage(Page):
    def __init__(self) -> None:
        super().__init__("Isi nilai")
        self.fields: list[MarkField] = []
        right = QVBoxLayout()
        right.setSpacing(tokens.SPACE)
        right.addWidget(
            TitleRow(
                "PJ-02-F  RS Contoh Bunda Musi",
                under="Kota Palembang · iuran tepat waktu 12 dari 12 bulan (BPJS, 31 Des 2024)",
                actions=(Button("Bukti (3)"),),
            )
        )
        form = Scrolled()
        for name, weight, value, band, anchor, evidence in (
            ("Kepatuhan rantai pasok / vendor", "15 %", "82", 3, "", "Bukti: daftar vendor hlm. 3"),
            (
                "Kepedulian: GN Lingkaran, SERTAKAN, CSR",
                "15 %",
                "85,5",
                3,
                "≥ 80 baik: program berjalan rutin, bukti lengkap dan terverifikasi, penerima jelas.",
                "Bukti: laporan CSR hlm. 14",
            ),
            ("Wawancara", "20 %", "", None, "", "Hadir: direktur utama"),
        ):
            form.content.addWidget(self._criterion(name, weight, value, band, anchor, evidence))
        right.addWidget(form, 1)
        right.addWidget(
            FootRow(
                left=(Button("‹ Sebelumnya"),),
                hint="Enter: kriteria berikut  Ctrl+↓: nomine berikut",
                right=(Button("Nomine berikutnya ›", kind="primary"),),
            )
        )
        both = QHBoxLayout()
        both.setSpacing(tokens.SPACE)
        both.addWidget(self._nominees())
        both.addLayout(right, 1)
        self.content.addLayout(both, 1)

    def _criterion(self, name: str, weight: str, value: str, band: int | None, anchor: str, evidence: str) -> Card:
        card = Card()
        field = MarkField(parse, name=f"{name}, {weight}", placeholder="belum")
        field.show_value(value)
        self.fields.append(field)
        heading = row(Words(name, type="section", hug=True), Words(weight, type="small", tone="muted", wrap=False))
        heading.addWidget(field, 1)
        card.content.addLayout(heading)
        bands = BandButtons(BANDS, name=name)
        bands.show_active(band)
        bands.chosen.connect(lambda _band: field.take_focus())
        card.content.addWidget(bands)
        if anchor:
            card.content.addWidget(Words(anchor))
        comment = Button("+ catatan", kind="link", tone="muted", small=True, spoken=f"{name}: tulis catatan")
        card.content.addLayout(row(Words(evidence, type="small", tone="muted"), comment))
        return card

    @staticmethod
    def _nominees() -> Card:
        card = Card(width=322)
        for name, state in (("Kabupaten/Kota", "✓ 5/5"), ("Desa/Kelurahan", "✓ 4/4")):
            card.content.addLayout(
                row(Words(f"▸ {name}"), Words(state, type="small", tone="good", strong=True, wrap=False))
            )
        card.content.addLayout(
            row(Words("▾ Perdagangan & Jasa", type="section"), Words("1/5", type="small", tone="muted", wrap=False))
        )
        line = ProgressLine()
        line.show_progress(1, 5, "1 dari 5")
        card.content.addWidget(line)
        for name, state, tone in (
            ("PJ-01-K  PT Contoh Ritel Sriwijaya", "✓ 86,40", "good"),
            ("PJ-02-F  RS Contoh Bunda Musi", "sebagian", "caution"),
            ("PJ-03-T  Hotel Contoh Jembatan Merah", "belum", "muted"),
            ("PJ-04-B  PT Contoh Logistik Ampera", "tidak menilai", "muted"),
        ):
            chosen = tone == "caution"
            state_words: QWidget = (
                Chip(state, "caution")
                if chosen
                else Words(state, type="small", tone="good" if tone == "good" else "muted", wrap=False)
            )
            card.content.addLayout(row(Words(name, type="small", strong=chosen), state_words))
        card.content.addStretch(1)
        return card


class SecretaryPage(Page):
    def __init__(self) -> None:
        super().__init__("Berkas masuk")
        self.merge = MainAction("Gabungkan berkas", pressed=nothing, keys="Ctrl+Return")
        self.content.addWidget(
            TitleRow(self.title, actions=(Button("Penutupan penerimaan nilai"), self.merge)),
        )
        cards = row(spacing=tokens.SPACE)
        for figure, caption in (
            ("2 juri ditunggu", "Serikat pekerja, Ahli hukum"),
            ("1.486 dari 1.944", "nilai sudah masuk"),
            ("1 selisih nilai", "dua berkas juri J6 berbeda"),
            ("Hitungan tertutup", "dibuka setelah penutupan"),
        ):
            cards.addWidget(StatCard(figure, caption), 1)
        self.content.addLayout(cards)
        self.table = Table(name="Juri dan kategori")
        self.table.show_rows(*board())
        sheet = Card(tight=True)
        sheet.content.addWidget(self.table)
        self.content.addWidget(sheet, 1)

    def refresh(self, changes: object) -> None:  # noqa: ARG002  the signature is the page's
        self.rail_mark = RailMark("2", "caution", "dua juri ditunggu")


def board() -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Jurors against categories, missing first."""
    categories = ("Kab", "Desa", "Keu", "Dag", "Tam", "Tani", "Didik", "UKM")
    columns = (
        Column("juror", "Juri", width=176),
        *(Column(name, name, align="center", width=56, spoken=f"Kategori {name}") for name in categories),
        Column("last", "Berkas terakhir"),
        Column("code", "Kode nilai", grow=True),
        Column("act", "", width=90),
    )
    rows = []
    for number, (name, seat, code, act) in enumerate(
        (
            ("Nama Kelima", "Serikat pekerja", "", "Hubungi"),
            ("Nama Keenam", "Ahli jaminan sosial", "N-PZ3C-5J2D-88QM-W2KD-5H0T", "Tanyakan"),
            ("Nama Ketiga", "Disnakertrans", "N-Q0ZB-77KC-1W2E-W2KD-5H0T", "Hubungi"),
            ("Nama Pertama", "Ketua", "N-7KQF-2M8D-9XTA-W2KD-5H0T", ""),
            ("Nama Kedua", "Sekretaris", "N-M3XP-81TA-40RZ-W2KD-5H0T", ""),
        )
    ):
        marks = [Cell("✓ 5", "good") if code else Cell("—", "muted", spoken="belum ada") for _category in categories]
        if number == 1:
            marks[3] = Cell("≠ 1", "wrong", spoken="satu selisih nilai")
        if number == 2:
            marks[2] = Cell("2/3", "caution")
        rows.append(
            Row(
                f"J{number}",
                (
                    Cell(name, under=seat),
                    *marks,
                    Cell("27 Agu 10.40" if code else "belum ada"),
                    Cell(code or "—"),
                    Cell(act, "link"),
                ),
            )
        )
    return columns, tuple(rows)


class ChairPage(Page):
    def __init__(self) -> None:
        super().__init__("Peringkat")
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(
            TitleRow("Kabupaten/Kota", chips=(Chip("rata-rata terbobot"),), note="8 dari 9 juri, 1 tidak menilai")
        )
        for rank, name, dots, total, behind, place in (
            ("1", "KK-03-X  Kab. Musi Banyuasin", (8400, 8480, 8550, 8620, 8700, 8800, 8900), 8596, "", "Juara I"),
            ("2", "KK-07-R  Kota Palembang", (8400, 8480, 8480, 8620, 8700, 8800), 8541, "−0,55", "Juara II"),
            ("3", "KK-01-V  Kab. Ogan Ilir", (8100, 8200, 8300, 8380, 8450), 8210, "−3,31", "nilai sama"),
            ("3", "KK-05-M  Kota Prabumulih", (8150, 8200, 8230, 8380), 8210, "0,00", "nilai sama"),
            ("5", "KK-02-N  Kab. Lahat", (7700, 7800, 7880, 7900, 7960), 7865, "−3,45", ""),
        ):
            left.addWidget(_ranked(rank, name, dots, total, behind, place))
        tie = Card()
        notice = Notice(closable=False)
        notice.tell(
            "Tempat III: dua nomine bernilai sama 82,10. Sudah dicoba: kriteria berbobot terbesar (sama), kriteria "
            "kedua (sama), perbandingan langsung 4–4, jumlah peringkat pertama 1–1. Berikutnya: keputusan rapat.",
            "gold",
        )
        tie.content.addWidget(notice)
        tie.content.addLayout(
            row(Button("Musyawarah / pemungutan suara…"), Button("Juara bersama"), None, spacing=tokens.SPACE)
        )
        left.addWidget(tie)
        left.addStretch(1)
        settle = MainAction("Tetapkan semua", pressed=nothing)
        settle.refuse("Masih ada nilai sama")
        recount = "✓ Hitung ulang cocok di dua komputer · H-7KQF-2M8D-9XTA-04HW-PZ3C"
        left.addWidget(FootRow(left=(Words(recount, type="small", tone="good", strong=True),), right=(settle,)))
        both = QHBoxLayout()
        both.setSpacing(tokens.SPACE)
        both.addLayout(left, 1)
        both.addWidget(_score_card())
        self.content.addLayout(both, 1)


def _ranked(rank: str, name: str, dots: tuple[int, ...], total: int, behind: str, place: str) -> Card:
    card = Card()
    card.content.setContentsMargins(tokens.SPACE, 6, tokens.SPACE, 6)
    number = Words(rank, type="figure", tone="primary", wrap=False, width=30)
    printed = f"{total // 100},{total % 100:02}"
    figure = Words(printed, type="figure", tone="primary", wrap=False, width=84, align="right")
    gap = Words(behind, type="small", tone="muted", wrap=False, width=52, align="right")
    chip = Chip(place, "gold", width=108)
    strip = DotStrip(dots, total, 7500, 9500, spoken="sebaran nilai juri")
    line = row(number, Words(name, strong=True), strip, figure, gap, chip)
    line.setStretchFactor(strip, 0)
    card.content.addLayout(line)
    return card


def _score_card() -> Card:
    card = Card(width=310)
    card.content.addWidget(Words("KK-03-X  Kab. Musi Banyuasin", type="section"))
    card.content.addWidget(Words("85,96", type="big", tone="primary"))
    card.content.addWidget(Words("nilai × bobot, dan selisih dari Palembang", type="small", tone="muted"))
    criteria: tuple[tuple[str, str, str, int, Tone], ...] = (
        ("Cakupan", "23,1352", "+1,02", 25, ""),
        ("Pekerja rentan", "12,0000", "−0,45", 15, ""),
        ("Regulasi", "17,4250", "+0,30", 20, ""),
        ("Anggaran", "8,2875", "−0,62", 10, ""),
        ("Inovasi", "8,0375", "+0,10", 10, ""),
        ("Wawancara", "17,0750", "+0,20", 20, ""),
    )
    for name, points, behind, weight, tone in criteria:
        gap = Words(behind, type="small", tone="muted", wrap=False, width=52, align="right")
        card.content.addLayout(row(Words(name), Words(points, tone=tone, wrap=False), gap))
        card.content.addWidget(BarLine(Fraction(points.replace(",", ".")), Fraction(weight), Fraction(26)))
    card.content.addWidget(Words("Jumlah 85,9602 → dibulatkan 85,96", type="small", tone="good", strong=True))
    card.content.addStretch(1)
    details = Button("Rincian per juri")
    details.setSizePolicy(details.sizePolicy().Policy.Expanding, details.sizePolicy().verticalPolicy())
    card.content.addWidget(details)
    return card


def juror_desk() -> Desk:
    return Desk(
        "Paritrana Award Sumatera Selatan 2024 · tahap wawancara",
        "Juri",
        (
            Place("marks", "Isi nilai", JurorPage),
            *(
                Place(name, name, JurorPage)
                for name in ("Tabel nilai", "Bandingkan", "Periksa ulang", "Serahkan nilai")
            ),
        ),
    )


def secretary_desk() -> Desk:
    names = ("Kegiatan", "Kategori & kriteria", "Nomine", "Tim penilai", "Paket juri", "Berkas masuk", "Rekapitulasi")
    return Desk(
        "Paritrana Award Sumatera Selatan 2024 · tahap wawancara",
        "Sekretariat · operator 1",
        tuple(Place(name, name, SecretaryPage) for name in (*names, "Dokumen", "Jejak audit")),
    )


def chair_desk() -> Desk:
    names = ("Semua kategori", "Kehadiran", "Peringkat", "Keputusan", "Dokumen", "Catatan teknis")
    return Desk(
        "Paritrana Award Sumatera Selatan 2024 · pleno II",
        "Ketua",
        tuple(Place(name, name, ChairPage) for name in names),
    )

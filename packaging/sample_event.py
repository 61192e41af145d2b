"""The sample event as tables: everything in it is made up but the regions' names; its weights are no official ones."""

from __future__ import annotations

import re

Row = list[str | int | float | None]
Table = list[Row]

CAPTION = "CONTOH – bukan bobot resmi"
AWARD = "Penghargaan Khusus Inovasi Perlindungan Pekerja Rentan"


def _table(text: str) -> Table:
    """Rows of cells between bars; whole numbers without a leading zero become numbers, nothing stays nothing."""
    return [[_cell(cell.strip()) for cell in line.split("|")] for line in text.strip().splitlines()]


def _cell(text: str) -> str | int | None:
    return int(text) if re.fullmatch("0|[1-9][0-9]*", text) else text or None


SHEETS: dict[str, Table] = {
    "Acara": _table("""
Kunci | Nilai
Nama | Paritrana Award Tingkat Provinsi Sumatera Selatan
Tahun penilaian | 2024
Tahun penyelenggaraan | 2025
Penyelenggara | Pemerintah Provinsi Sumatera Selatan
Tempat | Palembang
Zona waktu | WIB
Judul cetak | Paritrana Award Provinsi Sumatera Selatan Tahun 2025 (CONTOH – bukan bobot resmi)
Kop 1 | PEMERINTAH PROVINSI SUMATERA SELATAN
Kop 2 | TIM PENILAI PARITRANA AWARD
Kop 3 | Jalan Contoh Nomor 1, Palembang
Kop 4 | CONTOH – bukan bobot resmi
Dasar | Keputusan Gubernur Sumatera Selatan Nomor 000/CONTOH/2025 tentang Tim Penilai Paritrana Award Tahun 2025
Dasar | Surat Panitia Pusat Nomor B-00/CONTOH/VI/2025 tanggal 2 Juni 2025 tentang Pelaksanaan Penilaian
Contoh | ya
"""),
    "Aturan": _table("""
Kunci | Nilai
Rantai nilai sama | kriteria; antarjuri; hitung peringkat; rapat
Bulatkan sebelum peringkat | tidak
Kuorum | 5
Akibat tidak hadir | nol
Catatan wajib | tidak
Sebutan panel | Tim Penilai
"""),
    "Tahap": _table("""
Kode | Nama | Urutan | Kategori | Lolos
D | Dokumen | 1 | * |
W | Wawancara | 2 | * |
"""),
    "Kategori": _table("""
Kode | Nama | Juara | Metode | Juri minimum | Desimal | Urutan nilai sama | Khusus
KK | Kabupaten/Kota | 3 | rata-rata | | 2 | |
DK | Desa/Kelurahan | 3 | rata-rata | | 2 | |
KU | Usaha Sektor Keuangan | 1 | rata-rata | | 2 | |
PJ | Usaha Sektor Perdagangan dan Jasa | 3 | rata-rata | | 2 | |
TM | Usaha Sektor Pertambangan, Manufaktur, dan Konstruksi | 1 | rata-rata | | 2 | |
TN | Usaha Sektor Pertanian, Peternakan, Perkebunan, dan Perikanan | 1 | rata-rata | | 2 | |
PD | Usaha Sektor Pendidikan | 1 | rata-rata | 5 | 2 | |
UK | Usaha Kecil dan Menengah | 2 | rata-rata | | 2 | U1,U2,U3,U4 |
PK | Penghargaan Khusus Inovasi Perlindungan Pekerja Rentan | | | | | | ya
"""),
    "Kriteria": _table("""
Kategori | Kode | Induk | Nama | Bobot | Jenis | Minimum | Maksimum | Langkah | Rumus | Tahap | Rubrik | Tanpa data | Catatan wajib
KK | K1 | | Cakupan kepesertaan terhadap target | 25 | data | | | | linear(0;100) | D | | tak terperingkat |
KK | K2 | | Perlindungan pekerja rentan dan non-ASN | 15 | data | | | | linear(0;100) | D | | batas bawah |
KK | K3 | | Regulasi | 20 | juri | | | | | D | | |
KK | K3.1 | K3 | Jenis dan kekuatan hukum | 40 | juri | 0 | 100 | 0,5 | | D | 90 istimewa: Perda berlaku; 80 baik: Perbup atau Perwali berlaku; 70 cukup: surat edaran; 60 kurang; 0 sangat kurang | |
KK | K3.2 | K3 | Substansi | 30 | juri | 0 | 100 | 0,5 | | D | 90 istimewa: seluruh segmen pekerja diatur; 80 baik: sebagian besar segmen diatur; 70 cukup: satu segmen diatur; 60 kurang; 0 sangat kurang | |
KK | K3.3 | K3 | Pelaksanaan | 30 | juri | 0 | 100 | 0,5 | | D | 90 istimewa: dilaksanakan dan dievaluasi; 80 baik: dilaksanakan; 70 cukup: mulai dilaksanakan; 60 kurang; 0 sangat kurang | |
KK | K4 | | Anggaran | 10 | juri | 0 | 100 | 0,5 | | D | 90 istimewa: APBD berulang dan naik; 80 baik: APBD berulang; 70 cukup: APBD sekali; 60 kurang; 0 sangat kurang | |
KK | K5 | | Inovasi dan replikasi | 10 | juri | 0 | 100 | 0,5 | | D | 90 istimewa: direplikasi daerah lain; 80 baik: berjalan dan terukur; 70 cukup: berjalan; 60 kurang; 0 sangat kurang | |
KK | K6 | | Wawancara | 20 | juri | | | | | W | | |
KK | K6.1 | K6 | Komitmen dan kehadiran | 30 | juri | 0 | 100 | 0,5 | | W | 90 istimewa: kepala daerah hadir; 80 baik: wakil kepala daerah hadir; 70 cukup: diwakili pejabat; 60 kurang; 0 sangat kurang | |
KK | K6.2 | K6 | Penguasaan program | 40 | juri | 0 | 100 | 0,5 | | W | 90 istimewa: pimpinan hadir dan menguasai seluruh program; 80 baik: pimpinan diwakili, program dikuasai; 70 cukup: jawaban umum tanpa angka; 60 kurang; 0 sangat kurang | |
KK | K6.3 | K6 | Keberlanjutan | 30 | juri | 0 | 100 | 0,5 | | W | 90 istimewa: rencana dan anggaran tiga tahun; 80 baik: rencana tahun depan; 70 cukup: rencana lisan; 60 kurang; 0 sangat kurang | |
DK | D1 | | Cakupan pekerja desa terhadap target | 25 | data | | | | target | D | | tak terperingkat |
DK | D2 | | Perangkat dan lembaga desa terdaftar | 15 | data | | | | linear(0;100) | D | | tak terperingkat |
DK | D3 | | APBDes untuk iuran warga miskin | 10 | data | | | | linear(0;100) | D | | batas bawah |
DK | D4 | | Perdes dan musyawarah desa | 10 | juri | 1 | 5 | 1 | | D | 5 istimewa: Perdes berlaku dan dijalankan; 4 baik: Perdes berlaku; 3 cukup: keputusan musyawarah; 2 kurang; 1 sangat kurang | | ekstrem
DK | D5 | | Pekerja rentan dan sosialisasi | 20 | juri | 0 | 100 | 0,5 | | D | 90 istimewa: seluruh dusun terjangkau; 80 baik: sebagian besar dusun terjangkau; 70 cukup: satu dusun terjangkau; 60 kurang; 0 sangat kurang | |
DK | D6 | | Wawancara | 20 | juri | 0 | 100 | 0,5 | | W | 90 istimewa: pimpinan hadir dan menguasai seluruh program; 80 baik: pimpinan diwakili, program dikuasai; 70 cukup: jawaban umum tanpa angka; 60 kurang; 0 sangat kurang | |
KU,PJ,TM,TN,PD | B1 | | Kepesertaan | 25 | data | | | | | D | | |
KU,PJ,TM,TN,PD | B1.1 | B1 | Tenaga kerja terdaftar | 40 | data | | | | linear(0;100) | D | | tak terperingkat |
KU,PJ,TM,TN,PD | B1.2 | B1 | Upah dilaporkan sesuai | 40 | data | | | | linear(0;100) | D | | tak terperingkat |
KU,PJ,TM,TN,PD | B1.3 | B1 | Jumlah program diikuti | 20 | data | | | | band(0:0;2:50;3:75;4:90;5:100) | D | | batas bawah |
KU,PJ,TM,TN,PD | B2 | | Iuran tepat waktu | 15 | data | | | | linear(0;100) | D | | tak terperingkat |
KU,PJ,TM,TN,PD | B3 | | Layanan digital | 10 | data | | | | | D | | |
KU,PJ,TM,TN,PD | B3.1 | B3 | Pelaporan lewat kanal digital | 50 | data | | | | ya/tidak | D | | batas bawah |
KU,PJ,TM,TN,PD | B3.2 | B3 | Pekerja memakai aplikasi | 50 | data | | | | linear(0;80) | D | | kecualikan |
KU,PJ,TM,TN,PD | B4 | | Kepatuhan vendor | 15 | juri | 0 | 100 | 0,5 | | D | 90 istimewa: seluruh vendor terdaftar; 80 baik: sebagian besar vendor terdaftar; 70 cukup: vendor didata; 60 kurang; 0 sangat kurang | |
KU,PJ,TM,TN,PD | B5 | | Kepedulian (GN Lingkaran, SERTAKAN, CSR) | 15 | juri | 0 | 100 | 0,5 | | D | 90 istimewa: program berulang dan terukur; 80 baik: program berulang; 70 cukup: bantuan sekali; 60 kurang; 0 sangat kurang | |
KU,PJ,TM,TN,PD | B6 | | Wawancara | 20 | juri | 0 | 100 | 0,5 | | W | 90 istimewa: pimpinan hadir dan menguasai seluruh program; 80 baik: pimpinan diwakili, program dikuasai; 70 cukup: jawaban umum tanpa angka; 60 kurang; 0 sangat kurang | |
UK | U1 | | Kepesertaan pekerja | 35 | data | | | | linear(0;100) | D | | tak terperingkat |
UK | U2 | | Bulan iuran terlambat | 25 | data | | | | linear(12;0) | D | | tak terperingkat |
UK | U3 | | Kepedulian dan sosialisasi | 20 | juri | 0 | 100 | 0,5 | | D | 90 istimewa: mengajak usaha lain; 80 baik: seluruh pekerja paham; 70 cukup: sebagian pekerja paham; 60 kurang; 0 sangat kurang | |
UK | U4 | | Wawancara | 20 | juri | 0 | 100 | 0,5 | | W | 90 istimewa: pimpinan hadir dan menguasai seluruh program; 80 baik: pimpinan diwakili, program dikuasai; 70 cukup: jawaban umum tanpa angka; 60 kurang; 0 sangat kurang | |
"""),
    "Nomine": _table("""
Kategori | Nomor | Nama | Wilayah | Sektor | Urutan wawancara | Kehadiran | Memenuhi syarat | Alasan | Keterangan
KK | 01 | Kota Palembang | Sumatera Selatan | | 1 | hadir | ya | |
KK | 02 | Kab. Muara Enim | Sumatera Selatan | | 2 | hadir | ya | | Klaim cakupan berbeda dari data kepesertaan
KK | 03 | Kab. Musi Banyuasin | Sumatera Selatan | | 3 | hadir | ya | |
KK | 04 | Kab. Ogan Komering Ilir | Sumatera Selatan | | 4 | hadir | ya | |
KK | 05 | Kota Prabumulih | Sumatera Selatan | | 5 | W: daring | ya | |
DK | 01 | Desa Contoh Sungai Teduh | Kab. Banyuasin | | 6 | hadir | ya | |
DK | 02 | Desa Contoh Tanjung Damai | Kab. Ogan Komering Ilir | | 7 | hadir | ya | |
DK | 03 | Kelurahan Contoh Bukit Asri | Kota Pagar Alam | | 8 | diwakili | ya | Lurah bertugas di luar kota |
DK | 04 | Desa Contoh Air Jernih | Kab. Lahat | | 9 | hadir | ya | |
KU | 01 | PT Bank Contoh Musi | Kota Palembang | Keuangan | 10 | hadir | ya | |
KU | 02 | PT Asuransi Contoh Sriwijaya | Kota Palembang | Keuangan | 11 | hadir | ya | |
PJ | 01 | PT Contoh Ritel Sriwijaya | Kota Palembang | Perdagangan | 12 | hadir | ya | |
PJ | 02 | Hotel Contoh Ampera | Kota Palembang | Jasa | 13 | hadir | ya | |
PJ | 03 | PT Contoh Logistik Bersama | Kab. Banyuasin | Jasa | 14 | W: daring | ya | |
TM | 01 | PT Contoh Tambang Lestari | Kab. Lahat | Pertambangan | 15 | hadir | ya | |
TM | 02 | PT Contoh Konstruksi Andalan | Kota Palembang | Konstruksi | 16 | hadir | ya | |
TN | 01 | PT Contoh Sawit Makmur | Kab. Musi Rawas | Perkebunan | 17 | hadir | ya | |
TN | 02 | PT Contoh Perikanan Musi | Kab. Ogan Ilir | Perikanan | 18 | hadir | ya | |
PD | 01 | Universitas Contoh Palembang | Kota Palembang | Pendidikan | 19 | hadir | ya | |
PD | 02 | Yayasan Pendidikan Contoh Bangsa | Kota Lubuk Linggau | Pendidikan | 20 | hadir | ya | |
UK | 01 | Contoh Pempek Cek Molek | Kota Palembang | Makanan | 21 | hadir | ya | |
UK | 02 | Contoh Songket Dua Saudari | Kota Palembang | Kerajinan | 22 | hadir | ya | |
UK | 03 | Contoh Kopi Semendo | Kab. Muara Enim | Minuman | 23 | W: tidak hadir | ya | Tidak hadir tanpa pemberitahuan |
"""),
    "Tim Penilai": _table("""
Kode | Nama | Gelar depan | Gelar belakang | Peran | Status | Menggantikan | Bentuk jabatan | Telepon | Menilai | Unsur | Jabatan | Instansi | NIP | Pangkat | Kategori
J1 | Darmawan Prasetyo Hadi | Drs. | M.Si. | ketua | tetap | | Plh | 0800-0000-0001 | ya | Pemerintah Provinsi | Sekretaris Daerah | Pemerintah Provinsi Sumatera Selatan | 00000000 000000 1 001 | Pembina Utama Madya | *
J2 | Ratna Kusuma Wijayanti | | S.H., M.H. | wakil ketua | tetap | | | 0800-0000-0002 | ya | Ketenagakerjaan | Kepala Dinas | Dinas Tenaga Kerja dan Transmigrasi | 00000000 000000 2 002 | Pembina Utama Muda | *
J3 | Galih Surya Pamungkas | | S.E., M.M. | sekretaris | tetap | | | 0800-0000-0003 | ya | BPJS Ketenagakerjaan | Kepala Kantor | BPJS Ketenagakerjaan | | | *
J4 | Hendro Sulistyawan Tandi | | M.B.A. | anggota | tetap | | | 0800-0000-0004 | ya | Asosiasi pengusaha | Ketua Bidang | Asosiasi Pengusaha Contoh | | | *
J5 | Yusran Effendi Lubay | | | anggota | tetap | | | 0800-0000-0005 | ya | Serikat pekerja | Wakil Ketua | Serikat Pekerja Contoh | | | *
J6 | Laksmita Wardhani Nugroho | Prof. Dr. | M.Kes. | anggota | tetap | | | 0800-0000-0006 | ya | Pakar jaminan sosial | Guru Besar | Institut Contoh Sriwijaya | | | *
J7 | Teguh Anindito Mahendra | Dr. | S.H., M.Hum. | anggota | tetap | | | 0800-0000-0007 | ya | Pakar hukum | Dosen | Institut Contoh Sriwijaya | | | *
J8 | Fajar Rinaldi Saputra | Dr. | S.E., M.Si. | anggota | tetap | | | 0800-0000-0008 | ya | Pakar ekonomi | Dosen | Universitas Contoh Palembang | | | *
J9 | Melati Ayu Kusumaning | Dr. | S.Sos., M.P.A. | anggota | tetap | | | 0800-0000-0009 | ya | Pakar kebijakan publik | Peneliti | Pusat Kajian Contoh | | | *
DL1 | Rangga Aditya Permana | | S.Sos. | anggota | delegasi | | | 0800-0000-0010 | tidak | Panitia pusat | Analis | Sekretariat Panitia Pusat | | | *
OP1 | Nur Hidayati Rahma | | A.Md. | operator | tetap | | | 0800-0000-0011 | tidak | Sekretariat | Pengelola data | Sekretariat Tim Penilai | | | *
"""),
    "Data": _table("""
Kategori | Nomor | Kriteria | Nilai | Pembilang | Penyebut | Target | Satuan | Sumber | Tanggal | Klaim nomine | Dimasukkan oleh | Diperiksa oleh
KK | 01 | K1 | | 52,40 | 54,00 | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KK | 02 | K1 | | 41,65 | 50,00 | | % | Data kepesertaan | 2024-12-31 | 54,00 % | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KK | 03 | K1 | | 48,26 | 52,15 | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KK | 04 | K1 | | 36,80 | 47,50 | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KK | 05 | K1 | | 49,10 | 51,00 | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KK | 01 | K2 | 72,5 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KK | 02 | K2 | 68 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KK | 03 | K2 | 80 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KK | 04 | K2 | 55,25 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KK | 05 | K2 | 77 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 01 | D1 | 68 | | | 80 | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 02 | D1 | 60 | | | 80 | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 03 | D1 | 44,5 | | | 75 | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 04 | D1 | 57 | | | 76 | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 01 | D2 | | 19 | 20 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 02 | D2 | | 12 | 15 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 03 | D2 | | 14 | 22 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 04 | D2 | | 16 | 20 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 01 | D3 | | 52 | 60 | | orang | APBDes 2024 | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 02 | D3 | | 45 | 60 | | orang | APBDes 2024 | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 03 | D3 | | 20 | 48 | | orang | APBD kelurahan 2024 | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
DK | 04 | D3 | | 30 | 40 | | orang | APBDes 2024 | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 01 | B1.1 | | 1240 | 1250 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 01 | B1.2 | | 1238 | 1240 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 01 | B1.3 | 5 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 01 | B2 | | 12 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 01 | B3.1 | ya | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 01 | B3.2 | 71,5 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 02 | B1.1 | | 402 | 410 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 02 | B1.2 | | 399 | 402 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 02 | B1.3 | 5 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 02 | B2 | | 11 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 02 | B3.1 | ya | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
KU | 02 | B3.2 | 63 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 01 | B1.1 | | 2210 | 2300 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 01 | B1.2 | | 2188 | 2210 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 01 | B1.3 | 4 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 01 | B2 | | 12 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 01 | B3.1 | ya | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 01 | B3.2 | 58,25 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 02 | B1.1 | | 182 | 190 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 02 | B1.2 | | 175 | 182 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 02 | B1.3 | 4 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 02 | B2 | | 11 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 02 | B3.1 | ya | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 02 | B3.2 | 66 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 03 | B1.1 | | 640 | 700 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 03 | B1.2 | | 610 | 640 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 03 | B1.3 | 3 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 03 | B2 | | 10 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 03 | B3.1 | tidak | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PJ | 03 | B3.2 | 31 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 01 | B1.1 | | 3120 | 3140 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 01 | B1.2 | | 3101 | 3120 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 01 | B1.3 | 5 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 01 | B2 | | 12 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 01 | B3.1 | ya | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 01 | B3.2 | 74 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 02 | B1.1 | | 870 | 960 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 02 | B1.2 | | 842 | 870 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 02 | B1.3 | 4 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 02 | B2 | | 9 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 02 | B3.1 | ya | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TM | 02 | B3.2 | 49,5 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 01 | B1.1 | | 5210 | 5600 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 01 | B1.2 | | 5105 | 5210 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 01 | B1.3 | 4 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 01 | B2 | | 11 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 01 | B3.1 | ya | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 01 | B3.2 | 38 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 02 | B1.1 | | 214 | 220 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 02 | B1.2 | | 214 | 214 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 02 | B1.3 | 3 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 02 | B2 | | 12 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 02 | B3.1 | tidak | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
TN | 02 | B3.2 | 42 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 01 | B1.1 | | 912 | 930 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 01 | B1.2 | | 905 | 912 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 01 | B1.3 | 4 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 01 | B2 | | 12 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 01 | B3.1 | ya | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 01 | B3.2 | 69 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 02 | B1.1 | | 148 | 155 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 02 | B1.2 | | 141 | 148 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 02 | B1.3 | 3 | | | | program | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 02 | B2 | | 11 | 12 | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 02 | B3.1 | ya | | | | | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
PD | 02 | B3.2 | 52 | | | | % | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
UK | 01 | U1 | | 24 | 24 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
UK | 02 | U1 | | 18 | 18 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
UK | 03 | U1 | | 9 | 11 | | orang | Data kepesertaan | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
UK | 01 | U2 | 1 | | | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
UK | 02 | U2 | 1 | | | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
UK | 03 | U2 | 3 | | | | bulan | Data penerimaan iuran | 2024-12-31 | | Nur Hidayati Rahma (OP1) | Agus Wiranto Salim (sekretariat)
"""),
    "Konflik": _table("""
Juri | Kategori | Nomor | Sifat | Alasan
J8 | PD | 01 | aktual | Dosen pada nomine
J4 | PJ | 02 | potensial | Nomine anggota asosiasi yang diwakilinya
"""),
    "Penghargaan Khusus": _table("""
Nama | Keterangan
Penghargaan Khusus Inovasi Perlindungan Pekerja Rentan | Diberikan rapat pleno di luar peringkat
"""),
}

ACTS: dict[str, object] = {
    "leader": "J2",
    "basis": "Surat Tugas Sekretaris Daerah Nomor 000/CONTOH/VIII/2025 tanggal 25 Agustus 2025",
    "date": "2025-08-27",
    "present": ["J2", "J3", "J4", "J5", "J6", "J7", "J8", "J9"],
    "absent": {"J1": "Menghadiri rapat koordinasi di Jakarta"},
    "codes_confirmed": ["J1", "J2", "J3", "J4", "J5", "J6", "J7", "J8", "J9"],
    "ties": [
        {
            "category": "DK",
            "order": ["04", "02"],
            "how": "musyawarah",
            "reason": "Desa Contoh Air Jernih mendaftarkan perangkat desanya lebih dahulu daripada Desa Contoh Tanjung Damai",
        }
    ],
    "rulings": [],
    "departures": [],
    "awards": [
        {
            "name": AWARD,
            "number": "DK-01",
            "reason": "Iuran warga miskin dibayar dari hasil badan usaha milik desa",
            "votes": 8,
        }
    ],
}

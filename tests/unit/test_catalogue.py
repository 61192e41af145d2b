"""Every phrase of the product has its Indonesian sentence, and each way of falling short is found."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import pytest

import catalogue

ROOT = Path(__file__).resolve().parent.parent.parent

SOURCES = """
from paritrana_desktop.domain.errors import N_
from paritrana_desktop.texts import _, ngettext

class Missing:
    sentence = N_("{count} marks are missing in {category}.")

def shown(number: int) -> str:
    return _("Save") + ngettext("{number} ballot", "{number} ballots", number).format(number=number)
"""

COMPLETE = """
msgid ""
msgstr ""
"Language: id\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "{count} marks are missing in {category}."
msgstr "Ada {count} nilai yang kosong di {category}."

msgid "Save"
msgstr "Simpan"

msgid "{number} ballot"
msgid_plural "{number} ballots"
msgstr[0] "{number} berkas nilai"
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small product with a complete catalogue."""
    (tmp_path / "paritrana_desktop").mkdir()
    (tmp_path / "paritrana_desktop" / "page.py").write_text(SOURCES, encoding="utf-8")
    catalogue.po_file(tmp_path).parent.mkdir(parents=True)
    catalogue.po_file(tmp_path).write_text(COMPLETE, encoding="utf-8")
    return tmp_path


def test_the_catalogue_is_complete() -> None:
    assert catalogue.faults(ROOT) == []


def test_a_complete_catalogue_has_no_faults(tree: Path) -> None:
    assert catalogue.faults(tree) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgid "Save"\nmsgstr "Simpan"\n', "", "missing: 'Save'"),
        ('msgstr "Simpan"', 'msgstr ""', "unfinished: 'Save'"),
        ('msgstr "Simpan"', 'msgstr " "', "unfinished: 'Save'"),
        ('msgid "Save"', '#, fuzzy\nmsgid "Save"', "fuzzy: 'Save'"),
        ('msgid "Save"', 'msgid "Close"\nmsgstr "Tutup"\n\nmsgid "Save"', "stale: 'Close'"),
        ('msgid "Save"', '#~ msgid "Close"\n#~ msgstr "Tutup"\n\nmsgid "Save"', "stale: 'Close'"),
        ("kosong di {category}", "kosong di {kategori}", "gaps differ: '{count} marks are missing in {category}.'"),
        ("kosong di {category}", "kosong di {category", "gaps differ: '{count} marks are missing in {category}.'"),
        ('"{number} berkas nilai"', '"berkas nilai"', "gaps differ: '{number} ballots'"),
        ('msgid_plural "{number} ballots"\nmsgstr[0]', "msgstr", "missing: '{number} ballot'"),
    ],
)
def test_a_fault_of_the_catalogue_is_found(tree: Path, before: str, after: str, fault: str) -> None:
    assert before in COMPLETE
    catalogue.po_file(tree).write_text(COMPLETE.replace(before, after), encoding="utf-8")
    found = catalogue.faults(tree)
    assert len(found) == 1
    assert found[0].startswith(fault)


@pytest.mark.parametrize("call", ['_(f"Hello {name}")', '_("Hello " + name)', 'texts._("Hello {}".format(name))'])
def test_a_phrase_built_at_run_time_is_found(tree: Path, call: str) -> None:
    (tree / "paritrana_desktop" / "built.py").write_text(f"x = 1\n{call}\n", encoding="utf-8")
    assert [fault for fault in catalogue.faults(tree) if "paritrana_desktop/built.py:2: " in fault]


def test_updating_keeps_translations_and_says_nothing_twice(tree: Path) -> None:
    source = tree / "paritrana_desktop" / "page.py"
    source.write_text(SOURCES.replace('_("Save")', '_("Store")'), encoding="utf-8")
    catalogue.update(tree)
    once = catalogue.po_file(tree).read_text(encoding="utf-8")
    assert "Ada {count} nilai yang kosong di {category}." in once
    assert "Simpan" not in once
    assert catalogue.faults(tree) == ["unfinished: 'Store'"]
    # More lines above a phrase, another day: the file does not move.
    source.write_text("\n" * 50 + source.read_text(encoding="utf-8"), encoding="utf-8")
    catalogue.update(tree)
    assert catalogue.po_file(tree).read_text(encoding="utf-8") == once


def test_a_new_catalogue_knows_the_one_plural_form(tree: Path) -> None:
    catalogue.po_file(tree).unlink()
    catalogue.update(tree)
    assert "nplurals=1; plural=0;" in catalogue.po_file(tree).read_text(encoding="utf-8")


def test_compiling_gives_what_the_program_reads_and_only_when_it_must(tree: Path) -> None:
    assert catalogue.compile_all(tree) == [catalogue.mo_file(tree)]
    read = gettext.translation("paritrana", tree / "resources" / "i18n", languages=["id"])
    assert read.gettext("Save") == "Simpan"
    assert read.ngettext("{number} ballot", "{number} ballots", 3) == "{number} berkas nilai"
    assert catalogue.compile_all(tree) == []
    now = catalogue.mo_file(tree).stat().st_mtime
    os.utime(catalogue.po_file(tree), (now + 5, now + 5))
    assert catalogue.compile_all(tree) == [catalogue.mo_file(tree)]


def test_phrases_of_qt_are_compiled(tree: Path) -> None:
    phrases = catalogue.po_file(tree).with_name("qtbase_id.ts")
    phrases.write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="id_ID"><context>'
        "<name>QPlatformTheme</name><message><source>Save</source><translation>Simpan</translation></message>"
        "</context></TS>",
        encoding="utf-8",
    )
    assert catalogue.compile_all(tree) == [catalogue.mo_file(tree), phrases.with_suffix(".qm")]
    assert phrases.with_suffix(".qm").stat().st_size > 0

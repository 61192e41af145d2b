"""The template: read back it has only what is missing, filled in it is an event, and it explains itself."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from paritrana_desktop import texts
from paritrana_desktop.exchange.workbook import forms
from paritrana_desktop.exchange.workbook.event import read_event
from paritrana_desktop.exchange.workbook.template import template
from tests import workbooks


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_sheet_has_its_headers_with_an_explanation_and_an_example(language: texts.Language) -> None:
    texts.use(language)
    book = opened(template())
    place = texts.LANGUAGES.index(language)
    names = [form.names[place] for form in forms.EVENT]
    assert book.sheetnames == [forms.GUIDE[place], *names]
    for form, name in zip(forms.EVENT, names, strict=True):
        sheet = book[name]
        headers = [cell for cell in sheet[3] if cell.value]
        assert [cell.value for cell in headers] == [
            column.names[min(place, len(column.names) - 1)] for column in form.columns
        ]
        assert all(cell.comment.text for cell in headers)
        assert sheet["A4"].value.startswith("# ")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_empty_template_lacks_only_content(language: texts.Language) -> None:
    texts.use(language)
    event = read_event(template())
    assert event.plan is None
    assert not event.warnings
    assert all("no rows" in str(fault.said) or fault.sheet in forms.OCCASION.names for fault in event.faults)


def test_the_template_filled_in_is_an_event() -> None:
    book = opened(template())
    for name, rows in workbooks.event().items():
        sheet = book[name]
        if name == "Acara":
            given = {row[0]: row[1] for row in rows[1:]}
            for row in sheet.iter_rows(min_row=5):
                row[1].value = given.get(row[0].value)
            continue
        places = {cell.value: cell.column for cell in sheet[3]}
        for line, values in enumerate(rows[1:], start=5):
            for header, value in zip(rows[0], values, strict=True):
                sheet.cell(line, places[header]).value = value
    stream = io.BytesIO()
    book.save(stream)
    plan = read_event(stream.getvalue()).plan
    assert plan is not None
    assert plan == read_event(workbooks.xlsx(workbooks.event())).plan


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_examples_themselves_are_valid(language: texts.Language) -> None:
    texts.use(language)
    book = opened(template())
    for form in forms.EVENT:
        sheet = book[form.names[texts.LANGUAGES.index(language)]]
        if form.keys:
            for row in sheet.iter_rows(min_row=5):
                row[1].value = row[3].value.removeprefix("# ") if row[3].value else None
        elif form not in {forms.FIGURES, forms.CONFLICTS}:
            # The figures and conflicts of the examples name a criterion, a nominee and a member that others do not.
            sheet["A4"].value = sheet["A4"].value.removeprefix("# ")
    stream = io.BytesIO()
    book.save(stream)
    faults = [str(fault.said) for fault in read_event(stream.getvalue()).faults]
    assert faults == ["In KK the weights at the top add up to 20, not to 100."]


def test_the_same_template_has_the_same_bytes() -> None:
    assert template() == template()

"""The recap as a workbook whose formulas recompute the printed result from the marks, without this program.

Marks, figures and printed totals are values; means, points, totals and ranks are formulas. A total is rounded to ten
decimals before it is ranked, so that a spreadsheet's binary numbers cannot separate what is exactly equal.
"""

from __future__ import annotations

from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.plan import Plan
from paritrana_desktop.domain.tally import CategoryTally, Tally
from paritrana_desktop.domain.union import View
from paritrana_desktop.exchange.workbook.score_layout import ScoreLayout
from paritrana_desktop.exchange.workbook.score_sheet import ScoreSheet
from paritrana_desktop.exchange.workbook.writing import make_header, new_book, put_formula, put_row, saved, set_widths
from paritrana_desktop.texts import _

_HEADER = 5


def recap(plan: Plan, view: View, tally: Tally) -> bytes:
    """A summary and one sheet per category; the same bytes for the same count in the same language."""
    book = new_book()
    summary = book.create_sheet(_("Recapitulation"))
    put_row(summary, 1, [plan.occasion.printed_title or plan.occasion.name])
    put_row(summary, 2, [_status(tally)])
    if plan.occasion.sample:
        put_row(summary, 3, [_("SAMPLE – not official weights")])
    headings = [
        _("Category"),
        _("Number"),
        _("Nominee"),
        _("Total"),
        _("Rank by formula"),
        _("Printed total"),
        _("Rank"),
    ]
    put_row(summary, _HEADER, headings)
    make_header(summary, _HEADER)
    row = _HEADER
    for category in tally.categories:
        layout = ScoreLayout(plan, view, tally, category)
        page = book.create_sheet(category.code)
        ScoreSheet(plan, view, layout).write(page)
        for standing in category.ranking:
            row += 1
            label = nominee_label(category.code, standing.number)
            put_row(
                summary, row, [_name(plan, category), label, standing.name, None, None, standing.printed, standing.rank]
            )
            if standing.total is not None:
                put_formula(summary, row, 4, f"='{page.title}'!{layout.total_cell(standing.number)}", "0.0000")
            if standing.rank is not None:
                put_formula(summary, row, 5, f"='{page.title}'!{layout.rank_cell(standing.number)}")
    set_widths(summary, {1: 40, 2: 12, 3: 40, 4: 14, 5: 14, 6: 14, 7: 10})
    book.calculation.fullCalcOnLoad = True
    return saved(book)


def _name(plan: Plan, category: CategoryTally) -> str:
    return f"{category.code} {plan.category(category.code).name}"


def _status(tally: Tally) -> str:
    return _("All marks are in.") if tally.complete else _("Provisional: not all marks are in.")

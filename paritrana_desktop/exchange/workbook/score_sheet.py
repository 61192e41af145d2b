"""One category of the recap workbook: its criteria, every mark, and formulas from there to the ranks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from paritrana_desktop.domain.ballot import Mark, MarkState, plain_mark
from paritrana_desktop.domain.codes import nominee_label
from paritrana_desktop.domain.errors import N_, Sentence
from paritrana_desktop.domain.measure import points
from paritrana_desktop.domain.methods import complete_panels
from paritrana_desktop.domain.plan import (
    CategoryCode,
    Cell,
    Criterion,
    CriterionCode,
    CriterionKind,
    Method,
    Number,
    Plan,
)
from paritrana_desktop.domain.tally import Standing
from paritrana_desktop.domain.union import View
from paritrana_desktop.exchange.workbook.formulas import PLACES, figure_formula, measured_points, number
from paritrana_desktop.exchange.workbook.score_layout import CRITERIA_HEADER, ScoreLayout
from paritrana_desktop.exchange.workbook.writing import column_letter, make_header, put_formula, put_row, put_text
from paritrana_desktop.texts import _, say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_METHODS = {
    Method.MEAN: N_("weighted mean"),
    Method.TRIMMED_MEAN: N_("trimmed mean of the jurors' totals"),
    Method.MEDIAN: N_("median of the jurors' totals"),
    Method.SUM_OF_RANKS: N_("sum of ranks"),
}
_SHOWN = "0.0000"
_WIDTHS = {1: 12, 2: 34, 3: 12, 4: 12, 5: 12, 6: 14}


class ScoreSheet:
    """The sheet of one category being written."""

    def __init__(self, plan: Plan, view: View, layout: ScoreLayout) -> None:
        """Prepare to write what `view` holds to where `layout` says."""
        self._view = view
        self._layout = layout
        self._category = layout.category
        self._decimals = layout.category.decimals if plan.rules.round_before_ranking else PLACES

    def write(self, sheet: Worksheet) -> None:
        """Fill `sheet`."""
        put_row(sheet, 1, [f"{self._category.code} {self._category.name}"])
        put_row(sheet, 2, [_("Method: {method}").format(method=say(Sentence(_METHODS[self._category.method])))])
        put_row(sheet, 3, [_("Marks in brackets do not count: the juror is missing from that stage.")])
        self._write_criteria(sheet)
        self._write_marks(sheet)
        self._write_results(sheet)
        if self._category.method is Method.SUM_OF_RANKS:
            self._write_ranks(sheet)
        for column, width in _WIDTHS.items():
            sheet.column_dimensions[column_letter(column)].width = width

    # -- criteria ----------------------------------------------------------------------------------------------

    def _write_criteria(self, sheet: Worksheet) -> None:
        headings = [_("Code"), _("Criterion"), _("Stage"), _("Maximum"), _("Weight"), _("Part of the whole")]
        put_row(sheet, CRITERIA_HEADER, headings)
        make_header(sheet, CRITERIA_HEADER, freeze=False)
        for criterion in self._category.criteria:
            row = self._layout.criterion_rows[criterion.code]
            most = None if criterion.scale is None else _value(criterion.scale.maximum)
            put_row(sheet, row, [criterion.code, criterion.name, criterion.stage, most, _value(criterion.weight)])
            part = "" if criterion.parent is None else f"*F{self._layout.criterion_rows[criterion.parent]}/100"
            put_formula(sheet, row, 6, f"=E{row}{part}")

    # -- marks -------------------------------------------------------------------------------------------------

    def _write_marks(self, sheet: Worksheet) -> None:
        left = [_("Number"), _("Nominee"), _("Criterion"), _("Maximum"), _("Weight"), _("Figure")]
        put_row(sheet, self._layout.marks_header, [*left, *self._layout.columns, _("Mean"), _("Points")])
        make_header(sheet, self._layout.marks_header, freeze=False)
        for standing in self._layout.standings:
            for leaf in self._layout.leaves:
                row = self._layout.mark_rows[standing.number, leaf.code]
                put_row(sheet, row, [nominee_label(self._category.code, standing.number), standing.name, leaf.code])
                if leaf.kind is CriterionKind.MEASURED:
                    self._write_figure(sheet, row, standing, leaf)
                else:
                    self._write_judged(sheet, row, standing, leaf)
                self._write_weight(sheet, row, standing, leaf)

    def _write_weight(self, sheet: Worksheet, row: int, standing: Standing, leaf: Criterion) -> None:
        weight = self._layout.lines[standing.number].weights.get(leaf.code)
        if weight is None:
            put_text(sheet, row, self._layout.mean_column, _("does not count"))
            return
        if weight == self._category.weight(leaf.code):
            put_formula(sheet, row, 5, f"=F{self._layout.criterion_rows[leaf.code]}")
        else:
            # What a criterion left out weighed has gone to the others, for this nominee only.
            put_formula(sheet, row, 5, f"={number(weight * 100)}")
        if leaf.kind is CriterionKind.MEASURED or self._category.method is Method.MEAN:
            put_formula(sheet, row, self._layout.mean_column + 1, f"={self._layout.mean}{row}*E{row}/100", _SHOWN)

    def _write_figure(self, sheet: Worksheet, row: int, standing: Standing, leaf: Criterion) -> None:
        figure = self._category.nominee(standing.number).figure(leaf.code)
        worth = "=0"
        if figure is not None and points(leaf, figure) is not None:
            put_formula(sheet, row, 6, figure_formula(figure), _SHOWN)
            worth = f"={measured_points(leaf, figure, f'F{row}')}"
        put_formula(sheet, row, self._layout.mean_column, worth, _SHOWN)

    def _write_judged(self, sheet: Worksheet, row: int, standing: Standing, leaf: Criterion) -> None:
        put_formula(sheet, row, 4, f"=D{self._layout.criterion_rows[leaf.code]}")
        counting = self._layout.counting(standing.number, leaf)
        for juror, column in self._layout.columns.items():
            mark = self._mark(juror, standing.number, leaf)
            if mark is not None and mark.u is not None and juror in counting:
                sheet.cell(row, column, _value(mark.u))
            else:
                put_text(sheet, row, column, self._said(juror, standing.number, mark))
        mean = f"=AVERAGE({self._layout.across(row)})/D{row}*100" if counting else "=0"
        put_formula(sheet, row, self._layout.mean_column, mean, _SHOWN)

    def _mark(self, juror: str, nominee: str, leaf: Criterion) -> Mark | None:
        sheet = self._view.sheets.get((juror, leaf.stage, self._category.code))
        cell = Cell(CategoryCode(self._category.code), Number(nominee), CriterionCode(leaf.code))
        return None if sheet is None else sheet.marks.get(cell)

    def _said(self, juror: str, nominee: str, mark: Mark | None) -> str:
        if juror in self._layout.lines[nominee].recused:
            return _("recused")
        if mark is None:
            return ""
        if mark.u is not None:
            return f"({plain_mark(mark.u)})"
        return _("absent") if mark.state is MarkState.ABSENT else _("not applicable")

    # -- results -----------------------------------------------------------------------------------------------

    def _write_results(self, sheet: Worksheet) -> None:
        left = [_("Number"), _("Nominee"), "", "", "", ""]
        right = [_("Total"), _("Rank by formula"), _("Printed total"), _("Rank"), _("Remark")]
        put_row(sheet, self._layout.results_header, [*left, *self._layout.columns, *right])
        make_header(sheet, self._layout.results_header, freeze=False)
        for standing in self._layout.standings:
            row = self._layout.result_rows[standing.number]
            put_row(sheet, row, [nominee_label(self._category.code, standing.number), standing.name])
            for juror, column in self._layout.columns.items():
                own = self._juror_total(standing.number, juror)
                if own:
                    put_formula(sheet, row, column, own, _SHOWN)
            total = self._layout.mean_column
            if standing.total is not None:
                put_formula(sheet, row, total, f"=ROUND({self._total(standing.number)},{self._decimals})", _SHOWN)
            if standing.rank is not None:
                better = "<" if self._category.method is Method.SUM_OF_RANKS else ">"
                totals = self._layout.down(self._layout.mean)
                put_formula(sheet, row, total + 1, f'=COUNTIF({totals},"{better}"&{self._layout.mean}{row})+1')
            put_text(sheet, row, total + 2, standing.printed)
            if standing.rank is not None:
                sheet.cell(row, total + 3, standing.rank)
            put_text(sheet, row, total + 4, _remark(standing))

    def _juror_total(self, nominee: str, juror: str) -> str:
        """One juror's total; empty for whoever has none that counts."""
        entry = self._layout.lines[nominee]
        counts = entry.panel() if self._category.method is Method.MEAN else entry.full_panel()
        if juror not in counts:
            return ""
        letter = column_letter(self._layout.columns[juror])
        terms = [
            f"{letter}{row}/D{row}*E{row}"
            for leaf, row in self._layout.rows_of(nominee, CriterionKind.JUDGED)
            if juror in self._layout.counting(nominee, leaf)
        ]
        return f"=ROUND({'+'.join([*terms, *self._measured_cells(nominee)])},{PLACES})"

    def _measured_cells(self, nominee: str) -> list[str]:
        return [f"{self._layout.points}{row}" for _leaf, row in self._layout.rows_of(nominee, CriterionKind.MEASURED)]

    def _total(self, nominee: str) -> str:
        rows = [self._layout.mark_rows[nominee, leaf.code] for leaf in self._layout.leaves]
        added = f"SUM({self._layout.points}{min(rows)}:{self._layout.points}{max(rows)})"
        if self._category.method is Method.MEAN or not self._layout.lines[nominee].judged:
            return added
        if self._category.method is Method.SUM_OF_RANKS:
            return self._rank_sum(nominee)
        across = self._layout.across(self._layout.result_rows[nominee])
        if self._category.method is Method.MEDIAN:
            return f"MEDIAN({across})"
        return f"(SUM({across})-MAX({across})-MIN({across}))/(COUNT({across})-2)"

    # -- ranks by juror ----------------------------------------------------------------------------------------

    def _rank_sum(self, nominee: str) -> str:
        row = self._layout.rank_row(nominee)
        if complete_panels([self._layout.lines[entry] for entry in self._layout.ranked]):
            return f"SUM({self._layout.across(row)})"
        # Panels differ: mean share of the ranks, each rank divided by the number ranked by that juror and one.
        shares = [
            f"{letter}{row}/(COUNT({self._layout.down(letter)})+1)"
            for letter in (
                column_letter(self._layout.columns[juror]) for juror in self._layout.lines[nominee].full_panel()
            )
        ]
        return f"({'+'.join(shares)})/COUNT({self._layout.across(row)})"

    def _write_ranks(self, sheet: Worksheet) -> None:
        header = self._layout.ranks_header
        put_row(sheet, header, [_("Number"), _("Rank by juror"), "", "", "", "", *self._layout.columns])
        make_header(sheet, header, freeze=False)
        for nominee in self._layout.ranked:
            row = self._layout.rank_row(nominee)
            put_row(sheet, row, [nominee_label(self._category.code, nominee)])
            for juror in self._layout.lines[nominee].full_panel():
                letter = column_letter(self._layout.columns[juror])
                own, order = f"{letter}{self._layout.result_rows[nominee]}", self._layout.down(letter)
                formula = f'=COUNTIF({order},">"&{own})+(COUNTIF({order},{own})+1)/2'
                put_formula(sheet, row, self._layout.columns[juror], formula)


def _value(hundredths: int) -> int | float:
    return hundredths // 100 if hundredths % 100 == 0 else float(Fraction(hundredths, 100))


def _remark(standing: Standing) -> str:
    if standing.reason is not None:
        return say(standing.reason)
    if standing.tie is None:
        return ""
    group = ", ".join(standing.tie.group)
    if standing.tie.open:
        return _("Equal totals ({group}): the meeting decides.").format(group=group)
    return _("Equal totals ({group}): separated by the declared chain.").format(group=group)

"""Where everything stands on a category's sheet of the recap workbook, known before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from paritrana_desktop.domain.lines import contest, line
from paritrana_desktop.domain.plan import Criterion, CriterionKind, Method, Plan
from paritrana_desktop.domain.tally import CategoryTally, Tally
from paritrana_desktop.domain.union import View
from paritrana_desktop.exchange.workbook.writing import column_letter

CRITERIA_HEADER = 5
FIRST_JUROR = 7
"""The column of the first juror."""


class ScoreLayout:
    """Criteria, then a block of rows per nominee in order of rank, then the results, then ranks by juror."""

    def __init__(self, plan: Plan, view: View, tally: Tally, standings: CategoryTally) -> None:
        """Lay out the sheet for the stages that `tally` counts."""
        field = contest(plan, view, standings.code, tally.stage)
        self.category = field.category
        self.standings = standings.ranking
        self.ranked = [entry.number for entry in self.standings if entry.rank is not None]
        self.leaves = field.leaves()
        self.lines = {entry.number: line(field, field.category.nominee(entry.number)) for entry in self.standings}
        self.columns = {juror: column for column, juror in enumerate(field.jurors, start=FIRST_JUROR)}
        self.mean_column = FIRST_JUROR + len(field.jurors)
        """The column of means, and of totals below."""
        self.mean, self.points = column_letter(self.mean_column), column_letter(self.mean_column + 1)
        criteria = field.category.criteria
        self.criterion_rows = {entry.code: row for row, entry in enumerate(criteria, start=CRITERIA_HEADER + 1)}
        self.marks_header = CRITERIA_HEADER + len(criteria) + 2
        cells = [(entry.number, leaf.code) for entry in self.standings for leaf in self.leaves]
        self.mark_rows = {cell: row for row, cell in enumerate(cells, start=self.marks_header + 1)}
        self.results_header = self.marks_header + len(cells) + 2
        self.result_rows = {entry.number: row for row, entry in enumerate(self.standings, self.results_header + 1)}
        self.ranks_header = self.results_header + len(self.standings) + 2

    def total_cell(self, nominee: str) -> str:
        """Where the total of `nominee` stands."""
        return f"{self.mean}{self.result_rows[nominee]}"

    def rank_cell(self, nominee: str) -> str:
        """Where the rank of `nominee` by formula stands."""
        return f"{self.points}{self.result_rows[nominee]}"

    def rank_row(self, nominee: str) -> int:
        """The row of the ranks that each juror gave `nominee`."""
        return self.result_rows[nominee] + len(self.standings) + 2

    def down(self, letter: str) -> str:
        """The results of the ranked nominees, who stand first, in one column."""
        rows = [self.result_rows[nominee] for nominee in self.ranked]
        return f"${letter}${min(rows)}:${letter}${max(rows)}"

    def across(self, row: int) -> str:
        """The cells of all jurors in one row."""
        return f"{column_letter(FIRST_JUROR)}{row}:{column_letter(self.mean_column - 1)}{row}"

    def rows_of(self, nominee: str, kind: CriterionKind) -> Iterator[tuple[Criterion, int]]:
        """The leaves of one kind that count for `nominee`, with their rows among the marks."""
        for leaf in self.leaves:
            if leaf.kind is kind and leaf.code in self.lines[nominee].weights:
                yield leaf, self.mark_rows[nominee, leaf.code]

    def counting(self, nominee: str, leaf: Criterion) -> Collection[str]:
        """The jurors whose marks under `leaf` count for `nominee`."""
        entry = self.lines[nominee]
        if leaf.code not in entry.weights or leaf.stage not in entry.sheets:
            return ()
        return entry.sheets[leaf.stage] if self.category.method is Method.MEAN else entry.full_panel()

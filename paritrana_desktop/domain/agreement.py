"""How far jurors agree: three statistics, exact in whole numbers and fractions until the last division.

Each takes a matrix nominee -> juror -> value and answers None where it is not defined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from paritrana_desktop.domain.methods import average_ranks

Matrix = Mapping[str, Mapping[str, Fraction]]
"""Nominee -> juror -> value; entries may be missing."""


def krippendorff_alpha(matrix: Matrix) -> float | None:
    """Krippendorff's alpha for interval data; nominees with fewer than two values are left out.

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section D.
    """
    units = [list(values.values()) for values in matrix.values() if len(values) > 1]
    everything = [value for unit in units for value in unit]
    expected = _squared_differences(everything)
    if not expected:
        return None
    observed = sum((_squared_differences(unit) / (len(unit) - 1) for unit in units), Fraction(0))
    return float(1 - (len(everything) - 1) * observed / expected)


def _squared_differences(values: Sequence[Fraction]) -> Fraction:
    """The sum of (a - b) squared over all unordered pairs."""
    return len(values) * sum((value * value for value in values), Fraction(0)) - sum(values, Fraction(0)) ** 2


def kendall_w(matrix: Matrix) -> float | None:
    """Kendall's coefficient of concordance with its correction for ties, over jurors who valued every nominee.

    Source: M. G. Kendall, Rank Correlation Methods (1948), chapter 6.
    """
    jurors = _complete(matrix)
    nominees = len(matrix)
    if len(jurors) < 2 or nominees < 2:  # noqa: PLR2004  one alone agrees with nobody
        return None
    orders = [average_ranks({number: values[juror] for number, values in matrix.items()}) for juror in jurors]
    sums = [sum((order[number] for order in orders), Fraction(0)) for number in matrix]
    mean = sum(sums, Fraction(0)) / nominees
    spread = sum(((value - mean) ** 2 for value in sums), Fraction(0))
    ties = sum(times**3 - times for order in orders for times in Counter(order.values()).values())
    most = len(jurors) ** 2 * (nominees**3 - nominees) - len(jurors) * ties
    return float(12 * spread / most) if most else None


def icc_3_k(matrix: Matrix) -> float | None:
    """The consistency of the mean of these jurors, ICC(3,k), over jurors who valued every nominee.

    Source: P. E. Shrout and J. L. Fleiss, Intraclass Correlations, Psychological Bulletin 86 (1979).
    """
    jurors = _complete(matrix)
    rows = [[values[juror] for juror in jurors] for values in matrix.values()]
    raters, targets = len(jurors), len(rows)
    if raters < 2 or targets < 2:  # noqa: PLR2004  there is no variance of one
        return None
    correction = sum((sum(row, Fraction(0)) for row in rows), Fraction(0)) ** 2 / (raters * targets)
    between = sum((sum(row, Fraction(0)) ** 2 for row in rows), Fraction(0)) / raters - correction
    of_jurors = sum((sum(column, Fraction(0)) ** 2 for column in zip(*rows, strict=True)), Fraction(0)) / targets
    total = sum((value * value for row in rows for value in row), Fraction(0)) - correction
    error = total - between - (of_jurors - correction)
    mean_between, mean_error = between / (targets - 1), error / ((targets - 1) * (raters - 1))
    return float((mean_between - mean_error) / mean_between) if mean_between else None


def _complete(matrix: Matrix) -> list[str]:
    """The jurors with a value for every nominee."""
    rows = [set(values) for values in matrix.values()]
    return sorted(set.intersection(*rows)) if rows else []

"""Jury scoring that needs no network: sealed ballots, an exact count, signed decisions."""

__version__ = "0.1.0"

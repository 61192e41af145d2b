"""Jury scoring that needs no network: sealed ballots, an exact count, signed decisions."""

from __future__ import annotations

__version__ = "0.1.0"

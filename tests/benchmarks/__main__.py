"""Runs every row: each module of this folder that defines `row(folder) -> Row`; `folder` is an empty one for its files."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.measure import Result, measured


def main() -> int:
    """Measure the rows asked for (all by default) and print them as a table or as JSON."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Our time against the floor's, in the same run.")
    parser.add_argument("rows", nargs="*", help="names of rows; all by default")
    parser.add_argument("--json", action="store_true", help="one JSON document and nothing else")
    options = parser.parse_args()
    results = []
    for module in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda module: module.name):
        make = getattr(importlib.import_module(f"tests.benchmarks.{module.name}"), "row", None)
        if make is None or (options.rows and module.name not in options.rows):
            continue
        with tempfile.TemporaryDirectory() as folder:
            results.append(measured(make(Path(folder))))
        if not options.json:
            print(line(results[-1]), flush=True)
    if options.json:
        print(json.dumps({"rows": [asdict(result) for result in results]}))
    return 0


def line(result: Result) -> str:
    """A row of the table: name, ours, floor, ratio, goal."""
    floor = "–" if result.floor is None else f"{result.floor:.4f}"
    ratio = "–" if result.ratio is None else f"{result.ratio:.2f}"
    verdict = "" if result.is_good else "  over the goal"
    return f"{result.name:18} {result.ours:10.4f} {floor:>10} {ratio:>7} goal {result.goal:g}{verdict}"


if __name__ == "__main__":
    sys.exit(main())

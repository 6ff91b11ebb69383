"""`python -m data.accuracy --lake DIR --truth DIR`: prints the score of a lake, and writes it as Markdown if asked."""

from __future__ import annotations

import argparse
from pathlib import Path

from data.accuracy.report import as_markdown, as_text
from data.accuracy.score import score


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m data.accuracy", description=__doc__)
    parser.add_argument("--lake", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    parser.add_argument("--title", default="Accuracy")
    parser.add_argument(
        "--misses", type=Path, help="write the rows behind the misses as CSV files into this folder"
    )
    options = parser.parse_args()
    result = score(options.lake, options.truth)
    print(as_text(result))
    if options.markdown:
        options.markdown.write_text(as_markdown(options.title, result), encoding="utf-8")
    if options.misses:
        options.misses.mkdir(parents=True, exist_ok=True)
        for name, rows in result.misses().items():
            rows.write_csv(options.misses / f"{name}.csv")


main()

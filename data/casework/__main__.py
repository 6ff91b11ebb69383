"""`python -m data.casework`: 45 nights with people in them, and what must hold of their cases."""

from __future__ import annotations

import argparse
from pathlib import Path

from data.casework.proof import INVOICES, prove


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m data.casework", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/casework"))
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--invoices", type=int, default=INVOICES)
    options = parser.parse_args()
    for seed in options.seeds:
        print(f"Seed {seed}", *prove(options.work / f"seed-{seed}", seed, options.invoices), sep="\n  ")


if __name__ == "__main__":
    main()

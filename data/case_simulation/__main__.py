"""`python -m data.case_simulation`: forty nights with people in them, and what must hold of their cases."""

from __future__ import annotations

import argparse
from pathlib import Path

from data.case_simulation.every_zone import prove_zones
from data.case_simulation.zones import INVOICES


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m data.case_simulation", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/casework"))
    parser.add_argument("--zones", nargs="*", default=["sample", "1"], help='"sample" or seeds')
    parser.add_argument("--invoices", type=int, default=INVOICES)
    options = parser.parse_args()
    print(*prove_zones(options.work, options.zones, options.invoices), sep="\n")


if __name__ == "__main__":
    main()

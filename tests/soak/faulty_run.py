"""`python -m tests.soak.faulty_run SEED OPTIONS…`: the command `tieout` with an engine that fails at random statements.

About one statement in two thousand fails, which is about one a night; work that is repeated after a fault succeeds.
"""

from __future__ import annotations

import sys
from random import Random

import pytest

from assets.cli import main
from pipelines.databases import is_careful
from tests.engine_faults import Engine

RATE = 1 / 2000


def run(seed: str, options: list[str]) -> int:
    """Run the command; print how many statements failed, and return its exit code."""
    random = Random(f"faults {seed}")

    def fails(step: str, number: int, text: str) -> bool:
        return step != "none" and not is_careful() and random.random() < RATE

    engine = Engine(fails)
    with pytest.MonkeyPatch.context() as patch:
        exit_code = main(options) if engine.install(patch) else 1
    print(f"engine faults: {len(engine.broken)}")
    return exit_code


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2:]))

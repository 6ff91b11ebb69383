"""`python -m tests.models.nights EXTRACTS FIRST_NIGHT COUNT`: run nights; print the rows of each model, and broken keys."""

from __future__ import annotations

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from pipelines.ingest import land
from pipelines.models import models
from pipelines.policy import load_policy
from tests.models.watching import Watch, watched
from tests.nights import NightRunner

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "extracts"


def run_nights(extracts: Path, first: date, count: int) -> Watch:
    """Run nights of a landing zone, and return what was seen of each model."""
    with tempfile.TemporaryDirectory() as folder, watched() as watch:
        runner, after = NightRunner(Path(folder)), None
        for number in range(count):
            night = first + timedelta(days=number)
            runner.run_landed(night, land(extracts, after, night, load_policy()).tables)
            after = night
    return watch


if __name__ == "__main__":
    extracts, first, count = Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), int(sys.argv[3])
    watch = run_nights(extracts, first, count)
    for name in sorted(models()):
        print(f"{watch.rows[name]:>8}  {name}  {watch.broken.get(name, '')}")

"""Folders of finished nights that have changed or come late are noticed: by size, then time, then sha256."""

import os
from collections.abc import Callable
from datetime import date

import pytest

from pipelines.ingest import changed_files
from tests.pipelines.ingest.landing_zone import LATER, NIGHT, Zone, payments

A = "payments/2026-03-02/a.csv"


def touch(zone: Zone) -> None:
    os.utime(zone.path / A, ns=(1, 1))


def rewrite(zone: Zone) -> None:
    zone.write(A, payments("C1,1,2026-03-02,9,USD"))
    os.utime(zone.path / A, ns=(1, 1))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param(lambda zone: None, [], id="nothing"),
        pytest.param(touch, [], id="another time, the same content"),
        pytest.param(rewrite, [(A, "changed")], id="the same size, another content"),
        pytest.param(lambda zone: zone.write(A, payments()), [(A, "changed")], id="another size"),
        pytest.param(lambda zone: (zone.path / A).unlink(), [(A, "removed")], id="gone"),
        pytest.param(
            lambda zone: zone.write("invoices/2026-03-03/late.csv", ""),
            [("invoices/2026-03-03/late.csv", "added")],
            id="late",
        ),
        pytest.param(
            lambda zone: zone.write("payments/2026-03-02/b.csv.part", "x"), [], id="still being written"
        ),
        pytest.param(lambda zone: zone.write("payments/2026-03-04/b.csv", "x"), [], id="of a night to come"),
        pytest.param(
            lambda zone: zone.write("payments/2026-03-01/b.csv", "x"), [], id="older than what is watched"
        ),
    ],
)
def test_what_has_changed(zone: Zone, change: Callable[[Zone], object], found: list[tuple[str, str]]) -> None:
    zone.write(A, payments("C1,1,2026-03-02,1,USD"))
    zone.write("payments/2026-03-03/a.csv", payments("C1,2,2026-03-02,1,USD"))
    known = zone.land(LATER).files
    change(zone)
    changes = changed_files(zone.path, known, NIGHT, LATER).to_pylist()
    assert [(row["file"], row["change"]) for row in changes] == found


def test_what_is_known_of_older_nights_is_not_missed(zone: Zone) -> None:
    path = zone.write("payments/2026-03-01/a.csv", payments())
    known = zone.land(LATER).files
    path.unlink()
    assert changed_files(zone.path, known, NIGHT, LATER).num_rows == 0
    assert changed_files(zone.path, known, date(2026, 3, 1), LATER).num_rows == 1

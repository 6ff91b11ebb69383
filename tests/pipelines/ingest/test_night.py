"""What stops a night before anything is written: a missing extract, a control file that disagrees, a bad folder."""

from datetime import date

import pytest

from pipelines.errors import RefusedNight
from pipelines.ingest import earliest_folder
from tests.pipelines.ingest.landing_zone import LATER, NIGHT, Required, Zone, payments

GOOD = ("C1,1,2026-03-02,100.10,USD", "C1,2,2026-03-02,-0.10,USD")
BAD = "C1,3,2026-03-02,5.005,USD"


def test_a_required_extract_that_is_missing(zone: Zone) -> None:
    zone.write("payments/2026-03-02/a.csv", payments(*GOOD))
    policy = Required(("invoices", "payments"))
    with pytest.raises(RefusedNight, match="invoices 2026-03-02: no file has come"):
        zone.land(policy=policy)
    zone.write("invoices/2026-03-02/still.csv.part", "…")
    with pytest.raises(RefusedNight, match="invoices 2026-03-02: no file has come"):
        zone.land(policy=policy)
    zone.write("invoices/2026-03-02/invoices.control.json", '{"rows": 0}')
    assert zone.land(policy=policy).tables["invoices"].num_rows == 0


def test_a_required_extract_of_each_day_since_the_night_before(zone: Zone) -> None:
    zone.write("payments/2026-03-03/a.csv", payments(*GOOD))
    with pytest.raises(RefusedNight, match="payments 2026-03-02: no file"):
        zone.land(LATER, date(2026, 3, 1), policy=Required(("payments",)))
    assert zone.land(LATER, None, policy=Required(("payments",))).tables["payments"].num_rows == 2


def test_a_landing_zone_that_is_none(zone: Zone) -> None:
    with pytest.raises(RefusedNight, match="expected a folder, found none"):
        Zone(zone.path / "nowhere").land()


@pytest.mark.parametrize(
    ("rows", "control"),
    [
        pytest.param(GOOD, '{"rows": 2, "amount": "100.00"}', id="to the cent"),
        pytest.param(GOOD, '{"rows": 2, "amount": 100.00}', id="a number"),
        pytest.param(GOOD, '{"rows": 2}', id="rows only"),
        pytest.param((*GOOD, BAD), '{"rows": 3, "amount": "105.005"}', id="a rejected row counts"),
        pytest.param(
            (*GOOD, "C1,3,2026-03-02,1"), '{"rows": 3, "amount": "101.00"}', id="a ragged row counts"
        ),
        pytest.param(
            (*GOOD, "C1,3,2026-03-02,x,USD"), '{"rows": 3, "amount": "100.00"}', id="what is no amount is 0"
        ),
        pytest.param((*GOOD, GOOD[0]), '{"rows": 3, "amount": "200.10"}', id="a copy counts"),
    ],
)
def test_a_control_file_that_agrees(zone: Zone, rows: tuple[str, ...], control: str) -> None:
    zone.write("payments/2026-03-02/a.csv", payments(*rows[:1]))
    zone.write("payments/2026-03-02/b.csv", payments(*rows[1:]))
    zone.write("payments/2026-03-02/payments.control.json", control)
    assert zone.land().files.num_rows == 2


@pytest.mark.parametrize(
    ("control", "message"),
    [
        pytest.param(
            '{"rows": 3, "amount": "100.00"}',
            "expected 3 rows and 100.00, found 2 rows and 100;",
            id="a row short",
        ),
        pytest.param(
            '{"rows": 2, "amount": "100.01"}',
            "expected 2 rows and 100.01, found 2 rows and 100;",
            id="a cent off",
        ),
        pytest.param('{"rows": "2"}', "not a control file", id="rows is a text"),
        pytest.param('{"amount": "1"}', "not a control file", id="no rows"),
        pytest.param('{"rows": 2, "amount": "a lot"}', "not a control file", id="amount is no number"),
        pytest.param('{"rows": 2, "amount": "NaN"}', "not a control file", id="amount is NaN"),
        pytest.param('{"rows": 2', "not a control file", id="cut off"),
        pytest.param("[2]", "not a control file", id="a list"),
    ],
)
def test_a_control_file_that_disagrees(zone: Zone, control: str, message: str) -> None:
    zone.write("payments/2026-03-02/a.csv", payments(*GOOD))
    zone.write("payments/2026-03-02/payments.control.json", control)
    with pytest.raises(RefusedNight, match="nothing was written") as refused:
        zone.land()
    assert message in str(refused.value)


def test_a_control_file_whose_data_never_came(zone: Zone) -> None:
    zone.write("invoices/2026-03-02/invoices.control.json", '{"rows": 5, "amount": "1.00"}')
    with pytest.raises(RefusedNight, match="invoices 2026-03-02: what was read disagrees"):
        zone.land()


@pytest.mark.parametrize("name", ["2026-3-2", "20260302", "2026-02-30", "march"])
def test_a_folder_that_is_no_day(zone: Zone, name: str) -> None:
    zone.write(f"payments/{name}/a.csv", payments(*GOOD))
    with pytest.raises(RefusedNight, match=f"payments/{name}: not the folder of a day"):
        zone.land()


def test_the_earliest_folder(zone: Zone) -> None:
    assert earliest_folder(zone.path) is None
    zone.write("payments/2026-03-03/a.csv", payments())
    zone.write("invoices/2026-03-02/_SUCCESS", "")
    zone.write("payments/_old/a.csv", "")
    assert earliest_folder(zone.path) == NIGHT

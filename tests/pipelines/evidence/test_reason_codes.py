"""What a code means: the payer's own table, its parents', then the shipped defaults."""

import pyarrow as pa
import pytest

from pipelines.catalog.codes import SUBTYPES_BY_TYPE
from pipelines.models import open_session
from pipelines.reason_codes import shipped_codes

PAYERS = pa.table(
    {
        "payer_id": ["SHOP", "HEAD", "WM", "AMZ"],
        "name": ["Corner Shop", "Head Office", "Walmart Inc", "AMAZON EU"],
        "parent_payer_id": ["HEAD", None, None, None],
    }
)
OWN = pa.table(
    {
        "payer_id": ["HEAD", "HEAD", None],
        "reason_code": ["k1", "78", "DMG"],
        "dispute_type": ["pricing", "other", "short_ship"],
        "dispute_subtype": ["percent", "promotion", None],
    }
)


def meaning(payer: str, code: str) -> tuple[str | None, ...]:
    used = pa.table({"payer_id": [payer], "reason_code": [code]})
    tables = {"payers": PAYERS, "reason_codes": OWN, "asked_codes": used, "shipped_codes": shipped_codes()}
    with open_session(tables) as models:
        rows = models.read("code_meanings", "stated_type, stated_subtype, no_dispute, source").fetchall()
        return rows[0]


@pytest.mark.parametrize(
    ("payer", "code", "expected"),
    [
        pytest.param(
            "SHOP", "K1", ("pricing", "percent", None, "payer"), id="the parent's table, whatever the case"
        ),
        pytest.param(
            "HEAD", "78", ("other", "promotion", None, "payer"), id="an own table wins over the standard"
        ),
        pytest.param("WM", "DMG", ("short_ship", None, None, "every payer"), id="the table for every payer"),
        pytest.param("WM", "22", ("short_ship", "quantity", None, "retailer"), id="a retailer's code"),
        pytest.param(
            "SHOP", "22", (None, None, None, "unknown"), id="the standards disagree: it means nothing"
        ),
        pytest.param(
            "SHOP", "14", ("short_ship", "damaged_or_returned", None, "standard"), id="the standards agree"
        ),
        pytest.param(
            "WM", "IR", ("other", "withholding_tax", None, "standard"), id="only one standard has it"
        ),
        pytest.param(
            "WM", "26", ("billing_error", None, None, "standard"), id="they agree on the type alone"
        ),
        pytest.param("AMZ", "4711SC", ("short_ship", "quantity", None, "retailer"), id="an ending"),
        pytest.param(
            "AMZ", "4711SCR", (None, None, "money_back", "retailer"), id="a longer ending: no dispute"
        ),
        pytest.param("SHOP", "A7", (None, None, "partial_payment", "standard"), id="on account: no dispute"),
        pytest.param("SHOP", "QQ", (None, None, None, "unknown"), id="unknown"),
    ],
)
def test_meaning(payer, code, expected):
    assert meaning(payer, code) == expected


def test_shipped_codes_name_types_of_ours():
    for row in shipped_codes().to_pylist():
        if row["dispute_type"] == "no_dispute":
            assert row["dispute_subtype"] in ("partial_payment", "money_back", "evidence_missing")
        else:
            assert row["dispute_subtype"] in ("", *SUBTYPES_BY_TYPE[row["dispute_type"]])


def test_a_code_stands_once_in_its_scheme():
    codes = [(row["scheme"], row["reason_code"]) for row in shipped_codes().to_pylist()]
    assert len(codes) == len(set(codes)) > 150

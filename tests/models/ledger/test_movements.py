"""What moved in a dispute's ledger tonight, and which variances are published again."""

from decimal import Decimal

import pytest

from tests.models.running import columns, run_model

LEDGER = (
    "variance_id  outcome  dispute_type  dispute_subtype  original_amount  credited_amount"
    "  repaid_amount  written_off_amount  withdrawn_amount"
)
NEW = "V1  dispute  pricing  percent  500  0  0  0  0"


def movements(after: str, before: str = "") -> list:
    rows = run_model(
        "movements", settled_variances=f"{LEDGER}\n{after}", night_variances=f"{LEDGER}\n{before}"
    )
    return columns(rows, "event", "amount", "text")


def test_a_new_dispute_is_opened_with_its_cause():
    assert movements(NEW) == [("opened", 500, "pricing / percent")]


def test_a_variance_that_was_no_dispute_is_opened_when_it_becomes_one():
    assert movements(NEW, "V1  tolerance  -  -  0  0  0  0  0") == [("opened", 500, "pricing / percent")]


@pytest.mark.parametrize(
    ("after", "before", "expected"),
    [
        pytest.param(NEW, NEW, [], id="nothing"),
        pytest.param(NEW.replace("500", "700"), NEW, [("grown", 200, None)], id="it grew"),
        pytest.param(NEW.replace("500", "-700"), NEW.replace("500", "-500"), [("grown", -200, None)],
                     id="an overpayment grew"),
        pytest.param("V1  dispute  pricing  percent  500  300  0  0  0", "V1  dispute  pricing  percent  500  100  0  0  0",
                     [("credited", 200, None)], id="credited more"),
        pytest.param("V1  dispute  pricing  percent  500  100  0  0  0", "V1  dispute  pricing  percent  500  300  0  0  0",
                     [("credited", -200, None)], id="a credit went back"),
        pytest.param("V1  dispute  pricing  percent  500  0  200  0  0", NEW, [("repaid", 200, None)], id="repaid"),
        pytest.param("V1  dispute  pricing  percent  500  0  200  0  0", "V1  dispute  pricing  percent  500  0  50  0  0",
                     [("repaid", 150, None)], id="repaid more"),
        pytest.param("V1  dispute  pricing  percent  500  0  0  200  0", "V1  dispute  pricing  percent  500  0  0  50  0",
                     [("written_off", 150, None)], id="written off"),
        pytest.param("V1  withdrawn  pricing  percent  500  0  0  0  500",
                     "V1  dispute  pricing  percent  500  0  0  0  100",
                     [("withdrawn", 400, None)], id="withdrawn"),
        pytest.param("V1  tolerance  -  -  0  0  0  0  0", "", [], id="what is no dispute has no money to move"),
    ],
)  # fmt: skip
def test_what_moves_in_a_dispute(after: str, before: str, expected: list):
    assert movements(after, before) == expected


def test_a_new_dispute_may_be_credited_and_repaid_the_same_night():
    found = movements("V1  dispute  pricing  percent  500  100  200  30  40")
    assert sorted(found) == [
        ("credited", 100, None), ("opened", 500, "pricing / percent"), ("repaid", 200, None),
        ("withdrawn", 40, None), ("written_off", 30, None),
    ]  # fmt: skip


TYPED = "pricing / percent → short_ship / quantity"


@pytest.mark.parametrize(
    ("after", "before", "expected"),
    [
        pytest.param(NEW.replace("pricing  percent", "short_ship  quantity"), NEW, [("reclassified", 0, TYPED)],
                     id="another cause"),
        pytest.param(NEW.replace("percent", "contract_price"), NEW,
                     [("reclassified", 0, "pricing / percent → pricing / contract_price")],
                     id="another kind of it"),
        pytest.param(NEW.replace("pricing", "other"), NEW, [("reclassified", 0, "pricing / percent → other / percent")],
                     id="another type alone"),
        pytest.param(NEW.replace("percent", "contract_price").replace("dispute", "withdrawn"), NEW, [],
                     id="it is no dispute any more"),
        pytest.param(NEW.replace("percent", "contract_price"), NEW.replace("500", "0"),
                     [("opened", 500, "pricing / contract_price")],
                     id="it was none before"),
    ],
)  # fmt: skip
def test_a_dispute_is_reclassified(after: str, before: str, expected: list):
    assert movements(after, before) == expected


VARIANCE = (
    "variance_id  currency  amount  outcome  dispute_type  dispute_subtype  claim_number"
    "  remittance_id  remittance_line_number  explanation_count"
)
PUBLISHED = "V1  USD  500  dispute  pricing  percent  C1  R1  3  1"


@pytest.mark.parametrize(
    ("before", "is_published"),
    [
        pytest.param("", True, id="new"),
        pytest.param(PUBLISHED.replace("V1", "V2"), True, id="new beside another"),
        pytest.param(PUBLISHED, False, id="unchanged"),
        pytest.param(PUBLISHED.replace("  3  1", "  3  2"), False, id="more explanations are no change"),
        pytest.param(PUBLISHED.replace("500", "400"), True, id="another amount"),
        pytest.param(PUBLISHED.replace("dispute", "tolerance"), True, id="another outcome"),
        pytest.param(PUBLISHED.replace("pricing", "other"), True, id="another type"),
        pytest.param(PUBLISHED.replace("percent", "promotion"), True, id="another subtype"),
        pytest.param(PUBLISHED.replace("percent", "-"), True, id="typed for the first time"),
        pytest.param(PUBLISHED.replace("C1", "-"), True, id="a claim number came"),
        pytest.param(PUBLISHED.replace("R1", "-"), True, id="its advice came"),
        pytest.param(PUBLISHED.replace("  3  1", "  4  1"), True, id="another line"),
    ],
)
def test_a_variance_is_published_when_it_is_new_or_changed(before: str, is_published: bool):
    rows = run_model(
        "variances", settled_variances=f"{VARIANCE}\n{PUBLISHED}", night_variances=f"{VARIANCE}\n{before}"
    )
    assert columns(rows, "variance_id", "amount") == ([("V1", Decimal("5.000"))] if is_published else [])


def test_untyped_variances_without_a_claim_are_not_published_again():
    plain = "V1  USD  500  tolerance  -  -  -  -  -  0"
    assert (
        run_model(
            "variances", settled_variances=f"{VARIANCE}\n{plain}", night_variances=f"{VARIANCE}\n{plain}"
        )
        == []
    )


def test_published_variances_are_in_order():
    rows = run_model(
        "variances",
        settled_variances=f"{VARIANCE}\n" + "\n".join(PUBLISHED.replace("V1", f"V{n}") for n in (2, 3, 1)),
    )
    assert columns(rows, "variance_id") == [("V1",), ("V2",), ("V3",)]

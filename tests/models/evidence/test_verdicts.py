"""How the explanations of a shortfall become one verdict: its cause, its evidence, and one sentence."""

from __future__ import annotations

import pytest

from tests.models.running import Row, run_model

SHORTFALL = {
    "company_code": "C1", "invoice_number": "INV-1", "currency": "USD", "amount": 1500, "slot": "deduction",
    "claim_number": "CL-3", "payment_id": "PAY-1", "reason_code": "77",
}  # fmt: skip
CAUSE_HEAD = "shortfall_id  dispute_type  dispute_subtype  weight  confidence  is_documented  place\n"
RANKED_HEAD = "shortfall_id  dispute_type  dispute_subtype  position  place  rule  is_documented  hypothesis  amount_explained  basis  sentence\n"
LEADING = "1  pricing  contract_price  13  0.9  yes  1"
PRICE_ROW = (
    "1  pricing  contract_price  1  1  agreed  yes  pricing/contract_price  1500  agreement  the price"
)
NONE_ROW = "1  other  unexplained  2  2  unexplained  no  other/unexplained  1500  tried  no reason"


def verdict(
    causes: str = LEADING,
    ranked: str = f"{PRICE_ROW}\n{NONE_ROW}",
    all_received: str = "-",
    **shortfall: object,
) -> Row:
    cells = {**SHORTFALL, **shortfall}
    [row] = run_model(
        "verdicts",
        shortfalls="  ".join(("shortfall_id", *cells)) + "\n" + "  ".join(("1", *map(str, cells.values()))),
        causes=CAUSE_HEAD + causes,
        ranked_explanations=RANKED_HEAD + ranked,
        examined_shortfalls=f"shortfall_id  is_all_received\n1  {all_received}",
    )
    return row


def test_a_verdict_is_its_leading_cause_in_one_sentence() -> None:
    row = verdict()
    assert row["explanation"] == "Deduction 15.00 USD on INV-1: the price."
    assert (row["dispute_type"], row["dispute_subtype"], row["confidence"]) == (
        "pricing",
        "contract_price",
        0.9,
    )
    assert (row["is_contested"], row["is_documented"], row["explained_count"]) == (False, True, 1)


@pytest.mark.parametrize(
    ("shortfall", "head"),
    [
        ({"slot": "discount"}, "Discount 15.00 USD on INV-1"),
        ({"slot": "misapplied"}, "Posting difference 15.00 USD on INV-1"),
        ({"amount": -1500}, "Overpayment 15.00 USD on INV-1"),
        ({"slot": "misapplied", "amount": -1500}, "Posting difference 15.00 USD on INV-1"),
        ({"currency": "JPY"}, "Deduction 1500 JPY on INV-1"),
        ({"whole_amount": 4000}, "Deduction 15.00 USD of 40.00 on INV-1"),
        ({"invoice_number": "-"}, "Deduction 15.00 USD under claim CL-3"),
        ({"invoice_number": "-", "claim_number": "''"}, "Deduction 15.00 USD with payment PAY-1"),
        ({"invoice_number": "-", "claim_number": "-", "payment_id": "-"}, "Deduction 15.00 USD"),
    ],
)
def test_the_sentence_names_what_is_short_and_where(shortfall: dict[str, object], head: str) -> None:
    assert verdict(**shortfall)["explanation"] == f"{head}: the price."


RIVAL_ROW = "1  short_ship  quantity  2  2  delivery  yes  short_ship/quantity  1500  POD-5  the shortage"


@pytest.mark.parametrize(
    ("rival", "tied"),
    [
        ("1  short_ship  quantity  12.5  0.4  yes  2", True),
        ("1  short_ship  quantity  12.4  0.4  yes  2", False),
        ("1  short_ship  quantity  13    0.4  yes  3", False),
    ],
    ids=["half a bit apart", "further apart", "in third place"],
)
def test_two_causes_that_tie_are_both_named(rival: str, tied: bool) -> None:
    row = verdict(f"{LEADING}\n{rival}", f"{PRICE_ROW}\n{RIVAL_ROW}")
    assert row["explanation"] == "Deduction 15.00 USD on INV-1: the price" + (
        "; or equally: the shortage." if tied else "."
    )


def test_no_cause_is_never_tied_with_one() -> None:
    none = "1  other  unexplained  13  0.4  no  2"
    assert "equally" not in verdict(f"{LEADING}\n{none}")["explanation"]
    none_leads = "1  other  unexplained  13  0.4  no  1\n1  pricing  contract_price  13  0.4  yes  2"
    ranked = (
        f"{NONE_ROW.replace('  2  2', '  1  1')}\n{PRICE_ROW.replace('  1  1  agreed', '  2  2  agreed')}"
    )
    row = verdict(none_leads, ranked)
    assert row["explanation"] == "Deduction 15.00 USD on INV-1: no reason."


def test_a_rival_is_named_by_its_best_evidence() -> None:
    second = RIVAL_ROW.replace("  2  2", "  3  2").replace("the shortage", "units")
    row = verdict(
        f"{LEADING}\n1  short_ship  quantity  13  0.4  yes  2", f"{PRICE_ROW}\n{second}\n{RIVAL_ROW}"
    )
    assert row["explanation"].endswith("; or equally: the shortage.")


@pytest.mark.parametrize(
    ("stated", "contested"),
    [
        ({"stated_type": "short_ship", "stated_subtype": "quantity"}, True),
        ({"stated_type": "pricing", "stated_subtype": "percent"}, False),
        ({"stated_type": "other", "stated_subtype": "unexplained"}, False),
        ({"stated_type": "other", "stated_subtype": "-"}, True),
        ({"stated_type": "short_ship", "stated_subtype": "quantity", "part_types": "[pricing, short_ship]"}, False),
        ({"stated_type": "short_ship", "stated_subtype": "quantity", "part_types": "[pricing]"}, True),
        ({"stated_type": "-"}, False),
    ],
    ids=["another type", "another subtype of the type", "stated as unexplained", "another type without subtype",
         "a part of the deduction is of that type", "no part is", "nothing is stated"],
)  # fmt: skip
def test_papers_contest_a_code_of_another_type(stated: dict[str, object], contested: bool) -> None:
    assert verdict(**stated)["is_contested"] is contested


def test_without_papers_a_code_is_not_contested_but_for_a_shortage_that_was_received() -> None:
    guess = {"causes": LEADING.replace("yes", "no"), "ranked": PRICE_ROW.replace("yes", "no")}
    shortage = {"stated_type": "short_ship", "stated_subtype": "quantity"}
    assert verdict(**guess, **shortage)["is_contested"] is False
    assert verdict(**guess, **shortage, all_received="no")["is_contested"] is False
    assert verdict(**guess, **shortage, all_received="yes")["is_contested"] is True
    assert verdict(**guess, stated_type="duplicate", all_received="yes")["is_contested"] is False


def test_a_contested_deduction_says_what_was_stated() -> None:
    stated = {"stated_type": "short_ship", "stated_subtype": "quantity"}
    assert verdict(**stated)["explanation"] == (
        "Deduction 15.00 USD on INV-1, stated as short quantity (code 77): the price."
    )
    assert verdict(**stated, reason_code="-")["explanation"].startswith(
        "Deduction 15.00 USD on INV-1, stated as short quantity: "
    )
    none = {"causes": "1  other  unexplained  5  0.9  no  1", "ranked": NONE_ROW.replace("  2  2", "  1  1")}
    assert verdict(**none, **stated, all_received="yes")["explanation"] == (
        "Deduction 15.00 USD on INV-1, stated as short quantity (code 77): "
        "the delivery shows everything received; please state the reason."
    )


def test_explanations_are_counted_without_what_the_payer_says() -> None:
    said = "1  pricing  contract_price  3  1  {}  no  pricing/contract_price  1500  said  said"
    ranked = "\n".join(
        (
            PRICE_ROW,
            RIVAL_ROW.replace("yes", "no"),
            said.format("payer_code"),
            said.format("payer_words"),
            NONE_ROW,
        )
    )
    row = verdict(ranked=ranked)
    assert (row["explanation_count"], row["explained_count"]) == (2, 1)


def test_a_cause_that_the_payer_alone_names_counts_as_one_and_none_as_none() -> None:
    said = "1  pricing  contract_price  1  1  payer_code  no  pricing/contract_price  1500  said  said"
    assert verdict(ranked=said)["explanation_count"] == 1
    none = {"causes": "1  other  unexplained  5  0.9  no  1", "ranked": NONE_ROW.replace("  2  2", "  1  1")}
    assert verdict(**none)["explanation_count"] == 0


def test_evidence_is_kept_in_order_and_says_that_nothing_fits_only_where_nothing_leads() -> None:
    row = verdict(ranked=f"{NONE_ROW}\n{RIVAL_ROW.replace('  2  2', '  3  3')}\n{PRICE_ROW}")
    assert [(each["hypothesis"], float(each["amount"]), each["basis"]) for each in row["evidence"]] == [
        ("pricing/contract_price", 15.0, "agreement"), ("short_ship/quantity", 15.0, "POD-5"),
    ]  # fmt: skip
    none = {"causes": "1  other  unexplained  5  0.9  no  1", "ranked": NONE_ROW.replace("  2  2", "  1  1")}
    assert [each["basis"] for each in verdict(**none)["evidence"]] == ["tried"]


def test_twelve_rows_of_evidence_are_kept() -> None:
    ranked = [PRICE_ROW.replace("  1  1", f"  {n}  1").replace("agreement", f"b{n}") for n in range(1, 15)]
    row = verdict(ranked="\n".join(reversed(ranked)))
    assert [each["basis"] for each in row["evidence"]] == [f"b{n}" for n in range(1, 13)]
    assert row["explanation_count"] == 14


def test_a_discount_taken_has_a_verdict_too_though_it_is_no_money_withheld() -> None:
    [row] = run_model(
        "verdicts",
        shortfalls="shortfall_id  currency  amount  slot\n1  USD  1500  discount",
        causes=CAUSE_HEAD + LEADING,
        ranked_explanations=RANKED_HEAD + PRICE_ROW,
    )
    assert (row["explanation"], row["is_contested"]) == ("Discount 15.00 USD: the price.", False)

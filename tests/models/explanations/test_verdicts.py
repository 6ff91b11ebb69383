"""How explanations become one verdict: causes weighed against each other, evidence in order, and one sentence."""

from __future__ import annotations

import pytest

from pipelines.models import members
from tests.models.running import Row, column, columns, run_model

HEAD = "rule  shortfall_id  dispute_type  dispute_subtype  strength  is_documented  basis\n"
NONE = "unexplained  1  other  unexplained  5  no  tried"


def causes(*explanations: str, stated: str = "-", shortfalls: str = "1  {}") -> list[Row]:
    rows = run_model(
        "causes",
        explanations=HEAD + "\n".join((NONE, *explanations)),
        shortfalls="shortfall_id  stated_type\n" + shortfalls.format(stated),
    )
    return sorted(rows, key=lambda row: (row["shortfall_id"], row["place"]))


def weights(rows: list[Row]) -> list[tuple[str, float]]:
    return [(row["dispute_subtype"], round(row["weight"], 1)) for row in rows]


PRICE, DELIVERY = (
    "agreed_price_line  1  pricing  contract_price  13  yes  a",
    "delivery  1  short_ship  quantity  13  yes  d",
)
GUESS, PERCENT = (
    "unknown_price  1  pricing  contract_price  2  no  u",
    "percent  1  pricing  percent  6  no  p",
)
CODE, WORDS = (
    "payer_code  1  pricing  contract_price  9.2  no  c",
    "payer_words  1  pricing  contract_price  1.5  no  w",
)


def test_a_cause_weighs_as_its_best_signature_and_all_that_the_payer_says_for_it() -> None:
    [price, none] = causes(PRICE, GUESS, CODE, WORDS)
    assert (price["signature"], round(price["said"], 1), round(price["weight"], 1)) == (13.0, 10.7, 23.7)
    assert (price["is_coded"], price["is_documented"]) == (True, True)
    assert (none["signature"], none["said"], none["weight"], none["is_documented"]) == (5.0, 0.0, 5.0, False)


def test_what_only_the_payer_says_has_no_signature() -> None:
    [price, _] = causes(CODE, stated="pricing")
    assert (price["signature"], price["weight"]) == (None, pytest.approx(9.2))


@pytest.mark.parametrize(
    ("explanation", "stated", "weight"),
    [
        (PERCENT, "-", 6.0),
        (PERCENT, "pricing", 10.0),
        ("promotion  1  other  promotion  6  no  o", "other", 4.0),
        (PERCENT, "short_ship", 4.0),
        ("percent  1  pricing  percent  3  no  p", "short_ship", 3.0),
        (PRICE, "short_ship", 13.0),
        ("payer_words  1  pricing  percent  6  no  w", "short_ship", 4.0),
        ("payer_words  1  pricing  percent  6  no  w", "pricing", 10.0),
        ("payer_code  1  pricing  percent  9.2  no  c", "short_ship", 9.2),
    ],
    ids=[
        "no code", "the code is of its type", "other has no neighbours", "the code is of another type", "below the bound anyway",
        "a document outweighs it", "words against the code", "words beside the code", "the code itself",
    ],
)  # fmt: skip
def test_a_code_backs_its_type_and_bounds_reckoning_for_another(
    explanation: str, stated: str, weight: float
) -> None:
    [found] = [row for row in causes(explanation, stated=stated) if row["dispute_subtype"] != "unexplained"]
    assert found["weight"] == pytest.approx(weight)


def test_no_cause_is_never_bounded_by_a_code() -> None:
    assert weights(causes(stated="pricing")) == [("unexplained", 5.0)]


def test_confidence_is_the_share_among_the_rivals_and_never_certain() -> None:
    rows = causes("percent  1  pricing  percent  6  no  p", "x  1  other  promotion  6  no  o")
    # 2^6, 2^6 and 2^5: two fifths, two fifths, one fifth.
    assert columns(rows, "dispute_subtype", "confidence") == [
        ("promotion", 0.4), ("percent", 0.4), ("unexplained", 0.2),
    ]  # fmt: skip
    assert causes("twin  1  duplicate  invoice  34  yes  t")[0]["confidence"] == 0.99


def test_rivals_are_those_of_the_same_shortfall() -> None:
    rows = causes(PRICE.replace("  1  ", "  2  "), shortfalls="1  -\n2  -")
    assert columns(rows, "shortfall_id", "place", "confidence") == [(1, 1, 0.99), (2, 1, 0.99)]


def test_the_heavier_cause_leads_then_the_documented_then_by_name() -> None:
    rows = causes(
        "a  1  other  z  14  no  -", "b  1  pricing  y  13  yes  -", "c  1  other  x  13  no  -", "d  1  other  w  13  no  -",
        "e  1  billing_error  v  13  no  -",
    )  # fmt: skip
    assert column(rows, "dispute_subtype") == ["z", "y", "v", "w", "x", "unexplained"]


def test_evidence_is_ordered_by_cause_then_papers_before_words_then_by_strength() -> None:
    rows = run_model(
        "ranked_explanations",
        explanations=HEAD + "\n".join((
            "payer_code  1  pricing  contract_price  20  no  k", "r  1  pricing  contract_price  2  no  j",
            "payer_words  1  pricing  contract_price  21  no  i", "r  1  pricing  contract_price  3  no  h",
            "r  1  pricing  contract_price  3  no  g", "q  1  pricing  contract_price  3  no  z",
            "r  1  other  unexplained  30  no  a", "r  2  other  unexplained  30  no  y",
            "r  1  other  promotion  30  no  x")),
        causes="""
            shortfall_id  dispute_type  dispute_subtype  place
            1             pricing       contract_price   1
            1             other         unexplained      2
            2             other         unexplained      1""",
    )  # fmt: skip
    found = sorted(columns(rows, "shortfall_id", "position", "basis"))
    assert [basis for shortfall, _, basis in found if shortfall == 1] == ["z", "g", "h", "j", "i", "k", "a"]
    assert found[-1] == (2, 1, "y")
    assert [position for shortfall, position, _ in found if shortfall == 1] == [1, 2, 3, 4, 5, 6, 7]


def test_every_rule_is_stacked_under_its_name() -> None:
    rules = [rule.name for rule in members("explanations.rules")]
    given = {rule: f"shortfall_id  basis\n{number}  {rule}" for number, rule in enumerate(rules)}
    rows = run_model("explanations", **given)
    assert sorted(columns(rows, "shortfall_id", "basis")) == sorted(enumerate(rules))
    assert all(row["basis"] == f"rules__{row['rule']}" for row in rows)


SHORTFALL = {
    "company_code": "C1", "invoice_number": "INV-1", "currency": "USD", "amount": 1500, "slot": "deduction",
    "claim_number": "CL-3", "payment_id": "PAY-1", "reason_code": "77",
}  # fmt: skip
CAUSE_HEAD = "shortfall_id  dispute_type  dispute_subtype  weight  confidence  is_documented  place\n"
RANKED_HEAD = "shortfall_id  dispute_type  dispute_subtype  position  place  rule  is_documented  hypothesis  amount_explained  basis  sentence\n"  # noqa: E501
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
        withheld=f"shortfall_id  is_all_received\n1  {all_received}",
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

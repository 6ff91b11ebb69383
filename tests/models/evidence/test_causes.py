"""How explanations are weighed against each other, and the order of the evidence."""

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

"""What the codes and the words of the payer say."""

from __future__ import annotations

import pytest

from tests.models.evidence.asking import explained, withheld
from tests.models.running import column, columns, run_model


@pytest.mark.parametrize(
    ("words", "causes"),
    [
        ("Damaged in transit", ["short_ship/damaged_or_returned"]),
        ("beschädigt", ["short_ship/damaged_or_returned"]),
        ("2 cartons were not received", ["short_ship/missing_line"]),
        ("missing item", ["short_ship/missing_line"]),
        ("short shipped", ["short_ship/quantity"]),
        ("qty diff", ["short_ship/quantity"]),
        ("short payment", []),
        ("contract price", ["pricing/contract_price"]),
        ("overcharged", ["pricing/contract_price"]),
        ("priceless", []),
        ("new store allowance", ["pricing/percent"]),
        ("freight allowance", ["billing_error/freight"]),
        ("promo allowance", ["other/promotion"]),
        ("VAT", ["billing_error/tax"]),
        ("withheld tax", ["other/withholding_tax"]),
        ("wht on tax", ["other/withholding_tax"]),
        ("delivery charge", ["billing_error/freight"]),
        ("late freight", []),
        ("footing", ["billing_error/arithmetic"]),
        ("total is wrong", ["billing_error/arithmetic"]),
        ("duplicate invoice", ["duplicate/invoice"]),
        ("billed twice", ["duplicate/invoice"]),
        ("co-op advertising", ["other/promotion"]),
        ("ASN fine", ["other/compliance"]),
        ("late delivery", ["other/compliance"]),
        ("post-audit 2024", ["other/post_audit"]),
        ("wire fee", ["other/bank_charges"]),
        ("TDS 2 pct", ["other/withholding_tax"]),
        ("Skonto", ["other/unearned_discount"]),
        ("price and quantity", ["pricing/contract_price", "short_ship/quantity"]),
        ("thank you", []),
        ("-", []),
    ],
)
def test_words_name_causes(words: str, causes: list[str]) -> None:
    rows = run_model("stated_words", shortfalls=f"shortfall_id  reason_text\n1  {words}")
    assert sorted(f"{row['dispute_type']}/{row['dispute_subtype']}" for row in rows) == causes
    assert set(column(rows, "cause_count")) == ({len(causes)} if causes else set())


def test_causes_are_counted_by_shortfall() -> None:
    rows = run_model(
        "stated_words", shortfalls="shortfall_id  reason_text\n1  price, quantity, VAT\n2  price"
    )
    assert sorted(columns(rows, "shortfall_id", "cause_count")) == [(1, 3), (1, 3), (1, 3), (2, 1)]


CODED = {"reason_code": "S1", "stated_type": "short_ship", "stated_subtype": "quantity"}


def test_a_code_that_means_a_cause_is_stated_and_unproven() -> None:
    [row] = explained("payer_code", withheld(500, **CODED))
    assert row == {
        "shortfall_id": 500,
        "dispute_type": "short_ship",
        "dispute_subtype": "quantity",
        "hypothesis": "short_ship/quantity",
        "amount_explained": 500,
        "strength": 9.2,
        "is_documented": False,
        "evidence_source": "payer",
        "basis": "the payer's code S1",
        "sentence": "it is stated as short quantity (code S1), which no figure of the document confirms; please send the papers",
    }


def test_a_code_without_a_document_asks_for_the_papers() -> None:
    [row] = explained("payer_code", withheld(500, **{**CODED, "document_id": "-", "reason_code": "-"}))
    assert row["basis"] == "the payer's code (none)"
    assert (
        row["sentence"]
        == "it is stated as short quantity, and names no document of ours; please send the papers"
    )


@pytest.mark.parametrize(
    ("stated_type", "subtype"),
    [
        ("short_ship", "quantity"),
        ("pricing", "contract_price"),
        ("billing_error", "arithmetic"),
        ("duplicate", "invoice"),
        ("other", None),
    ],
)
def test_a_code_of_a_type_alone_means_its_usual_subtype(stated_type: str, subtype: str | None) -> None:
    given = withheld(500, **{**CODED, "stated_type": stated_type, "stated_subtype": "-"})
    assert column(explained("payer_code", given), "dispute_subtype") == ([subtype] if subtype else [])


def test_a_code_that_means_nothing_names_no_cause() -> None:
    assert explained("payer_code", withheld(500, reason_code="S1")) == []
    assert explained("payer_code", withheld(500, stated_type="other", stated_subtype="unexplained")) == []


@pytest.mark.parametrize(
    ("stated", "received", "strength"),
    [
        (("short_ship", "quantity"), "yes", 2.7),
        (("short_ship", "-"), "yes", 2.7),
        (("short_ship", "damaged_or_returned"), "yes", 9.2),
        (("pricing", "contract_price"), "yes", 9.2),
        (("short_ship", "quantity"), "no", 9.2),
        (("short_ship", "quantity"), "-", 9.2),
    ],
    ids=["a shortage", "a shortage of any kind", "a return", "a price", "not all received", "no delivery"],
)
def test_a_stated_shortage_is_refuted_by_a_delivery_that_was_received(
    stated: tuple[str, str], received: str, strength: float
) -> None:
    given = withheld(500, stated_type=stated[0], stated_subtype=stated[1], is_all_received=received)
    [row] = explained("payer_code", given)
    assert row["strength"] == pytest.approx(strength)
    assert row["basis"].endswith("; the delivery shows everything received") == (strength < 9)
    assert row["sentence"].endswith(", but the delivery shows everything received") == (strength < 9)


WORDS = """
    shortfall_id  dispute_type  dispute_subtype  cause_count
    500           pricing       contract_price   {}
    700           short_ship    quantity         1"""


@pytest.mark.parametrize(
    ("same", "count", "strength"),
    [
        ({}, 1, 6.0),
        ({}, 2, 3.0),
        ({}, 7, 0.9),
        ({"stated_type": "pricing", "stated_subtype": "contract_price"}, 2, 1.5),
        ({"stated_type": "pricing"}, 2, 1.5),
        ({"stated_type": "pricing", "stated_subtype": "percent"}, 2, 3.0),
        ({"stated_type": "short_ship"}, 1, 6.0),
    ],
    ids=[
        "one cause",
        "two causes",
        "seven",
        "they repeat the code",
        "they repeat its type",
        "another subtype",
        "another type",
    ],
)
def test_words_weigh_by_the_causes_that_they_name_and_hardly_where_they_repeat_the_code(
    same: dict[str, object], count: int, strength: float
) -> None:
    rows = explained(
        "payer_words", withheld(500, reason_text="the price", **same), stated_words=WORDS.format(count)
    )
    assert column(rows, "strength") == [strength]


def test_words_are_quoted() -> None:
    [row] = explained("payer_words", withheld(500, reason_text="the price"), stated_words=WORDS.format(1))
    assert row | {"strength": None} == {
        "shortfall_id": 500,
        "dispute_type": "pricing",
        "dispute_subtype": "contract_price",
        "hypothesis": "pricing/contract_price",
        "amount_explained": 500,
        "strength": None,
        "is_documented": False,
        "evidence_source": "payer",
        "basis": "the payer's words “the price”",
        "sentence": "it is stated as a price difference (“the price”), which no figure of the document confirms; please send the papers",
    }  # fmt: skip
    no_document = withheld(500, reason_text="the price", document_id="-")
    [row] = explained("payer_words", no_document, stated_words=WORDS.format(1))
    assert row["sentence"].endswith(", and names no document of ours; please send the papers")


def test_a_shortfall_without_any_code_is_stated_as_nothing() -> None:
    assert explained("payer_code", withheld(500, stated_type="-", stated_subtype="quantity")) == []

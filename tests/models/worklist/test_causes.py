"""Disputes that share one cause."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

BOOK = (
    "place  company_code  invoice_number  payer_id  currency  dispute_type  dispute_subtype  original_amount  confidence  "
    "explanation  slot  opened_date  evidence  evidence_source\n"
)
PRICE = "× W-1 billed at 5.00, agreed 4.00"
PAPER = "[{'hypothesis': 'x', 'amount': 1, 'basis': 'agreement: W-1 at 4.00'}]  paper"
ARITHMETIC = "[{'hypothesis': 'x', 'amount': 1, 'basis': 'arithmetic: 2.50 % of the goods'}]  arithmetic"


def dispute(
    subtype: str, kind: str = "other", explanation: str = "-", evidence: str = "-  -", **more: str
) -> str:
    values = {
        "company": "C1",
        "invoice": "I1",
        "payer": "P1",
        "currency": "EUR",
        "amount": "1000",
        "confidence": "0.9",
        "slot": "deduction",
        "opened": "2026-02-20",
    } | more
    return (
        f"{values['company']}  {values['invoice']}  {values['payer']}  {values['currency']}  {kind}  "
        f"{subtype}  {values['amount']}  "
        f"{values['confidence']}  {explanation}  {values['slot']}  {values['opened']}  {evidence}"
    )


def causes(*disputes: str, **given: str) -> list[dict[str, object]]:
    rows = BOOK + "".join(f"{place}  {row}\n" for place, row in enumerate(disputes, 1))
    return sorted(run_model("cause_keys", book_variances=rows, **given), key=lambda row: row["place"])


SHIPPED = {
    "book_shipments": "company_code  invoice_number  carrier_code\nC1  I1  DHL\nC1  I1  DHL\nC1  I1  -"
}
PLACED = {"book_documents": "company_code  invoice_number  ship_to_id\nC1  I1  S7"}


@pytest.mark.parametrize(
    ("row", "given", "key", "least"),
    [
        pytest.param(
            dispute("contract_price", "pricing", PRICE, PAPER),
            {},
            "price|C1|EUR|W-1|agreement: W-1 at 4.00",
            2,
            id="a wrong price, whoever deducts it",
        ),
        pytest.param(
            dispute("contract_price", "pricing", PRICE, PAPER, confidence="0.7"),
            {},
            "habit|C1|P1|EUR|contract_price|10.00 EUR",
            3,
            id="a price that papers do not show",
        ),
        pytest.param(
            dispute("contract_price", "pricing", "-", PAPER),
            {},
            "habit|C1|P1|EUR|contract_price|10.00 EUR",
            3,
            id="a price of no item",
        ),
        pytest.param(
            dispute("percent", "pricing", PRICE, PAPER),
            {},
            "habit|C1|P1|EUR|percent|10.00 EUR",
            3,
            id="a percentage is no price",
        ),
        pytest.param(
            dispute("quantity", "short_ship"),
            SHIPPED | PLACED,
            "carrier|C1|EUR|DHL",
            2,
            id="a carrier's shortages, whoever deducts them",
        ),
        pytest.param(
            dispute("quantity", "short_ship"),
            SHIPPED,
            "carrier|C1|EUR|DHL",
            2,
            id="a carrier's, wherever it went",
        ),
        pytest.param(
            dispute("quantity", "short_ship"), PLACED, "ship_to|C1|P1|EUR|S7", 2, id="a place's shortages"
        ),
        pytest.param(
            dispute("quantity", "short_ship"),
            {},
            "habit|C1|P1|EUR|quantity|10.00 EUR",
            3,
            id="shortages without a place",
        ),
        pytest.param(
            dispute("quantity", "short_ship"),
            {name: rows.replace("C1  ", "C2  ") for name, rows in (SHIPPED | PLACED).items()},
            "habit|C1|P1|EUR|quantity|10.00 EUR",
            3,
            id="the carrier and place of another company's document of that number",
        ),
        pytest.param(
            dispute("quantity", "short_ship"),
            {name: rows.replace("  I1  ", "  I2  ") for name, rows in (SHIPPED | PLACED).items()},
            "habit|C1|P1|EUR|quantity|10.00 EUR",
            3,
            id="the carrier and place of another document",
        ),
        pytest.param(
            dispute("tax", "billing_error"), SHIPPED | PLACED, "tax|C1|P1|EUR|", 2, id="tax, wherever it went"
        ),
        pytest.param(dispute("freight", "billing_error"), {}, "freight|C1|P1|EUR|", 2, id="freight"),
        pytest.param(
            dispute("arithmetic", "billing_error", "-", PAPER),
            {},
            "billing|C1|EUR|",
            2,
            id="documents that do not add up",
        ),
        pytest.param(
            dispute("arithmetic", "billing_error"),
            {},
            "habit|C1|P1|EUR|arithmetic|10.00 EUR",
            3,
            id="unless no paper shows it",
        ),
        pytest.param(
            dispute("percent", "pricing", "-", ARITHMETIC),
            {},
            "habit|C1|P1|EUR|percent|2.50 %",
            3,
            id="the same percentage again and again",
        ),
        pytest.param(
            dispute("promotion"),
            {},
            "habit|C1|P1|EUR|promotion|10.00 EUR",
            3,
            id="the same amount again and again",
        ),
    ],
)
def test_the_cause_that_a_dispute_may_share(row: str, given: dict[str, str], key: str, least: int) -> None:
    assert [(found["cause_key"], found["least_count"]) for found in causes(row, **given)] == [(key, least)]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(dispute("promotion", opened="-"), id="a difference that never was a dispute"),
        pytest.param(dispute("overpayment", amount="-5"), id="money held"),
        pytest.param(dispute("misapplied_cash", slot="misapplied"), id="a posting of ours"),
    ],
)
def test_what_has_no_cause(row: str) -> None:
    assert causes(row) == []


def test_a_document_with_two_carriers_is_no_carriers() -> None:
    two = {"book_shipments": SHIPPED["book_shipments"] + "\nC1  I1  UPS"}

    assert column(causes(dispute("quantity", "short_ship"), **two), "cause_kind") == ["habit"]
    assert column(causes(dispute("quantity", "short_ship", company="C2"), **SHIPPED), "cause_kind") == [
        "habit"
    ]
    assert column(
        causes(dispute("quantity", "short_ship", invoice="I2"), **SHIPPED, **PLACED), "cause_kind"
    ) == ["habit"]


KEYS = (
    "place  cause_kind  payer_id  cause_key  least_count  item  basis  where_short  taken  dispute_subtype\n"
)


def shared(*keys: str) -> list[tuple[object, ...]]:
    found = run_model(
        "caused_disputes", cause_keys=KEYS + "".join(f"{place}  {key}\n" for place, key in enumerate(keys, 1))
    )
    return sorted(columns(found, "place", "cause_subject"))


@pytest.mark.parametrize(
    ("key", "least", "subject"),
    [
        pytest.param(
            "price  P1  k  2  W-1  agreement: W-1 at: 4.00  -  -  contract_price",
            2,
            "W-1: 4.00",
            id="a price",
        ),
        pytest.param("carrier  P1  k  2  -  -  DHL  -  quantity", 2, "DHL", id="a carrier"),
        pytest.param("ship_to  P1  k  2  -  -  S7  -  quantity", 2, "S7", id="a place"),
        pytest.param(
            "habit  P1  k  3  -  -  -  2 %  unearned_discount", 3, "2 % as unearned discount", id="a habit"
        ),
        pytest.param("tax  P1  k  2  -  -  -  5.00 EUR  tax", 2, "", id="tax"),
    ],
)
def test_a_cause_takes_as_many_disputes_as_make_it_one(key: str, least: int, subject: str) -> None:
    assert shared(*[key] * least) == [(place, subject) for place in range(1, least + 1)]
    assert shared(*[key] * (least - 1), key.replace("  k  ", "  other  ")) == []

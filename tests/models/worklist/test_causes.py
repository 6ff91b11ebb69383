"""Disputes that share one cause."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model

BOOK = (
    "place  company_code  invoice_number  payer_id  currency  dispute_type  dispute_subtype  original_amount  confidence  "
    "explanation  slot  opened_date  evidence\n"
)
PRICE = "× W-1 billed at 5.00, agreed 4.00"
PAPER = "[{'hypothesis': 'x', 'amount': 1, 'basis': 'agreement: W-1 at 4.00'}]"
ARITHMETIC = "[{'hypothesis': 'x', 'amount': 1, 'basis': 'arithmetic: 2.50 % of the goods'}]"


def dispute(
    subtype: str, kind: str = "other", explanation: str = "-", evidence: str = "-", **more: str
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


VARIANCES = "place  company_code  currency  original_amount  open_amount  opened_date\n"


def roots(kind: str, subject: str, *disputes: str) -> list[dict[str, object]]:
    """Disputes are written as `payer  original  open  opened`."""
    book, caused = VARIANCES, "place  root_cause_id  cause_kind  cause_subject  payer_id\n"
    for place, row in enumerate(disputes, 1):
        payer, _, rest = row.partition("  ")
        book += f"{place}  C1  EUR  {rest}\n"
        caused += f"{place}  R1  {kind}  {subject}  {payer}\n"
    return run_model(
        "root_causes", book_variances=book, caused_disputes=caused, book_payers="payer_id  name\nP1  Acme"
    )


def test_a_cause_is_shown_with_all_its_disputes_while_one_of_them_is_open() -> None:
    taken = ("P1  1000  0  2026-01-05", "P1  500  200  2026-02-01")
    [found] = roots("habit", "2 %", *taken)

    assert (found["dispute_count"], found["open_count"], found["payer_count"]) == (2, 1, 1)
    assert (found["original_amount"], found["open_amount"]) == (15, 2)
    assert (str(found["since_date"]), str(found["last_date"])) == ("2026-01-05", "2026-02-01")
    assert roots("habit", "2 %", taken[0], taken[0]) == []


@pytest.mark.parametrize(
    ("kind", "payers", "what"),
    [
        pytest.param("price", ("P1", "P1"), "Item X; deducted by Acme", id="of one payer"),
        pytest.param("price", ("P1", "P2"), "Item X; deducted by 2 payers", id="of two payers"),
        pytest.param(
            "carrier",
            ("P2", "P2"),
            "Shortages with carrier X, deducted by P2",
            id="of a payer without a name",
        ),
        pytest.param("ship_to", ("P1",), "Shortages at ship-to X of Acme", id="a place"),
        pytest.param("tax", ("P1",), "Tax billed to Acme, who says that none is owed", id="tax"),
        pytest.param("freight", ("P1",), "Freight billed to Acme, who does not pay it", id="freight"),
        pytest.param("billing", ("P1",), "Documents of company C1 that do not add up", id="billing"),
        pytest.param("habit", ("P1",), "Acme takes X again and again", id="a habit"),
    ],
)
def test_a_cause_in_words(kind: str, payers: tuple[str, ...], what: str) -> None:
    [found] = roots(kind, "X", *[f"{payer}  1000  5  2026-01-05" for payer in payers])

    assert found["what"] == what
    assert found["payer_id"] == (payers[0] if len(set(payers)) == 1 else None)


@pytest.mark.parametrize(
    ("kind", "fix"),
    [
        ("price", "Put the agreed price"),
        ("carrier", "Claim the shortages"),
        ("ship_to", "Have loads"),
        ("tax", "Ask for the exemption"),
        ("freight", "Settle the freight"),
        ("billing", "Find the calculation"),
        ("habit", "Settle this deduction"),
    ],
)
def test_every_cause_has_its_fix(kind: str, fix: str) -> None:
    assert roots(kind, "X", "P1  1000  5  2026-01-05")[0]["fix"].startswith(fix)

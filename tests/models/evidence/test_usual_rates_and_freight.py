"""Tax rates and freight that are usual for a payer."""

from __future__ import annotations

from tests.models.running import columns, run_model


def rates(*lines: str) -> list[tuple[object, ...]]:
    """Each line of a document of its own: payer, item, rate, and whether it is a charge."""
    head = "invoice_number  payer_id  sku  tax4  is_charge\n"
    numbered = "\n".join(f"INV-{number}  {line}" for number, line in enumerate(lines))
    rows = run_model(
        "usual_rates", {"usual_documents": "3", "usual_share": "DECIMAL '0.75'"}, billed_lines=head + numbered
    )
    return sorted(columns(rows, "payer_id", "sku", "rate4", "document_count"), key=str)


def test_a_rate_is_usual_on_enough_documents_of_an_item_or_of_all_items() -> None:
    assert rates(*["P1  KETTLE  200000  no"] * 3, "P2  KETTLE  200000  no") == [
        ("P1", "KETTLE", 200000, 3), ("P1", None, 200000, 3),
    ]  # fmt: skip
    assert rates(*["P1  KETTLE  200000  no"] * 2) == []
    assert rates(*["P1  -  200000  no"] * 3) == [("P1", None, 200000, 3)]


def test_a_rate_is_usual_on_nearly_all_of_the_documents() -> None:
    usual, other = "P1  KETTLE  200000  no", "P1  KETTLE  70000  no"
    assert rates(*[usual] * 3, other) == [("P1", "KETTLE", 200000, 3), ("P1", None, 200000, 3)]
    assert rates(*[usual] * 5, *[other] * 2) == []


def test_an_item_may_have_a_rate_of_its_own() -> None:
    assert rates(*["P1  KETTLE  200000  no"] * 3, *["P1  BOOK  70000  no"] * 3) == [
        ("P1", "BOOK", 70000, 3), ("P1", "KETTLE", 200000, 3),
    ]  # fmt: skip


def test_charges_and_lines_without_a_rate_say_nothing() -> None:
    assert rates(*["P1  POST  200000  yes"] * 3, *["P1  KETTLE  -  no"] * 3) == []


def test_a_document_counts_once_for_a_rate() -> None:
    rows = run_model("usual_rates", {"usual_documents": "2"}, billed_lines="""
        company_code  invoice_number  payer_id  sku     tax4    is_charge
        C1            INV-1           P1        KETTLE  200000  no
        C1            INV-1           P1        KETTLE  200000  no
        C1            INV-2           P2        KETTLE  200000  no
        C2            INV-2           P2        KETTLE  200000  no""")  # fmt: skip
    assert sorted(columns(rows, "payer_id", "document_count")) == [("P2", 2), ("P2", 2)]


def freight(documents: list[str], lines: list[str]) -> list[tuple[object, ...]]:
    """Each document: payer, currency, freight; each line: its document, its amount, and whether it is a charge."""
    rows = run_model(
        "usual_freight",
        {"usual_documents": "3", "usual_share": "DECIMAL '0.75'"},
        billed_documents="company_code  invoice_number  payer_id  currency  freight_amount\n"
        + "\n".join(f"C1  INV-{number}  {document}" for number, document in enumerate(documents)),
        billed_lines="company_code  invoice_number  net_amount  is_charge\n"
        + "\n".join(f"C1  {line}" for line in lines),
    )
    return columns(rows, "payer_id", "currency", "document_count", "free_from")


GOODS = [f"INV-{number}  {number + 1}00  no" for number in range(4)]


def test_no_freight_is_usual_where_nearly_all_bills_have_none() -> None:
    free = "P1  USD  -"
    assert freight([free] * 3, GOODS[:3]) == [("P1", "USD", 3, 100)]
    assert freight([free] * 2, GOODS[:2]) == []
    assert freight([free, free, "P1  USD  0", "P1  USD  5"], GOODS) == [("P1", "USD", 3, 100)]
    assert freight([free, free, free, "P1  USD  5", "P1  USD  5"], GOODS) == []
    assert freight([free, free, "P1  EUR  -", "P2  USD  -"], GOODS) == []


def test_freight_may_be_a_line_of_the_bill() -> None:
    free = ["P1  USD  -"] * 4
    assert freight(free, [*GOODS, "INV-3  5  yes"]) == [("P1", "USD", 3, 100)]
    assert freight(free, [*GOODS, "INV-3  0  yes"]) == [("P1", "USD", 4, 100)]


def test_freight_is_waived_from_the_smallest_orders_on_that_bear_none_but_for_a_few() -> None:
    # A quarter of the bills may be smaller: of eight, the second; bills that bear freight do not count.
    goods = [f"INV-{number}  {number + 1}00  no" for number in range(8)] + ["INV-8  1  no", "INV-0  1  yes"]
    free = ["P1  USD  -"] * 8
    assert freight([*free, "P1  USD  5"], goods) == [("P1", "USD", 7, 300)]


def test_charges_are_no_goods() -> None:
    assert freight(["P1  USD  -"] * 3, [*GOODS[:3], "INV-0  -50  no", "INV-1  0  yes"]) == [
        ("P1", "USD", 3, 50)
    ]


def test_a_bill_without_lines_bears_no_freight() -> None:
    assert freight(["P1  USD  -"] * 3, []) == [("P1", "USD", 3, None)]
    assert freight([*["P1  USD  -"] * 3, "P1  USD  5", "P1  USD  5"], []) == []

"""Runs `whole_differences` on a few payments and documents of one family."""

from tests.models.running import Row, run_model

GIVEN = {
    "settings": """
        night       grace_days  tolerance
        2026-03-02  5           1.00""",
    "receipts": """
        receipt_no  company_code  payment_id  payer_id  group_id  currency  value_date  memo
        1          1000          P1          C1        G1        USD       2026-02-27  less damages
        2          1000          P2          C2        G1        USD       2026-02-28  -
        3          -             -           -         G1        USD       2026-03-01  -
        4          -             -           C4        G9        USD       2026-03-01  -""",
    "documents_in_play": """
        document_no  company_code  invoice_number  payer_id  group_id  currency  is_credit
        10           1000          I10             C1        G1        USD       no
        11           0900          I11             C1        G1        USD       no
        20           1000          M20             C1        G1        USD       yes""",
}


def found(**given: str) -> list[Row]:
    return run_model("whole_differences", **(GIVEN | given))


def settled(*rows: str) -> str:
    """Return settlements: source, document, line, turn, and the cells that a case is about."""
    names = (
        "receipt_no  document_no  line_no  turn  is_settling  is_credit  discount  applied  is_advised"
        "  advised  cash  excess"
    )
    return "\n".join((names, *rows))


UNSAID = "document_no  discount_beyond  misapplied  unsaid\n10  0  0  500"

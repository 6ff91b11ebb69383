"""A zone of documents, payers and payments all of whose ids and words are hostile."""

from __future__ import annotations

from tests.fuzz.hostile import ADVICE, HEADER, MONDAY, TEXTS, payments


def hostile_night() -> dict[str, str | bytes]:
    """Return its files; each document is paid 10.00 short."""
    words = [text[:200] for text in TEXTS.values()]
    invoices = [f'C1,"{word}",invoice,"{word}",{MONDAY},2026-04-01,GBP,100.00' for word in words]
    advice = [
        f'"{word}",1,"{word}",{MONDAY},GBP,90.00,"{word}","{word}",10.00,"{word}","{word}"' for word in words
    ]
    received = [f'C1,"{word}",{MONDAY},90.00,GBP,"{word}","{word}","{word}"' for word in words]
    tables = {
        "invoices": ("company_code,invoice_number,document_type,payer_id,issue_date,due_date,currency,gross_amount",
        invoices),
        "payers": ("payer_id,name", [f'"{word}","{word}"' for word in words]),
        "remittances": (f"{ADVICE},invoice_reference,bank_reference,deduction_amount,claim_number,reason_text", advice),
        "payments": (f"{HEADER},payer_id,bank_reference,memo", received),
    }  # fmt: skip
    return {
        f"{name}/{MONDAY}/a.csv": payments(*rows, columns=columns) for name, (columns, rows) in tables.items()
    }

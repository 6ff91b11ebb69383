"""Small simulated zones, and what is asked of them."""

from __future__ import annotations

import polars as pl

from data.simulator import Behaviour, Zone, simulate

PAYMENT = ["company_code", "payment_id"]
DOCUMENT = ["company_code", "invoice_number"]
BARE = {"bare": 1.0}


def made(seed: int = 6, invoices: int = 400, payers: int = 15, **changes: object) -> Zone:
    return simulate(seed=seed, invoices=invoices, payers=payers, behaviour=Behaviour.quiet(**changes))


def advised(zone: Zone) -> pl.DataFrame:
    """Payments with what their advice says."""
    lines = zone.extracts["remittances"]
    sums = lines.group_by("bank_reference").agg(pl.col("paid_amount").sum(), pl.len().alias("lines"))
    return zone.extracts["payments"].join(sums, on="bank_reference")


def paid_in_full(zone: Zone) -> bool:
    """Every document that got money got its total, and nothing is short."""
    put = zone.truth["truth_allocations"].group_by(DOCUMENT).agg(pl.col("amount", "discount_amount").sum())
    documents = zone.extracts["invoices"].join(put, on=DOCUMENT)
    rest = pl.col("gross_amount") - pl.col("amount") - pl.col("discount_amount")
    return documents.height > 0 and documents.filter(rest != 0).is_empty()

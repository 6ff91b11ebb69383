"""Advice merged with invoices by payer and exact reference, lines added up, allocations and open items written.

Money in binary floating point: sums of pandas' exact decimals run out of digits.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pandas as pd

zone, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
started = time.perf_counter()
DOCUMENT = ["company_code", "invoice_number"]
tables = {
    name: pd.read_parquet(next((zone / name).glob("*/*.parquet")), dtype_backend="pyarrow")
    for name in (
        "invoices",
        "invoice_lines",
        "remittances",
        "payments",
        "payers",
        "shipments",
        "price_agreements",
    )
}
for name, column in (
    ("invoices", "gross_amount"),
    ("invoice_lines", "net_amount"),
    ("remittances", "paid_amount"),
):
    tables[name][column] = tables[name][column].astype("float64")
named = (
    tables["remittances"].drop(columns="company_code").rename(columns={"invoice_reference": "invoice_number"})
)
found = named.merge(tables["invoices"][[*DOCUMENT, "payer_id"]], on=["payer_id", "invoice_number"])
billed = tables["invoice_lines"].groupby(DOCUMENT, as_index=False)["net_amount"].sum()
paid = found.groupby(DOCUMENT, as_index=False)["paid_amount"].sum()
items = tables["invoices"].merge(billed, on=DOCUMENT).merge(paid, on=DOCUMENT, how="left")
items["open_amount"] = items["gross_amount"] - items["paid_amount"].fillna(0)
found.to_parquet(out / "allocations.parquet")
items.to_parquet(out / "open_items.parquet")
print(f"made in {time.perf_counter() - started:.2f} s (allocated {len(found)})")

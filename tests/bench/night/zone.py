"""A landing zone of two nights as Parquet: open invoices with their lines and papers, then the payments and their advice."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.sql import query

PACKAGE = "tests.bench.night"
NIGHTS = {
    "2026-03-02": ("payers", "invoices", "invoice_lines", "shipments", "price_agreements"),
    "2026-03-03": ("payments", "remittances"),
}
MADE = ("invoice_lines", "invoices", "payers", "shipments", "price_agreements", "remittances", "payments")
LINES_OF_ADVICE = 0.8
INVOICES_OF_A_PAYER = 200


def make_zone(folder: Path, invoices: int) -> None:
    """`<folder>/<extract>/<night>/part-0.parquet`: four lines an invoice, 0.8 lines of advice, 3 % of them short."""
    with duckdb.connect() as connection:
        for name, value in (
            ("invoices", invoices),
            ("lines", int(invoices * LINES_OF_ADVICE)),
            ("payers", max(invoices // INVOICES_OF_A_PAYER, 1)),
        ):
            connection.execute(f"SET VARIABLE {name} = $1", [value])
        for name in MADE:
            connection.execute(f"CREATE TABLE {name} AS {query(PACKAGE, name)}")
        connection.execute("ALTER TABLE invoices DROP COLUMN shortfall")
        for night, names in NIGHTS.items():
            for name in names:
                (folder / name / night).mkdir(parents=True)
                connection.execute(f"COPY {name} TO '{folder / name / night}/part-0.parquet'")

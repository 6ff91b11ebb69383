"""Documents with their lines: synthetic ones, and what every document needs besides lines (terms, tax, freight, numbers).

Frames here are internal: money in minor units, prices in ten-thousandths, quantities whole. Real documents come from `uci`.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from data.simulator.amounts import exponent, extend, share
from data.simulator.behaviour import Behaviour
from data.simulator.randomness import choose, happens, stream

TAX_BASIS_POINTS = {"United Kingdom": 2000}
ITEMS = 2_000
FAVOURED = 0.6
"""Share of a payer's invoices that its favourite item is on."""


def make_documents(
    count: int, payers: pl.DataFrame, nights: list[date], behaviour: Behaviour, seed: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`count` synthetic invoices with their lines, issued so that most of them fall due within the nights."""
    generator = stream(seed, "documents")
    habits = payers.with_row_index("payer_index")
    chosen = np.sort((generator.random(count) ** 1.6 * payers.height).astype(np.int64))
    lag = habits["terms_days"].to_numpy()[chosen] + np.maximum(habits["lateness_days"].to_numpy()[chosen], 0)
    lag = np.where(
        habits["takes_discount"].to_numpy()[chosen], habits["discount_days"].to_numpy()[chosen], lag
    )
    span = (nights[-1] - nights[0]).days
    offset = (generator.random(count) * (span + lag + 1)).astype(np.int64) - lag
    documents = pl.DataFrame(
        {
            "company_code": np.asarray(behaviour.companies)[
                generator.integers(0, len(behaviour.companies), count)
            ],
            "payer_id": habits["payer_id"].gather(chosen),
            "offset": offset,
            "is_recurring": habits["is_recurring"].gather(chosen),
        }
    ).sort("offset", "payer_id", "company_code")
    documents = documents.with_columns(
        pl.format("INV{}", (pl.int_range(pl.len()) + 1_000_001).cast(pl.String)).alias("invoice_number"),
        pl.lit("invoice").alias("document_type"),
        (pl.lit(nights[0]) + pl.duration(days="offset")).cast(pl.Date).alias("issue_date"),
        pl.lit(None, pl.String).alias("original_invoice_number"),
        pl.when("is_recurring").then(pl.lit(0, pl.Int64)).alias("real_freight_amount"),
    ).drop("offset")
    return documents.drop("is_recurring"), _make_lines(documents, seed)


def _make_lines(documents: pl.DataFrame, seed: int) -> pl.DataFrame:
    """One to nine lines a document, distinct items of a price list; a recurring one is a dozen of the payer's one item."""
    generator = stream(seed, "lines")
    count, is_same = documents.height, documents["is_recurring"].to_numpy()
    lines = np.where(is_same, 1, 1 + np.minimum(generator.geometric(0.3, count) - 1, 8))
    owner = np.repeat(np.arange(count), lines)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(lines) - lines, lines)
    own = documents["payer_id"].str.extract(r"(\d+)").cast(pl.Int64).to_numpy() * 7 % ITEMS
    start = np.where(is_same, own, generator.integers(0, ITEMS, count))
    item = (start[owner] + number * 37) % ITEMS
    quantity = choose(generator, len(owner), [1, 2, 3, 4, 6, 8, 10, 12, 12, 24, 24, 36, 48, 72, 96, 120])
    price_list = _price_list()
    return pl.DataFrame(
        {
            "company_code": documents["company_code"].gather(owner),
            "invoice_number": documents["invoice_number"].gather(owner),
            "line_number": number + 1,
            "sku": pl.Series(item).cast(pl.String).str.zfill(5),
            "quantity": np.where(is_same[owner], 12, quantity),
            "price": price_list[item] * 100,
        }
    ).with_columns(pl.format("ITEM {}", "sku").alias("description"))


def _price_list() -> np.ndarray:
    """What every item costs, in hundredths, whoever buys it."""
    return np.round(np.exp(stream(7, "prices").normal(1.4, 0.9, ITEMS)) * 100).astype(np.int64) + 15


def favour_item(
    documents: pl.DataFrame, lines: pl.DataFrame, payers: pl.DataFrame, seed: int
) -> pl.DataFrame:
    """Lines in which payers that are overbilled on one item buy it most of the time: on the first line of the invoice."""
    buyers = payers.filter(pl.col("is_overbilled") & ~pl.col("is_recurring")).select(
        "payer_id", favourite_item()
    )
    heads = documents.join(buyers, on="payer_id", how="inner", maintain_order="left")
    often = pl.Series(happens(stream(seed, "favourite items"), heads.height, FAVOURED), dtype=pl.Boolean)
    keys = ["company_code", "invoice_number"]
    wanted = heads.filter(often).select(*keys, "favourite")
    has_it = (
        lines.join(wanted, on=keys, how="inner").filter(pl.col("sku") == pl.col("favourite")).select(keys)
    )
    wanted = wanted.join(has_it, on=keys, how="anti")
    prices = pl.DataFrame(
        {"favourite": [f"{item:05}" for item in range(ITEMS)], "its_price": _price_list() * 100}
    )
    joined = lines.join(wanted.join(prices, on="favourite"), on=keys, how="left", maintain_order="left")
    is_its = (pl.col("line_number") == 1) & pl.col("favourite").is_not_null()
    return joined.with_columns(
        sku=pl.when(is_its).then("favourite").otherwise("sku"),
        price=pl.when(is_its).then("its_price").otherwise("price"),
        description=pl.when(is_its).then(pl.format("ITEM {}", "favourite")).otherwise("description"),
    ).select(lines.columns)


def favourite_item() -> pl.Expr:
    """The one item of a payer that is overbilled on it."""
    number = pl.col("payer_id").str.extract(r"(\d+)").cast(pl.Int64) * 11 % ITEMS
    return number.cast(pl.String).str.zfill(5).alias("favourite")


def make_memos(
    documents: pl.DataFrame, lines: pl.DataFrame, behaviour: Behaviour, seed: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Synthetic credit memos: part of one line of some invoices comes back two to nine days after the invoice."""
    generator = stream(seed, "memos")
    returned = documents.filter(pl.Series(happens(generator, documents.height, behaviour.memo_rate)))
    memos = returned.with_columns(
        original_invoice_number=pl.col("invoice_number"),
        invoice_number=pl.format("CM{}", (pl.int_range(pl.len()) + 5_000_001).cast(pl.String)),
        document_type=pl.lit("credit_memo"),
        issue_date=pl.col("issue_date")
        + pl.duration(days=pl.lit(pl.Series(generator.integers(2, 10, returned.height)))),
    ).with_columns(pl.col("issue_date").cast(pl.Date))
    keys = ["company_code", "invoice_number"]
    origin = memos.select(
        "company_code", "original_invoice_number", pl.col("invoice_number").alias("memo_number")
    )
    first = lines.filter(pl.col("line_number") == 1)
    memo_lines = origin.join(
        first,
        left_on=["company_code", "original_invoice_number"],
        right_on=keys,
        how="inner",
        maintain_order="left",
    ).with_columns(
        invoice_number=pl.col("memo_number"),
        quantity=-pl.max_horizontal(pl.lit(1), pl.col("quantity") // 3),
    )
    return memos, memo_lines.select(lines.columns)


def complete(
    documents: pl.DataFrame, lines: pl.DataFrame, payers: pl.DataFrame, behaviour: Behaviour, seed: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Adds what the seller's books say of a document: amounts, tax, freight, terms, delivery and purchase order.

    The price list is in hundredths: in a currency without decimals an item costs as many whole units.
    """
    keys = ["company_code", "invoice_number"]
    facts = payers.select(
        "payer_id", "group_id", "currency", "country", "discount_basis_points", "discount_days", "terms_days",
        "is_delivered_free", "is_recurring",
    )  # fmt: skip
    documents = (
        documents.sort(keys)
        .join(facts, on="payer_id", how="inner", maintain_order="left")
        .with_columns(
            tax_basis_points=pl.col("country").replace_strict(
                TAX_BASIS_POINTS, default=0, return_dtype=pl.Int64
            )
        )
    )
    lines = (
        lines.join(documents.select(*keys, "currency", "tax_basis_points"), on=keys, how="inner")
        .with_columns(
            price=pl.when(exponent(pl.col("currency")) == 0).then(pl.col("price") * 100).otherwise("price")
        )
        .with_columns(net_amount=extend(pl.col("quantity"), pl.col("price"), pl.col("currency")))
        .sort(*keys, "line_number")
    )
    goods = lines.group_by(keys).agg(pl.col("net_amount").sum().alias("goods_amount"))
    documents = documents.join(goods, on=keys, how="inner", maintain_order="left")
    documents = share_orders(_add_terms(documents, seed), behaviour, seed)
    return _add_amounts(documents, seed), lines


def _add_terms(documents: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Due date, discount, our delivery, and the payer's purchase order (invoices only)."""
    is_invoice = pl.col("document_type") == "invoice"
    has_terms = is_invoice & (pl.col("discount_basis_points") > 0)
    order = stream(seed, "orders").permutation(documents.height)
    return documents.with_columns(
        due_date=pl.when(is_invoice)
        .then(pl.col("issue_date") + pl.duration(days="terms_days"))
        .otherwise(pl.col("issue_date"))
        .cast(pl.Date),
        discount_date=pl.when(has_terms)
        .then(pl.col("issue_date") + pl.duration(days="discount_days"))
        .cast(pl.Date),
        discount_basis_points=pl.when(has_terms).then("discount_basis_points").otherwise(0),
        delivery_number=pl.when(is_invoice).then(
            pl.format("80{}", (pl.int_range(pl.len()) + 1_000).cast(pl.String).str.zfill(6))
        ),
        po_number=pl.when(is_invoice).then(
            pl.format("45{}", pl.Series(order * 3 + 10_007).cast(pl.String).str.zfill(8))
        ),
        ship_to_id=pl.format("{}-{}", "payer_id", pl.Series(order % 3 + 1).cast(pl.String)),
    )


def share_orders(documents: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Some synthetic invoices are on the purchase order of the payer's invoice before; real ones never."""
    hit = happens(stream(seed, "shared orders"), documents.height, behaviour.shared_po)
    drawn = documents.with_columns(pl.Series("is_shared", hit, dtype=pl.Boolean))
    is_invoice, account = pl.col("document_type") == "invoice", ["company_code", "payer_id", "document_type"]
    own = pl.when(~pl.col("is_shared") & is_invoice).then("po_number")
    before = own.forward_fill().over(account, order_by=["issue_date", "invoice_number"])
    shared = pl.when(is_invoice).then(pl.coalesce(before, "po_number"))
    return drawn.with_columns(po_number=shared).drop("is_shared")


def _add_amounts(documents: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Tax on the goods, freight (the real one, else a flat charge on small orders), total."""
    generator = stream(seed, "freight")
    flat = pl.Series(choose(generator, documents.height, [0, 495, 595, 795, 1250]))
    return documents.with_columns(
        tax_amount=share(pl.col("goods_amount"), pl.col("tax_basis_points")),
        freight_amount=pl.when(pl.col("document_type") != "invoice")
        .then(0)
        .otherwise(
            pl.coalesce(
                "real_freight_amount",
                pl.when((pl.col("goods_amount") < 60_000) & ~pl.col("is_delivered_free"))
                .then(flat)
                .otherwise(0),
            )
        ),
    ).with_columns(gross_amount=pl.sum_horizontal("goods_amount", "tax_amount", "freight_amount"))

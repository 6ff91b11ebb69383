"""Payers' own reason codes: a table per payer that has one, and a generic table for every payer."""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import happens, stream
from data.simulator.shortfalls import NEED_WORDS, TYPES
from data.simulator.two_causes import PARTS

CODED_KINDS = tuple(
    kind
    for kind, (family, _) in TYPES.items()
    if family and kind not in ("overpaid", "paid_twice", "misapplied", "restated_lower", *PARTS)
)
GENERIC = {
    "damaged_or_returned": "DMG", "promotion": "PROMO", "compliance": "FINE", "withholding_tax": "WHT",
    "bank_charges": "BNK", "contract_price": "PRC", "post_audit": "AUD", "quantity": "SHT",
}  # fmt: skip
WORDS = {
    "short_with_proof": "SHORT DELIVERED", "short_without_proof": "SHORT DELIVERED", "missing_line": "LINE NOT RECEIVED",
    "damaged": "DAMAGED GOODS", "returned": "GOODS RETURNED", "contract_price": "PRICE AS AGREED",
    "unknown_price": "PRICE AS AGREED", "percent": "ALLOWANCE", "tax": "VAT NOT DUE", "freight": "CARRIAGE NOT AGREED",
    "arithmetic": "INVOICE TOTAL WRONG", "billed_twice": "DUPLICATE INVOICE", "late_discount": "CASH DISCOUNT",
    "excess_discount": "CASH DISCOUNT", "promotion": "PROMOTION", "compliance": "LATE DELIVERY FEE",
    "withholding_tax": "TAX WITHHELD", "bank_charges": "BANK CHARGES", "unexplained": "SEE OUR LETTER",
    "part_payment": "PART PAYMENT", "settled_by_credit": "RETURN", "already_credited": "RETURN",
    "post_audit": "AUDIT CLAIM", "deduction_twice": "DEDUCTION",
    "two_causes": "SHORT AND PRICE",
}  # fmt: skip


PROVEN = ("tax", "freight", "contract_price", "short_with_proof")
"""What papers prove, whatever the payer's code says."""


def _subtype(kind: pl.Expr) -> pl.Expr:
    known = {kind: TYPES[kind][1] for kind in CODED_KINDS} | {"settled_by_credit": "damaged_or_returned"}
    return kind.replace_strict(known, default=None, return_dtype=pl.String)


def own_code(group_id: pl.Expr, subtype: pl.Expr) -> pl.Expr:
    """The code of one payer for one subtype: its own letter and numbers, the same every time."""
    order = {name: index for index, name in enumerate(sorted({TYPES[k][1] or "" for k in CODED_KINDS}))}
    digits = group_id.str.extract(r"(\d+)").cast(pl.Int64)
    number = (subtype.replace_strict(order, default=0, return_dtype=pl.Int64) * 3 + digits) % 70 + 10
    letter = (digits % 6).replace_strict(dict(enumerate("KLMRTV")), return_dtype=pl.String)
    return pl.format("{}{}", letter, number)


def code_table(payers: pl.DataFrame, behaviour: Behaviour) -> pl.DataFrame:
    """The reason_codes extract: every subtype for each paying payer with a table, and the generic codes.

    Where children pay, the table of their parent is theirs as well.
    """
    pairs = sorted({TYPES[kind] for kind in CODED_KINDS})
    subtypes = pl.DataFrame(pairs, schema=["dispute_type", "dispute_subtype"], orient="row")
    pays = (pl.col("payer_id") == pl.col("group_id")) | pl.lit(behaviour.child_pays > 0)
    owners = payers.filter(pl.col("has_code_table") & pays)
    own = owners.select("payer_id", "group_id").join(subtypes, how="cross")
    own = own.select(
        "payer_id",
        own_code(pl.col("group_id"), pl.col("dispute_subtype")).alias("reason_code"),
        "dispute_type",
        "dispute_subtype",
        pl.col("dispute_subtype").str.replace_all("_", " ").alias("description"),
    )
    generic = subtypes.filter(pl.col("dispute_subtype").is_in(list(GENERIC))).select(
        pl.lit(None, pl.String).alias("payer_id"),
        pl.col("dispute_subtype").replace_strict(GENERIC).alias("reason_code"),
        "dispute_type",
        "dispute_subtype",
        pl.col("dispute_subtype").str.replace_all("_", " ").alias("description"),
    )
    return pl.concat([own, generic])


def add_reasons(stated: pl.DataFrame, behaviour: Behaviour, seed: int, purpose: str) -> pl.DataFrame:
    """Adds reason_code, reason_text and is_coded to shortfalls that have `kind`, `group_id`, `presentation`."""
    generator, count = stream(seed, f"reasons {purpose}"), stated.height
    coded = pl.Series("coded", happens(generator, count, behaviour.coded))
    unknown = pl.Series("unknown", happens(generator, count, behaviour.unknown_code))
    worded = pl.Series("worded", happens(generator, count, behaviour.worded))
    is_stated = pl.col("presentation").is_in(["line", "separate", "claim"])
    subtype = _subtype(pl.col("kind"))
    own = own_code(pl.col("group_id"), subtype)
    generic = subtype.replace_strict(GENERIC, default=None, return_dtype=pl.String)
    must = pl.col("kind").is_in([*NEED_WORDS, "post_audit", "returned"])
    code = (
        pl.when(~is_stated | subtype.is_null()).then(pl.lit(None, pl.String))
        .when(pl.col("has_code_table") & (coded | must)).then(own)
        .when(must).then(generic)
    )  # fmt: skip
    words = pl.col("kind").replace_strict(WORDS, default=None, return_dtype=pl.String)
    is_part = pl.col("kind") == "part_payment"
    misleads = pl.Series("misleads", happens(generator, count, behaviour.misleading_code))
    wrong = own_code(
        pl.col("group_id"), pl.when(pl.col("kind") == "tax").then(pl.lit("quantity")).otherwise(pl.lit("tax"))
    )
    is_wrong = code.is_not_null() & pl.col("has_code_table") & pl.col("kind").is_in(PROVEN) & misleads
    return (
        stated.with_columns(
            is_coded=code.is_not_null(),
            is_wrong=is_wrong,
            # By the contract types are compared: freight under the code for tax is a billing error either way.
            is_misleading=is_wrong & (pl.col("kind") != "freight"),
            reason_code=pl.when(is_wrong).then(wrong).otherwise(code),
        )
        .with_columns(
            reason_code=pl.when(is_stated & ~pl.col("is_coded") & unknown & ~is_part)
            .then(pl.lit("ZZ9"))
            .otherwise("reason_code"),
            reason_text=pl.when(is_stated & ((worded & ~pl.col("is_wrong")) | is_part)).then(words),
        )
        .drop("is_wrong")
    )

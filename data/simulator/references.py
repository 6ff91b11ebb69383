"""How a payer writes a reference: in a dozen ways, most of them its own habit."""

from __future__ import annotations

import polars as pl

from data.simulator.behaviour import Behaviour
from data.simulator.randomness import happens, stream
from data.simulator.slips import slip_to_others

SLIPS = ["swapped", "look_alike", "dropped", "excel", "own_number"]
"""What damages a number or hides it: only where the amount beside it is in full, for without it nobody could tell."""


def write_references(
    lines: pl.DataFrame, documents: pl.DataFrame, paid: pl.DataFrame, behaviour: Behaviour, seed: int
) -> pl.DataFrame:
    """Adds reference_style and invoice_reference, po_reference to lines that name a document (`reference_number`)."""
    deliveries = pl.col("delivery_number").n_unique().over("company_code", "po_number")
    numbers = documents.select(
        "company_code",
        pl.col("invoice_number").alias("reference_number"),
        "po_number",
        "delivery_number",
        is_shared_order=pl.col("po_number").is_not_null() & (deliveries > 1),
    )
    short = paid.filter(pl.col("kind").is_not_null())
    short = short.select(
        "company_code", pl.col("invoice_number").alias("reference_number"), pl.lit(True).alias("is_short")
    )
    on = ["company_code", "reference_number"]
    frame = lines.join(numbers, on=on, how="left", maintain_order="left")
    frame = frame.join(short, on=on, how="left", maintain_order="left")
    keeps = pl.Series("keeps", happens(stream(seed, "references"), lines.height, behaviour.keeps_habit))
    number = pl.col("reference_number")
    wish = pl.when(keeps).then("reference_habit").otherwise(pl.lit("exact"))
    is_plain = pl.col("line_kind") == "invoice"
    is_advised = pl.col("advice_style") == "advised"
    in_full = is_plain & ~pl.col("is_short").fill_null(False)
    is_vague = pl.col("is_shared_order") & ((pl.col("advice_style") == "memo") | ~in_full)
    impossible = (
        (wish.is_in(["po", "delivery"]) & (pl.col("po_number").is_null() | ~is_plain))
        | ((wish == "po") & is_vague)
        | (wish.is_in(SLIPS) & (~in_full | ~is_advised))
    )
    style = pl.when(number.is_not_null()).then(pl.when(impossible).then(pl.lit("exact")).otherwise(wish))
    is_by_claim = number.is_null() & (pl.col("line_kind") == "repayment")
    written = frame.with_columns(
        reference_style=pl.coalesce(style, pl.when(is_by_claim).then(pl.lit("claim_number")))
    ).with_columns(
        invoice_reference=pl.coalesce(_written(number), pl.when(is_by_claim).then("claim_number")),
        po_reference=pl.when((pl.col("cash_amount") % 4 == 0) & is_plain).then("po_number"),
    )
    is_able = (
        in_full & pl.col("advice_style").is_in(["advised", "bare"]) & (pl.col("reference_style") == "exact")
    )
    slipped = slip_to_others(written, documents, is_able, behaviour, seed)
    return slipped.drop("po_number", "delivery_number", "is_short", "is_shared_order")


def _written(number: pl.Expr) -> pl.Expr:
    style, digits = pl.col("reference_style"), number.str.extract(r"(\d+)$")
    letters = number.str.replace(r"\d+$", "")
    prefix = pl.when(pl.col("line_kind") == "memo").then(pl.lit("CN ")).otherwise(pl.lit("INV "))
    half = digits.str.len_chars() // 2
    split = pl.concat_str(letters, digits.str.slice(0, half), pl.lit("-"), digits.str.slice(half))
    return (
        pl.when(style == "exact").then(number)
        .when(style == "separators").then(split)
        .when(style == "prefix").then(pl.concat_str(prefix, digits))
        .when(style == "leading_zeros").then(pl.concat_str(pl.lit("0000"), digits))
        .when(style == "last_digits").then(digits.str.slice(-5))
        .when(style == "bare_digits").then(digits)
        .when(style == "lower_case").then(pl.concat_str(letters.str.to_lowercase(), pl.lit(" "), digits).str.strip_chars())
        .when(style == "suffix").then(pl.concat_str(number, pl.lit("/A")))
        .when(style == "po").then("po_number")
        .when(style == "delivery").then("delivery_number")
        .when(style == "swapped").then(_swap_digits(number))
        .when(style == "look_alike").then(_look_alike(letters, digits))
        .when(style == "company_prefix").then(pl.concat_str("company_code", pl.lit("-"), number))
        .when(style == "excel").then(_as_excel(pl.coalesce("po_number", digits)))
        .when(style == "own_number").then(pl.concat_str(pl.lit("51"), pl.col("line_order").cast(pl.String).str.zfill(7)))
        .when(style == "dropped").then(pl.concat_str(letters, digits.str.slice(0, half), digits.str.slice(half + 1)))
    )  # fmt: skip


def _as_excel(digits: pl.Expr) -> pl.Expr:
    """A long number as a spreadsheet shows it, cut and not rounded: 4500012345 becomes 4.50E+09."""
    power = (digits.str.len_chars() - 1).cast(pl.String).str.zfill(2)
    return pl.concat_str(digits.str.slice(0, 1), pl.lit("."), digits.str.slice(1, 2), pl.lit("E+"), power)


def _look_alike(letters: pl.Expr, digits: pl.Expr) -> pl.Expr:
    """Letters where digits should be: O for 0, I for 1, S for 5, B for 8, the first of each."""
    seen = digits
    for digit, letter in (("0", "O"), ("1", "I"), ("8", "B")):
        seen = seen.str.replace(digit, letter)
    return pl.concat_str(letters, seen)


def _swap_digits(number: pl.Expr) -> pl.Expr:
    """The last two digits change places; where they are equal, one is lost."""
    length = number.str.len_chars()
    head, before, last = number.str.slice(0, length - 2), number.str.slice(-2, 1), number.str.slice(-1)
    return (
        pl.when(last == before).then(pl.concat_str(head, last)).otherwise(pl.concat_str(head, last, before))
    )

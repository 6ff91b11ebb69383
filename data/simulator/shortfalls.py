"""Why an invoice is paid short: at most one cause each, with its amount out of the invoice's own lines and terms.

How the payer says it (or does not) is `presentation`; what it settles or opens is `truth`.
"""

from __future__ import annotations

import polars as pl

from data.simulator.amounts import exponent, extend, share
from data.simulator.behaviour import Behaviour
from data.simulator.documents import favourite_item
from data.simulator.randomness import choose, draw_kind, happens, stream
from data.simulator.runs import RUN
from data.simulator.two_causes import add_second_causes

TYPES: dict[str, tuple[str | None, str | None]] = {
    "short_with_proof": ("short_ship", "quantity"),
    "short_without_proof": ("short_ship", "quantity"),
    "missing_line": ("short_ship", "missing_line"),
    "damaged": ("short_ship", "damaged_or_returned"),
    "returned": ("short_ship", "damaged_or_returned"),
    "contract_price": ("pricing", "contract_price"),
    "unknown_price": ("pricing", "contract_price"),
    "percent": ("pricing", "percent"),
    "tax": ("billing_error", "tax"),
    "freight": ("billing_error", "freight"),
    "arithmetic": ("billing_error", "arithmetic"),
    "misapplied": ("billing_error", "misapplied_cash"),
    "billed_twice": ("duplicate", "invoice"),
    "paid_twice": ("duplicate", "payment"),
    "deduction_twice": ("duplicate", "deduction"),
    "already_credited": ("duplicate", "already_credited"),
    "late_discount": ("other", "unearned_discount"),
    "excess_discount": ("other", "unearned_discount"),
    "promotion": ("other", "promotion"),
    "compliance": ("other", "compliance"),
    "post_audit": ("other", "post_audit"),
    "bank_charges": ("other", "bank_charges"),
    "withholding_tax": ("other", "withholding_tax"),
    "overpaid": ("other", "overpayment"),
    "unexplained": ("other", "unexplained"),
    "restated_lower": ("other", "overpayment"),
    "two_causes": (None, None),
    "short_and_price": ("short_ship", "quantity"),
    "price_and_short": ("pricing", "contract_price"),
    "tolerance": (None, None),
    "part_payment": (None, None),
    "settled_by_credit": (None, None),
    "earned_discount": (None, None),
}
NEED_WORDS = (
    "damaged",
    "promotion",
    "compliance",
    "withholding_tax",
    "bank_charges",
    "unknown_price",
    "part_payment",
)
"""Nothing but the payer's code or words tells these apart: only an advice with reasons can carry them."""
DOCUMENTED = ("short_with_proof", "contract_price", "tax", "freight", "unexplained")
"""What a payment without advice may be short of: what documents explain, or nothing."""
NEED_LINE = (
    "short_with_proof",
    "short_without_proof",
    "missing_line",
    "damaged",
    "contract_price",
    "unknown_price",
)

CLAIMED_AGAIN = 0.8
"""Share of the invoices with an item billed above its agreement on which a payer claims it."""


def draw_shortfalls(paid: pl.DataFrame, lines: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    """Adds kind, amount and the line concerned (`sku`, `claimed_quantity`, `agreed_price`) to invoices that are paid."""
    generator = stream(seed, "shortfalls")
    kind = draw_kind(generator, paid.height, behaviour.line_rates())
    tagged = paid.with_columns(pl.Series("kind", kind, dtype=pl.String))
    tagged = tagged.with_columns(kind=pl.when(_is_possible() & pl.col("fault").is_null()).then("kind"))
    tagged = _one_per_memo_payment(_overbill_again(tagged, lines, seed))
    tagged = _pick_line(tagged, lines, seed)
    made = _drop_excessive(_add_amount(tagged, behaviour, seed))
    return add_second_causes(made, lines, behaviour, seed)


def _is_possible() -> pl.Expr:
    kind, style = pl.col("kind"), pl.col("advice_style")
    has_amount = (
        pl.when(kind == "tax").then(pl.col("tax_amount") > 0)
        .when(kind == "freight").then(pl.col("freight_amount") > 0)
        .when(kind == "late_discount").then((pl.col("discount_basis_points") > 0) & ~pl.col("is_discount_due"))
        .when(kind == "excess_discount").then(pl.col("is_discount_due"))
        .when(kind == "tolerance").then(exponent(pl.col("currency")) > 0)
        .when(kind.is_in(["part_payment", "arithmetic"])).then(pl.col("discount_basis_points") == 0)
        .otherwise(pl.lit(True))
    )  # fmt: skip
    said = (
        pl.when(style == "advised").then(pl.lit(True))
        .when(style == "bare").then(~kind.is_in([*NEED_WORDS, "overpaid"]))
        .when(style == "memo").then(kind.is_in(DOCUMENTED) & (pl.col("discount_basis_points") == 0))
        .otherwise(pl.lit(False))
    )  # fmt: skip
    return has_amount & said


def _overbill_again(tagged: pl.DataFrame, lines: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Payers that are overbilled on one item claim it on most of the invoices it is on; `favourite` is that item."""
    keys = ["company_code", "invoice_number"]
    wanted = tagged.filter("is_overbilled").select(*keys, favourite_item())
    counted = lines.join(wanted, on=keys, how="inner").filter(pl.col("sku") == pl.col("favourite"))
    once = counted.filter(
        (pl.len().over(keys) == 1) & (pl.col("quantity") >= 2) & (pl.col("net_amount") > 100)
    )
    claims = pl.Series(
        happens(stream(seed, "overbilled again"), tagged.height, CLAIMED_AGAIN), dtype=pl.Boolean
    )
    joined = tagged.with_columns(claims.alias("claims")).join(
        once.select(*keys, "favourite"), on=keys, how="left", maintain_order="left"
    )
    is_it = pl.col("claims") & pl.col("favourite").is_not_null() & pl.col("kind").is_null()
    is_it = is_it & (pl.col("advice_style") == "advised") & pl.col("fault").is_null()
    return joined.with_columns(
        kind=pl.when(is_it).then(pl.lit("contract_price")).otherwise("kind"),
        favourite=pl.when(is_it).then("favourite"),
    ).drop("claims")


def _one_per_memo_payment(tagged: pl.DataFrame) -> pl.DataFrame:
    """A memo names documents without amounts: two shortfalls in one payment could not be told apart by anybody."""
    is_memo = (pl.col("advice_style") == "memo") & pl.col("kind").is_not_null()
    rank = pl.when(is_memo).then(1).otherwise(0).cum_sum().over(RUN)
    return tagged.with_columns(
        kind=pl.when(is_memo & (rank > 1)).then(pl.lit(None, pl.String)).otherwise("kind")
    )


def _pick_line(tagged: pl.DataFrame, lines: pl.DataFrame, seed: int) -> pl.DataFrame:
    """One line of each invoice that needs one: an item billed once on it, two units or more."""
    keys = ["company_code", "invoice_number"]
    wanted = tagged.filter(pl.col("kind").is_in(NEED_LINE)).select(*keys, "favourite")
    usable = lines.join(wanted, on=keys, how="inner").filter(
        (pl.len().over(*keys, "sku") == 1) & (pl.col("quantity") >= 2) & (pl.col("net_amount") > 100)
    )
    usable = usable.sort(*keys, "line_number")
    order = pl.Series("order", stream(seed, "shortfall lines").random(usable.height))
    picked = (
        usable.with_columns(order)
        .sort(*keys, (pl.col("sku") != pl.col("favourite")).fill_null(False), "order")
        .group_by(keys, maintain_order=True)
        .agg(pl.col("sku", "quantity", "price", "net_amount").first())
        .rename({"net_amount": "line_amount"})
    )
    joined = tagged.join(picked, on=keys, how="left", maintain_order="left")
    lost = pl.col("kind").is_in(NEED_LINE) & pl.col("sku").is_null()
    return joined.with_columns(kind=pl.when(~lost).then("kind"))


def _add_amount(tagged: pl.DataFrame, behaviour: Behaviour, seed: int) -> pl.DataFrame:
    count, generator = tagged.height, stream(seed, "amounts")
    draws = pl.DataFrame(
        {
            "unit_share": generator.random(count),
            "is_with_tax": happens(generator, count, behaviour.with_tax),
            "rate": choose(generator, count, [400, 500, 600, 750, 1000]),
            "agreed_share": generator.integers(7_900, 9_600, count),
            "fee": choose(generator, count, [2500, 5000, 7500, 10000]),
            "charge": choose(generator, count, [620, 870, 1485, 1735]),
            "cents": choose(generator, count, [1, 2, 3, 4, 5]),
            "odd": generator.integers(137, 9_871, count),
            "part": generator.random(count),
        }
    )
    drawn = pl.concat([tagged, draws], how="horizontal").with_columns(
        claimed_quantity=pl.when(pl.col("kind") == "missing_line")
        .then("quantity")
        .when(pl.col("kind").is_in(NEED_LINE[:4]))
        .then(
            (1 + pl.col("unit_share") * pl.min_horizontal(pl.col("quantity") - 1, pl.lit(24))).cast(pl.Int64)
        ),
    )
    drawn = _agree_prices(drawn)
    goods = _goods_amount()
    with_tax = goods + pl.when(pl.col("is_with_tax")).then(
        share(goods, pl.col("tax_basis_points"))
    ).otherwise(0)
    amount = pl.when(goods.is_not_null()).then(with_tax).otherwise(_flat_amount())
    return drawn.with_columns(amount=amount.fill_null(0)).drop(
        *(name for name in draws.columns if name != "is_with_tax"), "line_amount"
    )


def _agree_prices(drawn: pl.DataFrame) -> pl.DataFrame:
    """One agreed price per payer and item, below the lowest price billed on any line it is claimed on."""
    is_price = pl.col("kind").is_in(["contract_price", "unknown_price"])
    lowest = pl.col("price").filter(is_price).min().over("payer_id", "sku")
    shared = pl.col("agreed_share").filter(is_price).min().over("payer_id", "sku")
    agreed = pl.max_horizontal(share(lowest, shared) // 100 * 100, pl.lit(100))
    return drawn.with_columns(agreed_price=pl.when(is_price).then(agreed))


def _goods_amount() -> pl.Expr:
    """What is claimed on goods, without tax; null for other kinds."""
    kind, currency = pl.col("kind"), pl.col("currency")
    return (
        pl.when(kind == "missing_line").then("line_amount")
        .when(kind.is_in(NEED_LINE[:4])).then(extend(pl.col("claimed_quantity"), pl.col("price"), currency))
        .when(kind.is_in(NEED_LINE[4:]))
        .then(pl.col("line_amount") - extend(pl.col("quantity"), pl.col("agreed_price"), currency))
        .when(kind == "percent").then(share(pl.col("goods_amount"), pl.col("rate")))
    )  # fmt: skip


def _flat_amount() -> pl.Expr:
    kind, gross = pl.col("kind"), pl.col("gross_amount")
    return (
        pl.when(kind == "tax").then("tax_amount")
        .when(kind == "freight").then("freight_amount")
        .when(kind == "late_discount").then(share(gross, pl.col("discount_basis_points")))
        .when(kind == "excess_discount").then(share(gross, pl.lit(100)))
        .when(kind == "promotion").then(share(pl.col("goods_amount"), pl.lit(500)))
        .when(kind == "withholding_tax").then(share(pl.col("goods_amount"), pl.lit(1500)))
        .when(kind == "compliance").then("fee")
        .when(kind == "bank_charges").then("charge")
        .when(kind == "tolerance").then("cents")
        .when(kind.is_in(["unexplained", "arithmetic"])).then("odd")
        .when(kind == "part_payment").then((gross * (0.35 + 0.45 * pl.col("part"))).cast(pl.Int64))
        .when(kind == "overpaid").then(-pl.col("odd"))
    )  # fmt: skip


def _drop_excessive(drawn: pl.DataFrame) -> pl.DataFrame:
    """A cause that would take nearly the whole invoice, or nothing, does not happen."""
    amount, gross = pl.col("amount"), pl.col("gross_amount")
    is_small = (amount != 0) & ((amount <= gross * 2 // 5) | (pl.col("kind") == "part_payment"))
    kept = pl.col("kind").is_not_null() & is_small
    return drawn.with_columns(
        kind=pl.when(kept).then("kind"),
        amount=pl.when(kept).then("amount").otherwise(0),
        sku=pl.when(kept).then("sku"),
        agreed_price=pl.when(kept).then("agreed_price"),
    )

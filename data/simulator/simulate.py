"""One landing zone from one seed: the order in which the parts are put together, and nothing else."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.simulator import documents as books
from data.simulator import settlement as settle
from data.simulator.advice import make_advice
from data.simulator.behaviour import Behaviour
from data.simulator.codes import add_reasons, code_table
from data.simulator.credits import plan_memos
from data.simulator.duplicates import Numbering, bill_twice, grant_credits
from data.simulator.evidence import make_price_agreements, make_shipments
from data.simulator.nights import business_nights, with_folder
from data.simulator.payers import make_payers
from data.simulator.payments import make_payments
from data.simulator.postings import make_postings, misapply
from data.simulator.presentation import present
from data.simulator.references import write_references
from data.simulator.runs import plan_runs
from data.simulator.shortfalls import TYPES, draw_shortfalls
from data.simulator.truth import SHORTFALL, add_types, invoice_shortfalls, make_disputes, make_pieces
from data.simulator.zone import Zone, missing_columns
from pipelines.tables import EXTRACTS

FIRST_NIGHT = date(2026, 3, 2)
KEYS = ["company_code", "invoice_number"]


def simulate(
    seed: int,
    invoices: int = 2_000,
    nights: int = 20,
    payers: int = 60,
    behaviour: Behaviour | None = None,
    first_night: date = FIRST_NIGHT,
) -> Zone:
    """A synthetic landing zone of `invoices` invoices over `nights` business nights."""
    behaviour = behaviour or Behaviour()
    calendar = business_nights(first_night, nights)
    who = make_payers(payers, behaviour, seed)
    documents, lines = books.make_documents(invoices, who, calendar, behaviour, seed)
    memos, memo_lines = books.make_memos(documents, lines, behaviour, seed)
    documents = pl.concat([documents, memos.select(documents.columns)])
    return build_zone(documents, pl.concat([lines, memo_lines]), who, calendar, behaviour, seed, Numbering())


def build_zone(
    documents: pl.DataFrame,
    lines: pl.DataFrame,
    payers: pl.DataFrame,
    nights: list[date],
    behaviour: Behaviour,
    seed: int,
    numbering: Numbering,
) -> Zone:
    """Everything from bare documents on: the same way for real and synthetic ones."""
    documents, lines = books.complete(documents, lines, payers, behaviour, seed)
    planned = plan_runs(documents, payers, nights, behaviour, seed)
    paid = draw_shortfalls(planned.filter("is_paid"), lines, behaviour, seed)
    paid = paid.with_columns(
        gross_amount=pl.col("gross_amount")
        + pl.when(pl.col("kind") == "arithmetic").then("amount").otherwise(0)
    )
    memos, paid = plan_memos(
        documents.filter(pl.col("document_type") == "credit_memo"), paid, behaviour, seed
    )
    paid = present(paid, behaviour, seed)
    twins, twin_lines = bill_twice(paid, lines, behaviour, numbering, seed)
    claims = settle.claims(paid, behaviour, seed)
    later = settle.follow_ups(paid, behaviour, seed)
    granted, granted_lines = grant_credits(later["credited"], nights, numbering)
    again = add_reasons(
        later["deduction_twice"].with_columns(kind=pl.lit("deduction_twice"), presentation=pl.lit("separate")),
        behaviour, seed, "again",
    )  # fmt: skip
    second = settle.second_payments(paid, behaviour, seed)
    told = pl.concat(
        [
            settle.invoice_lines(paid),
            settle.bundle_claims(paid),
            settle.deduction_lines(paid.filter(pl.col("presentation") == "separate")),
            settle.memo_lines(memos, payers),
            settle.deduction_lines(claims, "claim"),
            settle.withheld_lines(twins),
            settle.deduction_lines(again, "deduction_twice"),
            settle.repayment_lines(later["repaid"]),
            settle.rest_lines(paid),
            settle.second_payment_lines(second),
        ]
    )
    told = told.with_row_index("line_order")
    kept = pl.concat([planned.select(KEYS), memos.select(KEYS)])
    documents = pl.concat(
        [
            _restate(documents.join(kept, on=KEYS, how="semi", maintain_order="left"), paid, memos),
            twins, granted,
        ],
        how="diagonal_relaxed",
    )  # fmt: skip
    documents = with_folder(documents, "issue_date", nights)
    lines = pl.concat([lines, twin_lines, granted_lines], how="diagonal_relaxed")
    told = write_references(told, documents, behaviour, seed)
    payments = make_payments(told, payers, nights, behaviour, seed)
    advice = make_advice(told, payments, nights, behaviour, seed)
    pieces = make_pieces(told, payments)
    postings = make_postings(pieces, payments, nights, behaviour, seed)
    postings, moved = misapply(postings, paid, planned.filter(~pl.col("is_paid")), behaviour, seed)
    shortfalls = pl.concat(
        [invoice_shortfalls(paid), claims.select(SHORTFALL), twins.select(SHORTFALL), again.select(SHORTFALL),
         second.with_columns(presentation=pl.lit("line")).select(SHORTFALL)]
    )  # fmt: skip
    shortfalls = add_types(shortfalls, payments, advice)
    shortfalls = pl.concat([shortfalls, _misapplied(moved, shortfalls)])
    closings = _closings(memos, granted, later)
    truth = {
        "truth_allocations": _correct(pieces, moved),
        "truth_shortfalls": shortfalls,
        "truth_disputes": make_disputes(shortfalls, closings, nights),
    }
    heads = documents.select(*KEYS, "folder_date", pl.col("tax_basis_points").alias("tax_percent"))
    extracts = {
        "invoices": documents.with_columns(
            discount_percent=pl.when(pl.col("discount_basis_points") > 0).then("discount_basis_points"),
            is_cancelled=pl.lit(None, pl.Boolean),
        ),
        "invoice_lines": lines.drop("tax_basis_points").join(heads, on=KEYS, how="inner").with_columns(
            uom=pl.lit("EA"), unit_price=pl.col("price")
        ).sort(*KEYS, "line_number"),
        "payments": payments,
        "cash_applications": postings,
        "remittances": advice,
        "shipments": make_shipments(documents, lines, paid, behaviour, seed).with_columns(currency=pl.lit("GBP")),
        "price_agreements": make_price_agreements(paid, nights[0]),
        "payers": payers.with_columns(folder_date=pl.lit(nights[0])),
        "reason_codes": code_table(payers).with_columns(folder_date=pl.lit(nights[0])),
    }  # fmt: skip
    gaps = missing_columns(extracts)
    if gaps:
        raise AssertionError(f"extracts without declared columns: {gaps}")
    return Zone(nights, {name: _declared(name, frame) for name, frame in extracts.items()}, truth)


def _restate(documents: pl.DataFrame, paid: pl.DataFrame, memos: pl.DataFrame) -> pl.DataFrame:
    """Puts the final totals (our own footing errors) and the final originals of memos on the documents."""
    totals = paid.filter(pl.col("kind") == "arithmetic").select(
        *KEYS, pl.col("gross_amount").alias("wrong_total")
    )
    origins = memos.select(*KEYS, pl.col("original_invoice_number").alias("final_origin"))
    return (
        documents.join(totals, on=KEYS, how="left", maintain_order="left")
        .join(origins, on=KEYS, how="left", maintain_order="left")
        .with_columns(
            gross_amount=pl.coalesce("wrong_total", "gross_amount"),
            original_invoice_number=pl.col("final_origin"),
        )
        .drop("wrong_total", "final_origin")
    )


def _misapplied(moved: pl.DataFrame, shortfalls: pl.DataFrame) -> pl.DataFrame:
    """The posting disagrees with the advice: a difference on the document that the advice names."""
    family, subtype = TYPES["misapplied"]
    rows = moved.select(
        "company_code", "payment_id", "invoice_number", "payer_id", "currency",
        pl.col("applied_amount").alias("amount"), pl.col("folder_date").alias("found_date"),
        pl.col("posting_date").alias("value_date"),
        pl.lit("misapplied").alias("kind"), pl.lit("posting").alias("presentation"), pl.lit("advised").alias("advice_style"),
        pl.lit(family).alias("dispute_type"), pl.lit(subtype).alias("dispute_subtype"), pl.lit("dispute").alias("outcome"),
        pl.lit(None, pl.String).alias("claim_number"), pl.lit(None, pl.String).alias("reason_code"),
        pl.lit(False).alias("is_coded"), pl.lit(True).alias("is_advised"), pl.lit(False).alias("is_silent"),
    )  # fmt: skip
    return rows.select(shortfalls.columns)


def _correct(pieces: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    """Postings are facts: a misapplied one moves the money in the truth too."""
    piece = ["company_code", "payment_id", "invoice_number"]
    wrong = moved.select(*piece, "wrong_number")
    joined = pieces.join(wrong, on=piece, how="left", maintain_order="left")
    hit = pl.col("wrong_number").is_not_null()
    return joined.with_columns(
        invoice_number=pl.coalesce("wrong_number", "invoice_number"),
        source=pl.when(hit).then(pl.lit("posting")).otherwise("source"),
        reference_style=pl.when(hit).then(pl.lit(None, pl.String)).otherwise("reference_style"),
        is_advised=pl.col("is_advised") & ~hit,
    ).drop("wrong_number")


def _closings(memos: pl.DataFrame, granted: pl.DataFrame, later: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """What closes disputes: memos that come later, and money."""
    returned = memos.filter(pl.col("usage") == "later").select(
        "company_code", pl.col("original_invoice_number").alias("invoice_number"), pl.lit("returned").alias("kind"),
        pl.lit("credited").alias("closed_how"), pl.col("issue_date").alias("closed_on"),
    )  # fmt: skip
    credited = granted.join(
        later["credited"].select("company_code", pl.col("invoice_number").alias("original_invoice_number"), "kind"),
        on=["company_code", "original_invoice_number"], how="inner",
    ).select(
        "company_code", pl.col("original_invoice_number").alias("invoice_number"), "kind",
        pl.lit("credited").alias("closed_how"), pl.col("issue_date").alias("closed_on"),
    )  # fmt: skip
    repaid = later["repaid"].select(
        *KEYS, "kind", pl.lit("repaid").alias("closed_how"), pl.col("value_date").alias("closed_on")
    )
    return pl.concat([returned, credited, repaid])


def _declared(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    columns = list(EXTRACTS[name].names)
    return frame.select(
        *columns,
        "folder_date",
        *([] if "currency" in columns or "currency" not in frame.columns else ["currency"]),
    )

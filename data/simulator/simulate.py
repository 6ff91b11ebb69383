"""One landing zone from one seed: the order in which the parts are put together, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from data.simulator import documents as books
from data.simulator.advice import hide_heads
from data.simulator.again import pay_again
from data.simulator.behaviour import Behaviour
from data.simulator.codes import code_table
from data.simulator.corrections import Corrections, make_corrections, restate_before
from data.simulator.duplicates import Numbering
from data.simulator.evidence import make_price_agreements, make_shipments
from data.simulator.misbilling import list_faults, misbill
from data.simulator.nights import business_nights, with_folder
from data.simulator.payers import make_payers
from data.simulator.payments import FIRST
from data.simulator.plan import KEYS, Plan, all_documents, make_plan, make_settlement
from data.simulator.postings import make_postings, misapply
from data.simulator.telling import Telling
from data.simulator.told import tell_payments
from data.simulator.truth import (
    add_later_findings,
    add_types,
    claim_alike,
    collect_shortfalls,
    correct_pieces,
    make_disputes,
    make_pieces,
    mark_withdrawn,
    settle_returns,
    tell_posted,
)
from data.simulator.zero_sum import net_whole_invoices
from data.simulator.zone import Zone, missing_columns
from pipelines.catalog import EXTRACTS

FIRST_NIGHT = date(2026, 3, 2)


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
    lines = books.favour_item(documents, lines, who, seed)
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
    documents, lines = misbill(documents, lines, behaviour, seed)
    plan = make_plan(documents, lines, nights, payers, behaviour, seed, numbering)
    netted = net_whole_invoices(plan.unpaid.filter("is_taken_back"), lines, nights, numbering)
    added = [all_documents(documents, plan), netted.memos.select(documents.columns)]
    documents = with_folder(pl.concat(added, how="diagonal_relaxed"), "issue_date", nights)
    documents = documents.with_columns(is_cancelled=pl.lit(None, pl.Boolean))
    lines = pl.concat([lines, plan.twin_lines, plan.granted_lines, netted.lines], how="diagonal_relaxed")

    tell = Telling(documents, payers, plan, nights, behaviour, seed)
    told, payments, advice = tell(make_settlement(plan, payers))
    pieces = make_pieces(told, payments, advice)

    versions = restate_before(documents, plan, nights, behaviour, seed)
    corrections = make_corrections(versions, payments, told, plan, nights, behaviour, seed)
    told_again, paid_again, advice_again = tell(
        pay_again(corrections.returned, plan, nights, behaviour, seed), FIRST + payments.height
    )
    postings = make_postings(pieces, payments, told, nights, behaviour, seed)
    postings, moved = misapply(postings, plan, corrections, behaviour, seed)

    plan = replace(plan, paid=tell_posted(plan.paid, payments, postings))
    pieces = claim_alike(pieces, plan.paid, payments)
    truth = _make_truth(plan, pieces, moved, corrections, netted.advice, payments, advice, nights)
    again = make_pieces(told_again, paid_again, advice_again)
    truth["truth_allocations"] = pl.concat([truth["truth_allocations"], again])
    told, advice = pl.concat([told, told_again]), pl.concat([advice, advice_again])
    payments = pl.concat([payments, paid_again])
    truth["truth_payments"] = tell_payments(payments, told, plan.paid)
    first = nights[0]
    agreements = make_price_agreements(plan.paid, documents, lines, first, seed)
    truth["truth_billing_faults"] = list_faults(documents, lines, agreements, plan.paid)
    extracts = {
        "invoices": _as_invoices(pl.concat([versions, corrections.documents])),
        "invoice_lines": _as_lines(lines, documents),
        "payments": pl.concat([payments, corrections.payments]),
        "cash_applications": postings,
        "remittances": pl.concat([hide_heads(advice, behaviour, seed), netted.advice]),
        "shipments": make_shipments(documents, lines, plan.paid, behaviour, seed),
        "price_agreements": agreements,
        "payers": payers.with_columns(folder_date=pl.lit(first)),
        "reason_codes": code_table(payers, behaviour).with_columns(folder_date=pl.lit(first)),
    }
    return _finish(nights, extracts, truth)


def _make_truth(
    plan: Plan,
    pieces: pl.DataFrame,
    moved: pl.DataFrame,
    corrections: Corrections,
    netted: pl.DataFrame,
    payments: pl.DataFrame,
    advice: pl.DataFrame,
    nights: list[date],
) -> dict[str, pl.DataFrame]:
    shortfalls = settle_returns(add_types(collect_shortfalls(plan), payments, advice), plan.memos, nights)
    shortfalls = add_later_findings(shortfalls, moved, corrections.lowered, payments)
    return {
        "truth_allocations": correct_pieces(pieces, moved, corrections, netted),
        "truth_shortfalls": mark_withdrawn(shortfalls, corrections),
        "truth_disputes": make_disputes(shortfalls, corrections.closings, nights),
    }


def _as_invoices(versions: pl.DataFrame) -> pl.DataFrame:
    has_terms = pl.col("discount_basis_points") > 0
    return versions.with_columns(discount_percent=pl.when(has_terms).then("discount_basis_points")).sort(
        "folder_date", *KEYS
    )


def _as_lines(lines: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The lines of documents in the zone, in the folder of their document."""
    heads = documents.select(*KEYS, "folder_date", pl.col("tax_basis_points").alias("tax_percent"))
    joined = lines.join(heads, on=KEYS, how="inner")
    return joined.with_columns(uom=pl.lit("EA"), unit_price=pl.col("price")).sort(*KEYS, "line_number")


def _finish(nights: list[date], extracts: dict[str, pl.DataFrame], truth: dict[str, pl.DataFrame]) -> Zone:
    gaps = missing_columns(extracts)
    if gaps:
        raise AssertionError(f"extracts without declared columns: {gaps}")
    return Zone(nights, {name: _declared(name, frame) for name, frame in extracts.items()}, truth)


def _declared(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The declared columns, the folder, and the currency that money is written in."""
    columns = list(EXTRACTS[name].names)
    extra = [column for column in ("currency",) if column in frame.columns and column not in columns]
    return frame.select(*columns, "folder_date", *extra)

"""A payer's statement as one page to print: what is open between us, what we ask for and by when, what was settled lately.

What does not belong here: what is told (`customer_statements` says it), and where pages lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from pipelines.money import EXPONENTS

Row = Mapping[str, Any]
STATES = {
    "under_review": "under review",
    "accepted": "accepted: a credit memo follows",
    "accepted_in_part": "accepted in part",
    "not_accepted": "not accepted",
    "held_for_you": "held for you",
    "settled": "settled",
}
OPEN_COLUMNS = ("document", "open", "state", "what it is about, what we ask of you", "by")
STYLE = """
body { font: 11pt/1.4 sans-serif; margin: 2cm; color: #111; }
h1 { font-size: 15pt; } h2 { font-size: 12pt; margin-top: 2em; }
table { border-collapse: collapse; width: 100%; } tr { break-inside: avoid; } thead { display: table-header-group; }
th, td { border-bottom: 1px solid #bbb; padding: .35em .5em; text-align: left; vertical-align: top; }
.money { text-align: right; white-space: nowrap; } .asked { font-weight: bold; }
@page { size: A4; margin: 1.5cm; } @media print { body { margin: 0; } }
"""


def statement_page(rows: Sequence[Row], night: date) -> str:
    """The page of one payer, from its rows of `customer_statements` of that night."""
    payer = f"{rows[0]['payer_name'] or ''} ({rows[0]['payer_id']})".strip()
    open_rows = [row for row in rows if row["open_amount"]]
    settled = [row for row in rows if not row["open_amount"]]
    title = f"Statement of disputes, {payer}"
    return _document(
        title,
        f"<p>As of {night}. {_totals(open_rows)}</p>",
        *_table("Open", OPEN_COLUMNS, map(_open_cells, open_rows)),
        *_table("Settled lately", ("document", "amount", "settled", "how"), map(_settled_cells, settled)),
    )


def index_page(pages: Mapping[str, str], night: date) -> str:
    """The list of pages: title by file name."""
    links = "".join(f'<li><a href="{escape(file)}">{escape(title)}</a></li>' for file, title in pages.items())
    return _document(f"Statements of disputes, {night}", f"<ul>{links}</ul>")


def _totals(rows: Iterable[Row]) -> str:
    """What is open, by currency, money that we hold apart: no sum mixes either."""
    sums: dict[tuple[bool, str], Decimal] = {}
    for row in rows:
        key = (row["open_amount"] < 0, row["currency"])
        sums[key] = sums.get(key, Decimal(0)) + abs(row["open_amount"])
    told = [
        f"{_money(amount, currency)} {'held for you' if is_held else 'withheld'}"
        for (is_held, currency), amount in sorted(sums.items())
    ]
    return f"Open: {'; '.join(told)}." if told else "Nothing is open."


def _open_cells(row: Row) -> Sequence[str]:
    asked = f'<br><span class="asked">{escape(row["request"] or "")}</span>'
    return (
        _named(row),
        _money(row["open_amount"], row["currency"]),
        STATES[row["state"]],
        escape(row["explanation"]) + asked,
        str(row["answer_by_date"] or ""),
    )


def _settled_cells(row: Row) -> Sequence[str]:
    how = [
        f"{word} {_money(row[f'{name}_amount'], row['currency'])}"
        for name, word in (
            ("credited", "credited"),
            ("repaid", "paid"),
            ("dropped", "no longer asked for or found"),
        )
        if row[f"{name}_amount"]
    ]
    return (
        _named(row),
        _money(row["original_amount"], row["currency"]),
        str(row["closed_date"]),
        ", ".join(how),
    )


def _named(row: Row) -> str:
    claim = f"<br>claim {escape(row['claim_number'])}" if row["claim_number"] else ""
    return escape(row["invoice_number"] or row["payment_id"] or "") + claim


def _money(amount: Decimal, currency: str) -> str:
    return f"{amount:,.{EXPONENTS[currency]}f} {currency}"


def _table(title: str, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Nothing where there are no lines; the second column is money."""
    body = ["<tr>" + _cells("td", cells) + "</tr>" for cells in lines]
    if body:
        yield f"<h2>{title}</h2><table><thead><tr>{_cells('th', heads)}</tr></thead><tbody>"
        yield from (*body, "</tbody></table>")


def _cells(tag: str, cells: Sequence[str]) -> str:
    return "".join(
        f'<{tag} class="money">{cell}</{tag}>' if place == 1 else f"<{tag}>{cell}</{tag}>"
        for place, cell in enumerate(cells)
    )


def _document(title: str, *parts: str) -> str:
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body>\n<h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    )

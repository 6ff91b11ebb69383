"""One dispute as a page of text: money, evidence, history, next step.

What does not belong here: deciding anything; the night has written it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.connections import Connection
from pipelines.lake.snapshot import Snapshot
from pipelines.money import EXPONENTS, to_decimal
from pipelines.sql import engine, query

PACKAGE = "pipelines.reports"
LEDGER = ("original", "credited", "repaid", "written_off", "withdrawn", "open")
SHORTEST_PREFIX = 6
ACTIONS = {
    "issue_credit": "issue a credit memo: papers show that the payer is right",
    "collect": "ask for the money: papers show that it is not owed to the payer",
    "write_off": "propose a write-off: it is within the policy's limits",
    "refund_or_hold": "ask the payer whether to refund it or to hold it for a document",
    "investigate": "look into it: nothing proves yet whose fault it is",
}
JUDGED = {
    "issue_credit": "issue a credit memo of {}: people granted it",
    "collect": "ask for the money: people did not grant it",
}
Row = Mapping[str, Any]


def tell_case(snapshot: Snapshot, name: str) -> list[str]:
    """The lines about the dispute whose id is, or begins with, `name`; empty if there is none or more than one."""
    if len(name) < SHORTEST_PREFIX:
        return []
    nights = snapshot.nights()
    # Whatever is at hand lies in the last night; only an old, closed dispute is looked for in all.
    for searched in (nights[-1:], nights):
        found = _find(snapshot, name, searched)
        if len(found) == 1:
            return list(_page(snapshot, found[0], nights))
    return []


def _find(snapshot: Snapshot, name: str, nights: list[date]) -> list[Row]:
    with engine({"book_variances": snapshot.dataset("book_variances", nights)}) as connection:
        connection.execute("SET VARIABLE name = $1", [name])
        return connection.sql(query(PACKAGE, "case_rows")).to_arrow_table().to_pylist()


def _page(snapshot: Snapshot, case: Row, nights: list[date]) -> Iterator[str]:
    last, dispute = nights[-1], case["variance_id"]
    tables = {
        name: snapshot.dataset(name, [last]) for name in ("worklist", "evidence_requests", "root_causes")
    }
    tables["dispute_history"] = snapshot.dataset("dispute_history", nights)
    with engine(tables) as connection:
        connection.execute("SET VARIABLE name = $1", [dispute])
        listed = next(iter(_rows(connection, "worklist")), None)
        requests = _rows(connection, "evidence_requests")
        cause = listed["root_cause_id"] if listed else None
        causes = _rows(connection, "root_causes", "root_cause_id", cause) if cause else []
        history = connection.sql(query(PACKAGE, "case_history")).fetchall()
    yield from _head(case, listed)
    yield from ("", "Money", *_money(case))
    yield from ("", "Evidence", *_evidence(case))
    yield from ("", "History", *(f"  {night}  {words}" for night, words in history))
    yield from ("", "Next step", *_next_step(case, listed, requests, causes))


def _rows(connection: Connection, table: str, key: str = "dispute_id", value: str | None = None) -> list[Row]:
    """The rows of a table about the dispute, or about `value`."""
    connection.execute("SET VARIABLE wanted = coalesce($1, getvariable('name'))", [value])
    return (
        connection.sql(f"SELECT * FROM {table} WHERE {key} = getvariable('wanted')")
        .to_arrow_table()
        .to_pylist()
    )


def _head(case: Row, listed: Row | None) -> Iterator[str]:
    payer = f"{case['payer_id']} {listed['payer_name'] or ''}".rstrip() if listed else case["payer_id"]
    owner = f", with {listed['owner']}" if listed else ""
    contested = ", contested: the payer's code says otherwise" if case["is_contested"] else ""
    yield f"Dispute {case['variance_id']}: {_about(case)}, payer {payer}"
    yield f"  {case['status']}{owner}; opened {case['opened_date']}"
    yield (
        f"  {case['dispute_type']}/{case['dispute_subtype']}, {100 * case['confidence']:.0f} % sure{contested}"
    )


def _about(case: Row) -> str:
    named = {"invoice_number": "", "claim_number": "claim ", "payment_id": "payment "}
    return ", ".join(f"{word}{case[name]}" for name, word in named.items() if case[name])


def _money(case: Row) -> Iterator[str]:
    amounts = {name: to_decimal(case[f"{name}_amount"], case["currency"]) for name in LEDGER}
    width = max(len(f"{amount:,}") for amount in amounts.values())
    for name, amount in amounts.items():
        if amount or name in ("original", "open"):
            sign = "" if name == "original" else "=" if name == "open" else "-"
            yield f"  {sign:1} {name.replace('_', ' '):12} {amount:>{width},} {case['currency']}"


def _evidence(case: Row) -> Iterator[str]:
    yield f"  {case['explanation'] or 'Nothing has been found yet.'}"
    for number, found in enumerate(case["evidence"] or [], start=1):
        amount = "" if found["amount"] is None else f" ({found['amount'].normalize():,f})"
        yield f"  {number}. {found['hypothesis']}{amount}: {found['basis']}"


def _action(listed: Row) -> str:
    """What to do; once people have judged it is they who say so, and of how much."""
    action, granted, currency = listed["recommended_action"], listed["granted_amount"], listed["currency"]
    if granted is None or action not in JUDGED:
        return ACTIONS[action]
    rest = listed["open_amount"] - granted
    asked = f"; ask for the other {_plain(rest, currency)}" if granted and rest else ""
    return JUDGED[action].format(_plain(granted, currency)) + asked


def _plain(amount: Decimal, currency: str) -> str:
    return f"{amount:,.{EXPONENTS[currency]}f} {currency}"


def _next_step(
    case: Row, listed: Row | None, requests: Iterable[Row], causes: Iterable[Row]
) -> Iterator[str]:
    if listed is None:
        yield "  None: nothing of it is open."
        return
    yield f"  {_action(listed)}; due {listed['due_date']}"
    if listed["window_closes"]:
        yield f"  The payer takes it from {listed['window_opens']} to {listed['window_closes']}."
    for request in requests:
        yield f"  Ask {request['asked_from'].replace('_', ' ')} by {request['answer_by_date']}: {request['request']}"
    for cause in causes:
        yield f"  One of {cause['dispute_count']} of one cause: {cause['what']}. {cause['fix']}."
    if listed["linked_dispute_id"]:
        yield f"  It is {listed['link'].replace('_', ' ')} {listed['linked_dispute_id']}."
    yield f"  Priority {listed['priority']}: {listed['priority_reason']}."

"""The rules of one table as SQL, each a query for the rows that break it: from its declaration, and from its signs.

What does **not** belong here: what must hold between tables (`checks/identities`), and running anything (`checks.gate`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.catalog import Kind, Table
from pipelines.catalog.codes import SUBTYPES_BY_TYPE
from pipelines.sql_text import literal, literals

_SUBTYPE_FITS = " OR ".join(
    f"(dispute_type = {literal(type_)} AND dispute_subtype IN ({literals(subtypes)}))"
    for type_, subtypes in SUBTYPES_BY_TYPE.items()
)

SIGNS: dict[str, dict[str, str]] = {
    "allocations": {
        "confidence_is_a_share": "confidence BETWEEN 0 AND 1",
        "says_something": "amount <> 0 OR discount_amount <> 0",
    },
    "unapplied_payments": {"amount_is_not_zero": "amount <> 0", "candidates_are_counted": "candidates >= 0"},
    "open_items": {
        "gross_has_its_sign": "gross_amount = 0 OR (gross_amount < 0) = (document_type = 'credit_memo')",
        "disputed_is_positive": "disputed_amount >= 0",
    },
    "variances": {
        "confidence_is_a_share": "confidence BETWEEN 0 AND 1",
        "amount_is_not_zero": "amount <> 0",
        "dispute_has_a_type": "outcome <> 'dispute' OR dispute_subtype IS NOT NULL",
        "subtype_fits_type": f"dispute_type IS NULL OR {_SUBTYPE_FITS}",
    },
    "worklist": {
        "confidence_is_a_share": "confidence BETWEEN 0 AND 1",
        "subtype_fits_type": _SUBTYPE_FITS,
        "open_has_the_sign_of_original": "open_amount <> 0 AND sign(open_amount) = sign(original_amount)",
        "open_is_at_most_original": "abs(open_amount) <= abs(original_amount)",
        "explanation_says_something": "ltrim(explanation) <> ''",
        "age_is_not_negative": "age_days >= 0 AND due_date >= opened_date",
        "priority_is_from_one": "priority >= 1",
        "probabilities_are_shares": "invalid_probability BETWEEN 0 AND 1 AND recovery_probability BETWEEN 0 AND 1",
    },
    "billing_exceptions": {
        "something_is_at_risk": "amount <> 0 AND amount = billed_amount - right_amount",
        "explanation_says_something": "ltrim(explanation) <> ''",
    },
    "unknown_reason_codes": {
        "counts_are_counted": "use_count >= 1 AND likely_count BETWEEN 0 AND use_count",
        "likely_has_its_count": "(likely_type IS NULL) = (likely_count = 0)",
    },
    "quarantine": {"reason_says_something": "ltrim(reason) <> ''"},
}
"""What each row must hold beyond its declaration: name → condition."""


@dataclass(frozen=True)
class Rule:
    """A named query for the rows that break the rule, and an aggregate over the table that is 0 when none does."""

    table: str
    name: str
    sql: str
    count: str = ""


def rules_of(table: Table) -> list[Rule]:
    """All rules of a table that its rows alone can break."""
    conditions = {
        "values_are_filled": _filled(table),
        "values_are_allowed": _allowed(table),
        "money_fits_its_currency": _fits_currency(table),
        **SIGNS.get(table.name, {}),
    }
    return [
        _unique(table),
        *(_holding(table, name, condition) for name, condition in conditions.items() if condition),
    ]


def source_of(table: Table) -> str:
    """What the conditions of a table's rules are asked of: its rows, and the smallest coin of each row's currency."""
    coin = (
        ", CAST(CASE currency_exponent(currency) WHEN 0 THEN 1 WHEN 3 THEN 0.001 ELSE 0.01 END AS DECIMAL(4, 3)) AS coin"
        if "currency" in table.names
        else ""
    )
    return f"(SELECT *{coin} FROM {table.name})"


def _holding(table: Table, name: str, condition: str) -> Rule:
    # A condition that is null holds: nulls are the business of values_are_filled alone.
    is_broken = f"NOT coalesce({condition}, true)"
    names = ", ".join(f'"{column}"' for column in table.names)
    sql = f"SELECT {names} FROM {source_of(table)} WHERE {is_broken}"
    return Rule(table.name, name, sql, f"count_if({is_broken})")


def _unique(table: Table) -> Rule:
    key = ", ".join(f'"{name}"' for name in table.key)
    sql = f'SELECT {key}, count(*) AS "rows" FROM {table.name} GROUP BY ALL HAVING count(*) > 1'
    # Hashes are counted, for that costs a third; where two keys should share one, the rows themselves are asked.
    return Rule(table.name, "key_is_unique", sql, f"count(*) - count(DISTINCT hash({key}))")


def _filled(table: Table) -> str:
    return " AND ".join(f'"{c.name}" IS NOT NULL' for c in table.columns if not c.nullable)


def _allowed(table: Table) -> str:
    return " AND ".join(
        f'("{c.name}" IS NULL OR "{c.name}" IN ({literals(c.allowed)}))' for c in table.columns if c.allowed
    )


def _fits_currency(table: Table) -> str:
    if "currency" not in table.names:
        return ""
    money = [column.name for column in table.columns if column.kind in (Kind.MONEY, Kind.TOTAL)]
    return " AND ".join(f'("{name}" IS NULL OR "{name}" % coin = 0)' for name in money)

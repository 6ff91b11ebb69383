"""Parameters: the tables that models read and that no model makes, because the session is given them or defines them.

A parameter stands for the rows of a file, of the policy, or of another session. `PARAMETERS` says what each
looks like, so that a model can be run alone on a few given rows. What does **not** belong here: the rows themselves.
"""

from __future__ import annotations

import pyarrow as pa

from pipelines.catalog import BOOKS, EXTRACTS, PUBLISHED
from pipelines.catalog.books import MASTER_DATA
from pipelines.catalog.measures import MEASURE_SCHEMA
from pipelines.catalog.subtypes import PAPER_TABLE, SUBTYPE_TABLE
from pipelines.policy.tables import CURRENCIES, LIMITS, RULES, SHARES, numbered
from pipelines.sql_text import no_rows

FILE_COLUMNS = pa.schema(
    [("source_file", pa.string()), ("source_row", pa.int64()), ("raw_row", pa.string()), ("folder_date", pa.date32())]
)  # fmt: skip
"""Where a landed row comes from."""
VERDICTS = no_rows(shortfall_id="BIGINT", is_documented="BOOLEAN", explained_count="BIGINT")

PARAMETERS: dict[str, pa.Schema | str] = {
    **{f"landed_{name}": pa.schema([*table.arrow_schema, *FILE_COLUMNS]) for name, table in EXTRACTS.items()},
    **{name.replace("book_", "old_"): table.arrow_schema for name, table in BOOKS.items()},
    **{name: numbered(schema) for name, schema in RULES.items()},
    "subtypes": SUBTYPE_TABLE,
    "needed_evidence": PAPER_TABLE,
    "currency_terms": CURRENCIES,
    "bank_charge_limits": LIMITS,
    "invalid_shares": SHARES,
    "recovered_shares": SHARES,
    # Landing: of rows that differ by extract, the columns that models read.
    "text_lines": no_rows(line_number="BIGINT", line="VARCHAR"),
    "typed": no_rows(
        source_file="VARCHAR", source_row="BIGINT", folder_date="DATE", raw_row="VARCHAR", is_sound="BOOLEAN"
    ),
    "sound_rows": no_rows(
        source_file="VARCHAR",
        source_row="BIGINT",
        folder_date="DATE",
        row_key="VARCHAR",
        unit_key="VARCHAR",
        content="VARCHAR",
        size="HUGEINT",
    ),
    "row_faults": no_rows(
        source_file="VARCHAR", source_row="BIGINT", reason="VARCHAR", wide_amount="VARCHAR"
    ),
    # Opening the books.
    "merged_payers": "SELECT * EXCLUDE (is_live) FROM old_payers",
    **{
        f"night_{name}": f"SELECT * EXCLUDE (is_live) FROM old_{name}" for name in (*MASTER_DATA, "shipments")
    },
    "word_similarities": "SELECT *, CAST(NULL AS BIGINT) AS similarity FROM word_pairs",
    # Settling.
    "payers": "FROM night_payers",
    "reason_codes": "FROM night_reason_codes",
    "shipped_codes": no_rows(
        scheme="VARCHAR",
        reason_code="VARCHAR",
        dispute_type="VARCHAR",
        dispute_subtype="VARCHAR",
        description="VARCHAR",
    ),
    "asked_codes": "FROM codes_in_use",
    "advised_credits": "FROM credits_in_advice",
    "gap_proofs": no_rows(receipt_no="INTEGER", line_no="BIGINT", right_amount="BIGINT"),
    "gap_verdicts": VERDICTS,
    "bundle_verdicts": VERDICTS,
    "difference_verdicts": "FROM verdicts",
    "difference_splits": "FROM proven_splits",
    "asked": "SELECT shortfall_id, receipt_no, document_no, amount FROM bundle_shortfalls",
    "differences": "FROM whole_differences",
    "shortfalls": "FROM shortfall_questions",
    # People's work on cases.
    "activities": "FROM landed_dispute_activity",
    "known_activities": BOOKS["book_activities"].arrow_schema,
    "known_cases": BOOKS["book_cases"].arrow_schema,
    "known_outcomes": BOOKS["book_outcomes"].arrow_schema,
    "decided": "FROM decided_amounts",
    "case_variances": "SELECT *, CAST(NULL AS BIGINT) AS place FROM settled_variances",
    "case_movements": no_rows(variance_id="VARCHAR", event="VARCHAR", amount="BIGINT", text="VARCHAR"),
    "state_changes": no_rows(
        cause="VARCHAR", caused_by="VARCHAR", from_status="VARCHAR", to_status="VARCHAR"
    ),
    # After the cases.
    "book_variances": BOOKS["book_variances"].arrow_schema.append(pa.field("place", pa.int64())),
    "known_coded_variances": BOOKS["book_coded_variances"].arrow_schema,
    "open_items_before": PUBLISHED["open_items"].arrow_schema,
    "worklist": PUBLISHED["worklist"].arrow_schema,
    "measures": MEASURE_SCHEMA,
    # Stories and forgotten payers.
    "method_words": no_rows(method="VARCHAR", words="VARCHAR"),
    "reason_words": no_rows(reason="VARCHAR", words="VARCHAR"),
    "unapplied_words": no_rows(reason="VARCHAR", words="VARCHAR"),
    "forgotten_people": no_rows(payer_id="VARCHAR", pseudonym="VARCHAR"),
    "forgotten_keys": no_rows(key_hash="VARCHAR", pseudonym="VARCHAR"),
    "known_keys": no_rows(key_hash="VARCHAR", pseudonym="VARCHAR"),
    "names": no_rows(name="VARCHAR"),
    "texts": no_rows(forgotten_as="VARCHAR", mask="VARCHAR", text="VARCHAR"),
    "mentioning_rows": PUBLISHED["quarantine"].arrow_schema,
}
"""By name: the table's columns, or a query that has them. A query says of which model the rows are, or like which."""

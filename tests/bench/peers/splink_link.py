"""Advice linked to invoices by splink: pairs of one payer that share number or amount, weighed by both, the best taken."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb
import splink.comparison_library as comparisons
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

zone, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
started = time.perf_counter()
connection = duckdb.connect(config={"threads": 2})
COLUMNS = {
    "advice": ("remittances", "remittance_id || '/' || line_number", "invoice_reference", "invoice_amount"),
    "invoices": ("invoices", "invoice_number", "invoice_number", "gross_amount"),
}
api = DuckDBAPI(connection)
given = []
for name, (table, row, number, amount) in COLUMNS.items():
    file = next((zone / table).glob("*/*.parquet"))
    connection.execute(
        f"CREATE TABLE {name} AS SELECT {row} AS unique_id, payer_id, {number} AS number, {amount}::VARCHAR AS amount "
        f"FROM read_parquet('{file}')"
    )
    given.append(api.register(connection.table(name), dataset_display_name=f"{name}_given"))
[(invoices,)] = connection.execute("SELECT count(*) FROM invoices").fetchall()
linker = Linker(
    given,
    SettingsCreator(
        link_type="link_only",
        comparisons=[
            comparisons.JaroWinklerAtThresholds("number", [0.95, 0.88]),
            comparisons.ExactMatch("amount"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("payer_id", "number"),
            block_on("payer_id", "amount"),
        ],
        probability_two_random_records_match=1 / invoices,
    ),
)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
linker.training.estimate_parameters_using_expectation_maximisation(block_on("payer_id", "amount"))
linker.training.estimate_parameters_using_expectation_maximisation(block_on("payer_id", "number"))
scored = linker.inference.predict(threshold_match_probability=0.9)
connection.execute(
    f"CREATE TABLE found AS FROM {scored.physical_name} "
    "QUALIFY row_number() OVER (PARTITION BY unique_id_l ORDER BY match_weight DESC, unique_id_r) = 1"
)
connection.execute(f"COPY found TO '{out / 'allocations.parquet'}'")
[(allocated,)] = connection.execute("SELECT count(*) FROM found").fetchall()
print(f"made in {time.perf_counter() - started:.2f} s (allocated {allocated})")

"""A night judged by great-expectations, and its Data Docs. The one module that imports it, for that takes seconds."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.errors import Refused
from pipelines.lake import Snapshot
from pipelines.quality import Suite, frame, opened

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig

SITE = "tieout"


@dataclass(frozen=True)
class Verdict:
    """What a suite found: sentences, one per expectation that does not hold."""

    suite: Suite
    row_count: int
    unmet: tuple[str, ...]


def judge(snapshot: Snapshot, night: date, suites: Sequence[Suite], docs: Path) -> Iterator[Verdict]:
    """One verdict per suite; pages for people go into the folder `docs`."""
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("lake")
    with opened(snapshot, night) as connection:
        for suite in suites:
            try:
                rows, usual = frame(connection, suite)
            except Refused as error:
                yield Verdict(suite, 0, (str(error),))
                continue
            batch = source.add_dataframe_asset(suite.name).add_batch_definition_whole_dataframe(str(night))
            expectations = gx.ExpectationSuite(name=suite.name, expectations=list(suite.expectations))
            definition = gx.ValidationDefinition(
                name=suite.name, data=batch, suite=context.suites.add(expectations)
            )
            found = context.validation_definitions.add(definition).run(
                batch_parameters={"dataframe": rows.to_pandas()}, expectation_parameters=usual
            )
            # Of no rows nothing can be said, and a mean of none is no finding.
            yield Verdict(suite, rows.num_rows, tuple(_unmet(found)) if rows.num_rows else ())
    _build_docs(context, docs)


def _unmet(found: Any) -> Iterator[str]:
    for each in found.results:
        if not each.success:
            config = each.expectation_config
            notes = (config.meta or {}).get("notes", config.type)
            bounds = {
                name: config.kwargs[name] for name in ("min_value", "max_value") if name in config.kwargs
            }
            seen = each.result.get("observed_value", each.result.get("partial_unexpected_list"))
            raised = (each.exception_info or {}).get("exception_message")
            yield f"{notes}: expected {bounds or 'it to hold'}, found {raised or seen}"


def _build_docs(context: Any, docs: Path) -> None:
    backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs)}
    index = {"class_name": "DefaultSiteIndexBuilder"}
    site = {"class_name": "SiteBuilder", "site_index_builder": index, "store_backend": backend}
    context.add_data_docs_site(site_name=SITE, site_config=site)
    context.build_data_docs(site_names=[SITE])

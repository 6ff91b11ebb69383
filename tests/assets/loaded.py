"""Loads what a night needs into a process that makes nights in forks of itself, each of which would else load it again."""

from __future__ import annotations

from importlib import import_module

import dagster as dg

from pipelines.databases import parser
from pipelines.models import models


def load_everything() -> None:
    """Import the steps and parse the models, and leave no database open: a fork would lack its threads."""
    import_module("assets.nightly.make_nights")
    import_module("assets.definitions").definitions().resolve_job_def("nightly")
    with dg.DagsterInstance.ephemeral():  # imports what records runs
        pass
    for model in models().values():
        assert model.reads is not None
    parser().close()
    parser.cache_clear()

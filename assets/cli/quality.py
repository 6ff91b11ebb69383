"""`tieout quality`: is a published night plausible against those before it? Prints what is unusual, writes Data Docs."""

from __future__ import annotations

import webbrowser
from argparse import Namespace
from importlib import import_module

from assets.settings import Settings
from assets.terminal import say
from pipelines.errors import Refused
from pipelines.lake import Lake


def judge_night(options: Namespace) -> int:
    """0 also where something is unusual: nothing that is found here stops anybody."""
    settings = Settings.from_options(options)
    lake = Lake(settings.lake)
    if options.date not in (lake.nights() if options.date else [None]) or not lake.nights():
        raise Refused(f"lake {lake.root}: no night {options.date or ''} to judge; expected a published one")
    settings.to_environment()
    say(*_judge(options.date or lake.nights()[-1]))
    say(f"Data Docs   {lake.data_docs / 'index.html'}")
    if options.open:
        webbrowser.open((lake.data_docs / "index.html").as_uri())
    return 0


def _judge(night: object) -> list[str]:
    import dagster as dg

    from assets.nightly.job import QUIET

    job = import_module("assets.definitions").definitions().resolve_job_def("quality")
    config = {**QUIET, "ops": {"plausibility": {"config": {"night": str(night)}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        found = job.execute_in_process(instance=instance, run_config=config).get_asset_check_evaluations()
    lines = [
        f"night {night}: {len(found)} suites, {sum(not each.passed for each in found)} find something unusual"
    ]
    unusual = (each for each in found if not each.passed)
    return lines + [
        f"  {each.asset_key.to_user_string()} {each.check_name}: {each.description}" for each in unusual
    ]

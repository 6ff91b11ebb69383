"""Every message of docs/runbook.md is provoked here, and the page has a heading for each."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from dagster._utils.error import SerializableErrorInfo

from assets import retries, worklist
from assets.alert import send_alert
from assets.cli import main
from assets.machine_errors import explain_record
from assets.sensors import overdue_message
from assets.settings import PROJECT
from assets.stale_runs import LAKE, end_dead_runs
from pipelines import interruption
from pipelines.errors import TieoutError
from pipelines.ingest import load_extract
from pipelines.lake import Lake
from pipelines.lake import staging as lake_staging
from pipelines.quality import loadable_suites
from pipelines.secret import read_secret
from tests.assets.landing import MONDAY, TUESDAY, WEDNESDAY
from tests.assets.test_command import run
from tests.assets.test_nightly import make
from tests.engine_faults import Engine

HEADINGS = re.findall(
    r"^### (.*)$", (PROJECT / "docs" / "runbook.md").read_text(encoding="utf-8"), re.MULTILINE
)


@dataclass
class Scene:
    """Two days of extracts, an empty lake, and what a provocation may change."""

    zone: Path
    lake: Path
    drop: Callable[[str, str, str], Path]
    patch: pytest.MonkeyPatch
    folder: Path
    reach: Callable[[str], None]

    def policy(self, text: str) -> None:
        (self.folder / "policy.toml").write_text(text)
        self.patch.setenv("TIEOUT_POLICY", str(self.folder / "policy.toml"))


def _raise(error: BaseException) -> Callable:
    def fail(*_, **__):
        raise error

    return fail


def _first_fails(what: Callable, error: BaseException) -> Callable:
    calls: list[int] = []

    def call(*given):
        calls.append(1)
        if len(calls) == 1:
            raise error
        return what(*given)

    return call


def no_file(scene: Scene) -> None:
    scene.policy('[required_extracts]\nshipments = "weekdays"\n')
    run(MONDAY, MONDAY)


def columns(scene: Scene) -> None:
    scene.reach(MONDAY)
    scene.drop("payments", TUESDAY, "company_code,payment\n1000,P1\n")
    run(TUESDAY, TUESDAY)


def control(scene: Scene) -> None:
    scene.reach(MONDAY)
    (scene.zone / "payments" / TUESDAY / "payments.control.json").write_text(json.dumps({"rows": 2}))
    run(TUESDAY, TUESDAY)


def folder(scene: Scene) -> None:
    (scene.zone / "payments" / "march").mkdir()
    run()


def broken_link(scene: Scene) -> None:
    (scene.zone / "shipments").symlink_to(scene.folder / "not_mounted")
    run(MONDAY, MONDAY)


def future_folder(scene: Scene) -> None:
    scene.drop("payments", "2051-03-02", "")
    main(["check"])


def early_folder(scene: Scene) -> None:
    scene.drop("payments", "1026-03-02", "")
    main(["check"])


def distant_folder(scene: Scene) -> None:
    scene.patch.delenv("TIEOUT_FIRST_NIGHT")
    scene.drop("payments", "2006-03-02", "")
    main(["run"])


def unread_folder(scene: Scene) -> None:
    scene.drop("Payments", MONDAY, "")
    main(["check"])


def loose_file(scene: Scene) -> None:
    (scene.zone / "payments.csv").write_text("")
    main(["check"])


def unread_control(scene: Scene) -> None:
    (scene.zone / "payments" / TUESDAY / "payment.control.json").write_text('{"rows": 1}')
    main(["check"])


def ending(scene: Scene) -> None:
    scene.reach(MONDAY)
    scene.drop("payments", TUESDAY, "").with_name("notes.docx").write_text("x")
    run(TUESDAY, TUESDAY)


def still_written(scene: Scene) -> None:
    """The file grows between its hash and the end of reading."""
    insert = load_extract._insert_rows

    def insert_and_grow(connection, file, rows):
        insert(connection, file, rows)
        with file.path.open("a") as stream:
            stream.write("\n")

    scene.patch.setattr(load_extract, "_insert_rows", insert_and_grow)
    run(MONDAY, MONDAY)


def changed(scene: Scene) -> None:
    scene.reach(MONDAY)
    scene.drop("payers", MONDAY, "payer_id,name\nC1,Other\n")
    run(TUESDAY, TUESDAY, "--no-rerun-changed")


def wrong_number(scene: Scene) -> None:
    scene.patch.setenv("TIEOUT_THREADS", "two")
    run(MONDAY, MONDAY)


def gap(scene: Scene) -> None:
    scene.reach(MONDAY)
    run(WEDNESDAY, WEDNESDAY)


def later(scene: Scene) -> None:
    scene.reach(TUESDAY)
    try:
        make(date.fromisoformat(MONDAY))
    except dg.DagsterError as error:
        print(error.__cause__)


def held(scene: Scene) -> None:
    with Lake(scene.lake).lock("another"):
        run(MONDAY, MONDAY)


def by_hand(scene: Scene) -> None:
    graph = import_module("assets.definitions").definitions().resolve_asset_graph()
    try:
        make(date.fromisoformat(MONDAY), [key.to_user_string() for key in graph.materializable_asset_keys])
    except TieoutError as error:
        print(error)


def policy_mistakes(scene: Scene) -> None:
    scene.policy("tolerance = -1\n")
    run(MONDAY, MONDAY)


def disk_full(scene: Scene) -> None:
    full = OSError(errno.ENOSPC, "No space left on device", str(scene.lake / "x"))
    scene.patch.setattr(lake_staging, "write_rows", _raise(full))
    run(MONDAY, MONDAY)


def no_permission(scene: Scene) -> None:
    denied = PermissionError(errno.EACCES, "Permission denied", str(scene.lake / "x"))
    scene.patch.setattr(lake_staging, "write_rows", _raise(denied))
    run(MONDAY, MONDAY)


def no_memory(scene: Scene) -> None:
    scene.patch.setattr(worklist, "list_work", _raise(duckdb.OutOfMemoryException("could not allocate")))
    run(MONDAY, MONDAY)


def broken_engine(scene: Scene) -> None:
    Engine(lambda step, number, text: "TABLE documents_in_play AS" in text).install(scene.patch)
    run(MONDAY, MONDAY)


def stumbling_disk(scene: Scene) -> None:
    """The first look at the landing zone fails, the second does not: the night is published."""
    landed = import_module("assets.landed")
    scene.patch.setattr(retries, "WAITS", (0, 0, 0))
    scene.patch.setattr(landed, "land", _first_fails(landed.land, OSError(errno.ESTALE, "Stale file handle")))
    assert run(MONDAY, MONDAY) == 0
    assert [str(night) for night in Lake(scene.lake).nights()] == [MONDAY]


def gate(scene: Scene) -> None:
    scene.reach(MONDAY)
    build = worklist.list_work
    scene.patch.setattr(
        worklist,
        "list_work",
        lambda *given: (built := build(*given)) | {"worklist": built["worklist"].slice(1)},
    )
    run(TUESDAY, TUESDAY)


def killed(scene: Scene) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        job = dg.GraphDefinition(name="nightly").to_job()
        tags = {LAKE: str(scene.lake)}
        dead = instance.create_run_for_job(job, tags=tags, status=dg.DagsterRunStatus.STARTED)
        end_dead_runs(instance, scene.lake)
        print([event.message for event in instance.all_logs(dead.run_id)])


def overdue(scene: Scene) -> None:
    print(overdue_message(date.fromisoformat(TUESDAY), []))


def copies(scene: Scene) -> None:
    scene.patch.setenv("TIEOUT_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    run(MONDAY, MONDAY)


def damaged(scene: Scene) -> None:
    scene.reach(MONDAY)
    shutil.rmtree(scene.lake / "_snapshots")
    main(["status"])


def unreadable_record(scene: Scene) -> None:
    scene.reach(MONDAY)
    (scene.lake / "_forgotten.json").write_text("{")
    run(TUESDAY, TUESDAY)


def newer(scene: Scene) -> None:
    scene.reach(MONDAY)
    with (scene.lake / "_commits.jsonl").open("a") as history:
        history.write('{"format": 99}\n')
    main(["status"])


def stopped(scene: Scene) -> None:
    def wait_for_the_end(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        while True:
            interruption.check()
            time.sleep(0.01)

    scene.patch.setattr(worklist, "list_work", wait_for_the_end)
    before = signal.signal(
        signal.SIGTERM, signal.SIG_DFL
    )  # Dagster makes it what SIGINT is, which background jobs ignore
    try:
        run(MONDAY, MONDAY)
    finally:
        signal.signal(signal.SIGTERM, before)


def terminated(scene: Scene) -> None:
    error = SerializableErrorInfo("", [], "DagsterExecutionInterruptedError", None)
    print(explain_record(error))


def undelivered(scene: Scene) -> None:
    scene.patch.setenv("TIEOUT_ALERT_COMMAND", "exit 7")
    send_alert("a message", "run-1")


def unknown_group(scene: Scene) -> None:
    scene.patch.setenv("TIEOUT_GROUP", "there-is-no-such-group")
    run(MONDAY, MONDAY)


def secret(scene: Scene) -> None:
    scene.patch.setenv("TIEOUT_DATABASE_URL_FILE", str(scene.folder / "none"))
    with pytest.raises(TieoutError) as error:
        read_secret("TIEOUT_DATABASE_URL")
    print(error.value)


def suites(scene: Scene) -> None:
    (scene.folder / "mine.json").write_text("{")
    scene.patch.setenv("TIEOUT_SUITES", str(scene.folder))
    loadable_suites()


def our_fault(scene: Scene) -> None:
    scene.patch.setattr(worklist, "list_work", _raise(KeyError("something")))
    run(MONDAY, MONDAY)


PROVOKED = {
    "no file has come": no_file, "wrong columns": columns, "what was read disagrees with": control,
    "not the folder of a day": folder, "found a file or a broken link": broken_link, "dated in the future": future_folder,
    "dated before the earliest date": early_folder, "nights between them would be made without a folder": distant_folder,
    "a folder that nothing reads": unread_folder, "where nothing reads a file": loose_file,
    "a control file that names no extract": unread_control, "not a file that can be read": ending,
    "changed while it was read": still_written,
    "finished nights rest on folders that are not as they were": changed,
    "expected a whole number": wrong_number, "its predecessor has not run": gap,
    "later nights rest on it": later, "expected no other run, found": held, "only the job nightly publishes": by_hand,
    "mistakes:": policy_mistakes, "no space is left on the disk": disk_full, "permission is denied": no_permission,
    "memory is short": no_memory, "failed twice by a fault of its own": broken_engine,
    "tried again in": stumbling_disk, "the gate stays shut": gate,
    "its process has died": killed, "not published; expected by now": overdue, "not up to date": copies,
    "the lake is damaged": damaged, "the record of the forgotten payers": unreadable_record,
    "a newer release of Tieout has written this lake": newer,
    "stopped by": stopped, "stopped from outside": terminated, "the run goes on as without it": undelivered,
    "expected a file with the secret": secret, "TIEOUT_GROUP": unknown_group,
    "the shipped suites stand in for them": suites, "a fault of ours": our_fault,
}  # fmt: skip


def test_the_page_has_a_heading_for_each_message_and_no_other():
    assert list(PROVOKED) == HEADINGS


FAULTS = (
    "no space is left on the disk",
    "permission is denied",
    "memory is short",
    "failed twice by a fault of its own",
    "a fault of ours",
)
"""After these the same command again is the way on."""


@pytest.mark.parametrize("heading", [heading for heading in HEADINGS if heading not in FAULTS])
def test_the_message_comes_when_it_is_provoked(
    heading, zone, lake, drop, monkeypatch, tmp_path, reach, capsys, caplog
):
    PROVOKED[heading](Scene(zone, lake, drop, monkeypatch, tmp_path, reach))
    said = capsys.readouterr()
    assert heading in said.out + said.err + caplog.text


def test_after_faults_of_the_machine_the_same_command_again_is_the_way_on(
    zone, lake, drop, tmp_path, reach, capsys, caplog
):
    """One fault after the other meets the same lake, each comes to its message, and at last the night is made."""
    for heading in FAULTS:
        with pytest.MonkeyPatch.context() as patch:
            PROVOKED[heading](Scene(zone, lake, drop, patch, tmp_path, reach))
        said = capsys.readouterr()
        assert heading in said.out + said.err + caplog.text
        caplog.clear()
        assert Lake(lake).nights() == [] and list((lake / "_staging").glob("*/*")) == []
    assert run(MONDAY, MONDAY) == 0

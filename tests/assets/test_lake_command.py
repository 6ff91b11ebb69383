"""`tieout lake`: what it prints and how it ends; and a run on a damaged lake."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from assets.cli import main
from assets.cli.lake_options import LAKE_ACTIONS
from assets.nightly import planning
from assets.settings import Settings
from pipelines.lake import Lake
from tests.assets.landing import MONDAY, TUESDAY
from tests.assets.test_command import run


@pytest.fixture
def two_nights(reach, lake: Path) -> Path:
    reach(TUESDAY)
    return lake


def damage(lake: Path) -> Path:
    """Cut a book of the first night off, in a copy of its own: other generations keep theirs."""
    path = next((lake / "_current" / "book_documents" / f"business_date={MONDAY}").iterdir()).resolve()
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:-100])
    return path


def test_a_whole_lake_is_verified_against_a_noted_head(two_nights, capsys):
    noted = Lake(two_nights).history().digests[0]
    assert main(["lake", "verify", "--head", noted]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [re.sub(r"-\w{6}: \d+ files", ": N files", line) for line in said[:-1]] == [
        "000001: N files, whole",
        "000002: N files, whole",
    ]
    assert said[-1] == f"history: 3 commits, head {Lake(two_nights).history().head}"


@pytest.mark.parametrize("name", ["none", "a-file"])
def test_a_lake_that_is_not_there_is_named_and_not_created(tmp_path, capsys, name):
    (tmp_path / "a-file").write_text("no lake")
    place = tmp_path / name
    actions = [["lake", action] for action in LAKE_ACTIONS]
    for command in (["prune"], *actions):
        payer = ["C1"] if command[-1] == "forget" else []
        assert main([*command, *payer, "--lake", str(place)]) == 2, command
        said = capsys.readouterr()
        assert f"lake {place}: there is no such lake; expected a folder, found" in said.err, command
        assert said.out == "" and [each.name for each in tmp_path.iterdir()] == ["a-file"], command


def test_options_of_the_wrong_form_are_refused():
    for wrong in (["verify", "--head", ""], ["restore", ""], ["history", "--limit", "-1"]):
        with pytest.raises(SystemExit, match="2"):
            main(["lake", *wrong])


def test_verifying_names_all_damage_and_the_way_back(two_nights, capsys):
    path, whole = damage(two_nights), sorted((two_nights / "_snapshots").iterdir())[0].name
    assert main(["lake", "verify", "--head", "f" * 64, "--lake", str(two_nights)]) == 1
    said = capsys.readouterr().out
    assert f"damaged: {path}: expected {path.stat().st_size + 100} bytes" in said
    assert "the history has been rewritten since that hash was noted" in said
    assert f"2 findings; 1 generations are whole; `tieout lake restore {whole} --lake {two_nights}`" in said


def test_a_run_on_a_damaged_lake_stops_with_an_alert_and_goes_on_once_restored(
    two_nights, capsys, monkeypatch, tmp_path
):
    path, generations = damage(two_nights), sorted(os.listdir(two_nights / "_snapshots"))
    monkeypatch.setenv(
        "TIEOUT_ALERT_COMMAND", f"cat > {tmp_path / 'alert'}; echo $TIEOUT_HEAD > {tmp_path / 'head'}"
    )
    assert run("2026-03-04", "2026-03-04") == 1
    assert (tmp_path / "alert").read_text().startswith(f"the lake is damaged: {path}: expected")
    assert (tmp_path / "head").read_text().strip() == Lake(two_nights).history().head
    assert sorted(os.listdir(two_nights / "_snapshots")) == generations
    assert main(["lake", "restore", generations[0]]) == 0
    (two_nights / "worklist").unlink()
    (two_nights / "_current").unlink()
    (two_nights / "_current").symlink_to(f"_snapshots/{generations[0]}")
    capsys.readouterr()
    assert run(TUESDAY, TUESDAY) == 0
    said = capsys.readouterr().err
    assert re.search(
        r"WARNING run=\S+ .*/worklist: expected a link to _current/worklist; found none; it was pointed", said
    )
    assert re.search(
        rf"WARNING run=\S+ .*_current points to {generations[0]}, but .*; work goes on from", said
    )
    assert [str(night) for night in Lake(two_nights).nights()] == [MONDAY, TUESDAY]
    assert Lake(two_nights).inspect().generations[-1].damage == ()


def test_a_run_that_dagster_launches_names_a_repaired_link_too(two_nights, monkeypatch):
    (two_nights / "worklist").unlink()
    said: list[str] = []
    monkeypatch.setattr(planning.LOG, "warning", lambda _, notice: said.append(notice))
    with planning.lone_run(Settings.from_environment(), "run-x", date(2026, 3, 4), is_publishing=True):
        assert [notice.partition(":")[0] for notice in said] == [str(two_nights / "worklist")]


@pytest.mark.parametrize("command", [["worklist"], ["status"], ["explain", "P1"], ["lake", "history"]])
def test_a_lake_without_its_link_is_refused_by_every_command(two_nights, capsys, command):
    (two_nights / "_current").unlink()
    if command == ["lake", "history"]:
        assert main(command) == 0, "the history can be read without it"
        return
    assert main(command) == 1
    assert "_current: expected a link to a generation; found no such link" in capsys.readouterr().err


def test_the_history_of_commits(two_nights, capsys):
    assert main(["lake", "history", "--limit", "2"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    history = Lake(two_nights).history()
    assert [line[0] for line in lines] == ["2", "3"]
    assert [line[4] for line in lines] == [MONDAY, TUESDAY]
    assert [line[5] for line in lines] == list(history.digests[1:])


def test_a_generation_that_is_not_there(two_nights, capsys):
    assert main(["lake", "restore", "000077-abcdef"]) == 2
    assert (
        "there is no generation 000077-abcdef; expected one of these in _snapshots: 000002-"
        in capsys.readouterr().err
    )

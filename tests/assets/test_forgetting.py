"""`tieout lake forget`: refused while anything is open; then no name is left, in the lake or in what lands from then on."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from assets.cli import main
from pipelines.errors import TieoutError
from pipelines.forgetting import forget
from pipelines.lake import KEPT, Lake
from tests.assets.forgotten_person import PAYMENTS, names_in, put_notes, put_zone
from tests.assets.landing import MONDAY, TUESDAY, WEDNESDAY, copy_site, make_night, put


@pytest.fixture(scope="module")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Zone and lake after Tuesday: 10.00 of the person's are disputed."""
    site = tmp_path_factory.mktemp("open")
    put_zone(site / "extracts")
    _make(site, MONDAY, TUESDAY)
    return site


@pytest.fixture(scope="module")
def settled_site(open_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Zone and lake after Wednesday: nothing is open."""
    site = copy_site(open_site, tmp_path_factory.mktemp("settled"))
    dispute = _rows(site / "lake", "worklist", TUESDAY)["dispute_id"][0].as_py()
    put_notes(site / "extracts", dispute)
    make_night(site, WEDNESDAY)
    return site


@pytest.fixture(scope="module")
def interrupted_site(settled_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forgetting was killed between the registration and the commit."""
    site = copy_site(settled_site, tmp_path_factory.mktemp("interrupted"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Lake, "rewrite", killed)
        forget(Lake(site / "lake"), "C1", "run-1")
    return site


@pytest.fixture(scope="module")
def forgotten_site(interrupted_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The payer is forgotten, at the second attempt."""
    site = copy_site(interrupted_site, tmp_path_factory.mktemp("forgotten"))
    (site / "lake" / "data_docs").mkdir()
    (site / "lake" / "data_docs" / "index.html").write_text("Hans", encoding="utf-8")
    assert main(["lake", "forget", "C1", "--lake", str(site / "lake")]) == 0
    return site


def _make(site: Path, first: str, last: str) -> None:
    places = ["--extracts", str(site / "extracts"), "--lake", str(site / "lake")]
    assert main(["run", *places, "--from", first, "--to", last]) == 0


def _person(lake: Path) -> dict[str, Any]:
    person: dict[str, Any] = json.loads((lake / "_forgotten.json").read_text())["people"][0]
    return person


def _rows(lake: Path, table: str, night: str) -> pa.Table:
    return Lake(lake).pin().read(table, date.fromisoformat(night))


def _figures(lake: Path) -> dict[tuple[str, date], list[dict[str, object]]]:
    """Every row of every night, without the columns about persons."""
    snapshot = Lake(lake).pin()
    return {
        (name, night): snapshot.read(name, night)
        .select([c.name for c in table.columns if not c.is_masked])
        .to_pylist()
        for name, table in KEPT.items()
        for night in snapshot.partitions(name)
        if name != "book_payer_marks"  # two spellings of a name are one mark now
    }


def _of_company(lake: Path) -> list[dict[str, object]]:
    """The rows of the company, whole."""
    snapshot = Lake(lake).pin()
    return [
        row
        for name, table in KEPT.items()
        if "payer_id" in table.names
        for night in snapshot.partitions(name)
        for row in snapshot.read(name, night).to_pylist()
        if row["payer_id"] == "C2"
    ]


def _allocations(lake: Path) -> list[object]:
    columns = ["payment_id", "invoice_number", "amount", "discount_amount", "method", "confidence"]
    return [_rows(lake, "allocations", night).select(columns).to_pylist() for night in (MONDAY, TUESDAY)]


def test_refused_while_anything_is_open(open_site: Path, capsys: pytest.CaptureFixture[str]):
    head = Lake(open_site / "lake").history().head
    assert main(["lake", "forget", "C1", "--lake", str(open_site / "lake")]) == 2
    said = capsys.readouterr().err
    assert "open disputes: " in said and "open items: 1000/INV-1002" in said and "INV-1001" not in said
    assert "nothing was written" in said
    assert not (open_site / "lake" / "_forgotten.json").exists()
    assert Lake(open_site / "lake").history().head == head


def test_refused_for_a_payer_that_no_night_knows(open_site: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["lake", "forget", "C77", "--lake", str(open_site / "lake")]) == 2
    assert "payer C77 is unknown" in capsys.readouterr().err
    assert main(["lake", "forget", "C1", "--lake", str(open_site / "nowhere")]) == 2


def test_no_name_is_left_anywhere(settled_site: Path, forgotten_site: Path):
    assert names_in(settled_site / "lake")
    assert names_in(forgotten_site / "lake") == []
    assert not (forgotten_site / "lake" / "data_docs").exists()
    assert len(list((forgotten_site / "lake" / "_snapshots").iterdir())) == 1


def test_figures_ids_and_everybody_else_stay(settled_site: Path, forgotten_site: Path):
    assert _figures(forgotten_site / "lake") == _figures(settled_site / "lake")
    assert _of_company(forgotten_site / "lake") == _of_company(settled_site / "lake")


def test_texts_keep_their_sense(forgotten_site: Path):
    lake = forgotten_site / "lake"
    pseudonym = _person(lake)["pseudonym"]
    payments = _rows(lake, "book_payments", TUESDAY)
    memos = dict(zip(payments["payment_id"].to_pylist(), payments["memo"].to_pylist(), strict=True))
    assert memos["P1"] == "Rechnung INV-1001 Xxxx Xxxxxx, xxxxx Xxxx"
    assert memos["P3"] == "INV-1003 xxx Xxxx Xxxxxx"
    assert _rows(lake, "worklist", TUESDAY)["payer_name"].to_pylist() == [pseudonym]
    assert _rows(lake, "dispute_history", WEDNESDAY)["text"].to_pylist() == [
        "(forgotten)", "(forgotten)", "written_off: (forgotten)", "written off 10.00 EUR", "closed",
    ]  # fmt: skip
    assert _rows(lake, "quarantine", TUESDAY)["row"].to_pylist() == [
        "1000,P8,,Xxxx Xxxxxx,2026-03-03,none,EUR,B8,Xxxx Xxxxxx",
        "1000,P9,,Hans Müller & Söhne GmbH,2026-03-03,none,EUR,B9,Hans Müller & Söhne",
    ]


def test_the_commit_names_the_old_hash_and_the_new_one(settled_site: Path, forgotten_site: Path):
    before, after = (Lake(site / "lake").history() for site in (settled_site, forgotten_site))
    commit, replaced = after.commits[-1], before.commits[-1].generation
    assert (commit.kind, commit.base) == ("forgotten", replaced)
    assert set(commit.manifests) == {replaced, commit.generation}
    assert commit.manifests[replaced] == before.manifest_of(replaced)
    assert main(["lake", "verify", "--head", before.head, "--lake", str(forgotten_site / "lake")]) == 0


def test_the_record_is_for_the_run_only_and_holds_no_name(forgotten_site: Path):
    person = _person(forgotten_site / "lake")
    assert (forgotten_site / "lake" / "_forgotten.json").stat().st_mode & 0o777 == 0o640
    assert person["commit"] == Lake(forgotten_site / "lake").history().commits[-1].number
    assert (person["payer_id"], len(person["names"]), len(person["words"])) == ("C1", 2, 2)


def test_twice_is_once(forgotten_site: Path, capsys: pytest.CaptureFixture[str]):
    head = Lake(forgotten_site / "lake").history().head
    assert main(["lake", "forget", "C1", "--lake", str(forgotten_site / "lake")]) == 0
    assert "payer C1 is already forgotten" in capsys.readouterr().out
    assert Lake(forgotten_site / "lake").history().head == head


def test_a_rerun_and_a_late_folder_bring_no_name_back(
    settled_site: Path, forgotten_site: Path, tmp_path: Path
):
    site = copy_site(forgotten_site, tmp_path)
    put(site / "extracts", "payments", WEDNESDAY, PAYMENTS.replace(",P", ",Q").replace(",B", ",C"))
    _make(site, MONDAY, WEDNESDAY)
    assert _allocations(site / "lake") == _allocations(settled_site / "lake")
    late = _rows(site / "lake", "book_payments", WEDNESDAY).filter(pa.compute.field("payment_id") == "Q2")
    assert late["known_payer_id"].to_pylist() == ["C1"]
    main(["prune", "--lake", str(site / "lake")])
    assert names_in(site / "lake") == []


def test_what_a_kill_interrupted_is_ended_by_forgetting_again(interrupted_site: Path, forgotten_site: Path):
    assert names_in(interrupted_site / "lake")
    before, after = (_person(site / "lake") for site in (interrupted_site, forgotten_site))
    assert before["pseudonym"] == after["pseudonym"]
    assert before["commit"] is None and after["commit"] is not None


def test_a_lake_that_lost_its_record_makes_no_night(forgotten_site: Path, tmp_path: Path):
    lake = Lake(copy_site(forgotten_site, tmp_path) / "lake")
    shutil.move(lake.forgotten_file, tmp_path / "elsewhere")
    with pytest.raises(TieoutError, match="without it the next night would bring the names back"):
        forget(lake, "C1", "run-1")

"""Every kind of damage to a lake is named; nothing is deleted, taken for empty, or carried on into the next generation."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.lake import KEPT, DamagedLakeError, Lake, Snapshot
from pipelines.lake.manifest import describe_files, find_files, write_manifest
from tests.pipelines.lake.making_nights import FIRST, LAST, NEXT, days_after, only_tables, staged_night

BOOK, EVENTS, VIEW = "book_documents", "allocations", "worklist"


@pytest.fixture(scope="module", autouse=True)
def few_tables() -> Iterator[None]:
    """A lake of four tables is damaged in the same ways as one of all."""
    with only_tables({BOOK, "book_payments", EVENTS, VIEW}):
        yield


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten nights in three commits: the books of eight of them are gathered."""
    lake = Lake(tmp_path_factory.mktemp("whole") / "lake")
    nights = [days_after(FIRST, days) for days in range(10)]
    lake.commit([staged_night(lake, night, 1) for night in nights[:8]])
    lake.commit([staged_night(lake, nights[8], 2)])
    lake.commit([staged_night(lake, nights[9], 3)])
    return lake.root


@pytest.fixture
def lake(whole: Path, tmp_path: Path) -> Lake:
    shutil.copytree(whole, tmp_path / "lake", symlinks=True)
    return Lake(tmp_path / "lake")


def newest(lake: Lake) -> Path:
    return (lake.root / "_current").resolve()


def older(lake: Lake) -> Path:
    return sorted((lake.root / "_snapshots").iterdir())[-2]


def part(lake: Lake, table: str, night: object = NEXT) -> Path:
    return next((newest(lake) / table / f"business_date={night}").iterdir())


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0x10
    path.write_bytes(content)


def cut(path: Path, share: float = 0.5) -> None:
    os.truncate(path, int(path.stat().st_size * share))


def relink(lake: Lake, target: str) -> None:
    (lake.root / "_current").unlink()
    (lake.root / "_current").symlink_to(target)


def make_current(lake: Lake, make: Callable[[Path], object]) -> None:
    (lake.root / "_current").unlink()
    make(lake.root / "_current")


def edit_history(lake: Lake, edit: Callable[[list[str]], list[str]]) -> None:
    path = lake.root / "_commits.jsonl"
    path.write_text("".join(f"{line}\n" for line in edit(path.read_text().splitlines())))


def change_commit(line: str) -> str:
    return json.dumps({**json.loads(line), "run_id": "somebody"}, separators=(",", ":"), sort_keys=True)


def write_other_rows(path: Path) -> None:
    rows = pq.ParquetFile(path).read()
    pq.write_table(rows.slice(1), path)


def copy_generation(lake: Lake) -> None:
    shutil.copytree(newest(lake), lake.root / "_snapshots" / "000009-abcdef")
    relink(lake, "_snapshots/000009-abcdef")


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE: dict[str, tuple[Callable[[Lake], object], str]] = {
    "no link to the state": (lambda lake: (lake.root / "_current").unlink(), "_current: .* no such link"),
    "the state is gone": (lambda lake: shutil.rmtree(newest(lake)), "_current: .* no such folder"),
    "the state is a folder": (lambda lake: make_current(lake, Path.mkdir), "_current: .* a file or a folder"),
    "the state is a file": (
        lambda lake: make_current(lake, lambda path: path.write_text("x")),
        "_current: .* a file or a folder",
    ),
    "the state is elsewhere": (lambda lake: relink(lake, "../elsewhere"), "_current: .* ../elsewhere"),
    "the state is a copy": (copy_generation, "_commits.jsonl: .* 000009-abcdef"),
    "all states are gone": (
        lambda lake: shutil.rmtree(lake.root / "_snapshots"),
        "_current: .* no such folder",
    ),
    "no manifest": (lambda lake: (newest(lake) / "_manifest.parquet").unlink(), "_manifest.parquet: "),
    "manifest cut off": (lambda lake: cut(newest(lake) / "_manifest.parquet"), "_manifest.parquet: "),
    "manifest changed": (lambda lake: flip(newest(lake) / "_manifest.parquet"), "_manifest.parquet: "),
    "manifest of another state": (
        lambda lake: shutil.copy(older(lake) / "_manifest.parquet", newest(lake)),
        "_manifest.parquet: ",
    ),
    "a night of a book is gone": (
        lambda lake: shutil.rmtree(part(lake, BOOK).parent),
        f"{BOOK}/business_date={NEXT}/.* no such file",
    ),
    "a file of a book is gone": (lambda lake: part(lake, BOOK).unlink(), f"{BOOK}/.* no such file"),
    "a file of a book is cut off": (lambda lake: cut(part(lake, BOOK)), f"{BOOK}/.* found .* bytes"),
    "a file of a book is empty": (lambda lake: cut(part(lake, BOOK), 0), f"{BOOK}/.* found 0 bytes"),
    "a bit of a book is flipped": (lambda lake: flip(part(lake, BOOK)), f"{BOOK}/.* found sha256"),
    "a book has other rows": (
        lambda lake: write_other_rows(part(lake, BOOK)),
        f"{BOOK}/business_date={NEXT}",
    ),
    "a book has another night's file": (
        lambda lake: shutil.copyfile(part(lake, BOOK, days_after(FIRST, 9)), part(lake, BOOK)),
        f"{BOOK}/business_date={NEXT}",
    ),
    "a file of a book is a folder": (lambda lake: replace_by_folder(part(lake, BOOK)), f"{BOOK}/"),
    "a book is gone": (lambda lake: shutil.rmtree(newest(lake) / BOOK), f"{BOOK}/.* no such file"),
    "a table of events is gone": (lambda lake: shutil.rmtree(newest(lake) / EVENTS), f"{EVENTS}/.* no such"),
    "an old worklist is gone": (lambda lake: part(lake, VIEW).unlink(), f"{VIEW}/.* no such file"),
    "gathered rows are gone": (
        lambda lake: shutil.rmtree(newest(lake) / "_older" / BOOK),
        f"_older/{BOOK}/.* no such file",
    ),
    "gathered rows are cut off": (
        lambda lake: cut(next((newest(lake) / "_older" / BOOK).iterdir())),
        f"_older/{BOOK}/.* bytes",
    ),
    "no history": (lambda lake: (lake.root / "_commits.jsonl").unlink(), "_commits.jsonl: "),
    "a line of the history is missing": (
        lambda lake: edit_history(lake, lambda lines: lines[:1] + lines[2:]),
        "_commits.jsonl, line 2: expected commit 2",
    ),
    "a line of the history is changed": (
        lambda lake: edit_history(lake, lambda lines: [lines[0], change_commit(lines[1]), *lines[2:]]),
        "_commits.jsonl, line 3: expected commit 3 after",
    ),
    "the end of the history is missing": (
        lambda lake: edit_history(lake, lambda lines: lines[:-1]),
        "_commits.jsonl: expected the commit of generation",
    ),
    "the history is none": (lambda lake: edit_history(lake, lambda lines: ["{"]), "_commits.jsonl, line 1"),
    "a link of a table is a folder": (
        lambda lake: [(lake.root / VIEW).unlink(), (lake.root / VIEW).mkdir()],
        f"{VIEW}: expected a link",
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_verifying_and_the_next_commit_name_the_damage_and_nothing_is_deleted(lake: Lake, kind: str) -> None:
    harm, named = DAMAGE[kind]
    night = staged_night(lake, days_after(FIRST, 10), 4)
    harm(lake)
    before = {path for path in lake.root.rglob("*") if "_staging" not in path.parts}
    assert any(re.search(named, said) for said in findings(lake)), findings(lake)
    with pytest.raises(DamagedLakeError, match=f"the lake is damaged: .*{named}") as error:
        lake.commit([night])
    assert before <= set(lake.root.rglob("*"))
    assert "nothing was written" in str(error.value) or "no generation was touched" in str(error.value)


def test_a_lake_as_it_was_committed_has_no_damage(lake: Lake) -> None:
    assert (findings(lake), lake.inspect().is_whole) == ([], True)


def findings(lake: Lake) -> list[str]:
    inspection = lake.inspect()
    return [
        *inspection.damage,
        *(said for generation in inspection.generations for said in generation.damage),
    ]


READ = [kind for kind in DAMAGE if "book" in kind or kind == "gathered rows are cut off"]


@pytest.mark.parametrize("kind", READ)
def test_whoever_reads_what_is_damaged_is_told(lake: Lake, kind: str) -> None:
    harm, named = DAMAGE[kind]
    harm(lake)
    snapshot = lake.pin()
    assert isinstance(snapshot, Snapshot)
    with pytest.raises(DamagedLakeError, match=named):
        snapshot.older_files(BOOK, LAST if "gathered" not in kind else days_after(FIRST, 9))


def test_a_file_that_no_commit_has_made_is_damage_to_those_who_read_the_folder(lake: Lake) -> None:
    shutil.copy(part(lake, VIEW), part(lake, VIEW).with_name("part-copy.parquet"))
    (newest(lake) / VIEW / "business_date=2026-12-24").mkdir()
    shutil.copy(part(lake, VIEW), newest(lake) / VIEW / "business_date=2026-12-24" / "part-x.parquet")
    damage = lake.inspect().generations[-1].damage
    assert [Path(said.partition(":")[0]).name for said in damage] == ["part-copy.parquet", "part-x.parquet"]


@pytest.mark.parametrize(
    "name", ["copy.parquet", "copy.pq", "part.bak.parquet", "sub/x.parquet", "../x.parquet", "../../x"]
)
def test_no_file_too_many_is_overlooked(lake: Lake, name: str) -> None:
    source = part(lake, VIEW)
    path = source.parent / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(source, path)
    [said] = lake.inspect().generations[-1].damage
    assert said.endswith("expected no such file; found one that no commit has made")


def test_a_link_in_the_place_of_a_file_is_damage_for_copies_may_not_follow_it(
    lake: Lake, tmp_path: Path
) -> None:
    path = part(lake, VIEW)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert "found a link" in " ".join(lake.inspect().generations[-1].damage)


def test_a_lake_of_which_only_links_and_copies_are_left_is_no_new_one(lake: Lake) -> None:
    shutil.rmtree(lake.root / "_snapshots")
    for name in ("_current", "_commits.jsonl"):
        (lake.root / name).unlink()
    with pytest.raises(DamagedLakeError, match=r"expected _snapshots, _commits\.jsonl and _current beside"):
        lake.nights()


def test_a_link_turned_back_by_hand_is_noticed(lake: Lake) -> None:
    assert lake.inspect().notices == ()
    relink(lake, f"_snapshots/{older(lake).name}")
    inspection = lake.inspect()
    assert inspection.is_whole and "but the last commit is that of 000003-" in inspection.notices[0]
    [notice] = lake.repair_links()
    assert f"work goes on from {older(lake).name}; to go back instead: `tieout lake restore 000003-" in notice
    assert newest(lake) == older(lake), "what the link means stays with the person who turned it"


def test_links_of_tables_that_are_missing_or_turned_are_repaired_and_named(lake: Lake) -> None:
    assert lake.repair_links() == []
    (lake.root / VIEW).unlink()
    (lake.root / EVENTS).unlink()
    (lake.root / EVENTS).symlink_to("_current/worklist")
    assert lake.repair_links() == [
        f"{lake.root / name}: expected a link to _current/{name}; found {found}; it was pointed there again, and no table "
        "was changed"
        for name, found in ((EVENTS, "a link to _current/worklist"), (VIEW, "none"))
    ]
    assert lake.inspect().is_whole and lake.repair_links() == []


def test_a_folder_in_the_place_of_a_link_is_not_repaired(lake: Lake) -> None:
    (lake.root / VIEW).unlink()
    (lake.root / VIEW).mkdir()
    with pytest.raises(DamagedLakeError, match="found a folder or a file; move it away"):
        lake.repair_links()
    assert list((lake.root / VIEW).iterdir()) == []


def test_damage_to_an_older_state_is_found_and_stops_no_night(lake: Lake) -> None:
    cut(next((older(lake) / BOOK / f"business_date={NEXT}").iterdir()))
    assert [bool(each.damage) for each in lake.inspect().generations] == [False, False, True, False]
    lake.commit([staged_night(lake, days_after(FIRST, 10), 4)])


def test_a_file_that_looks_as_it_did_is_not_hashed_again(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    lake.commit([staged_night(lake, days_after(FIRST, 10), 4)])  # a copy: every file was hashed once
    hashed: list[Path] = []
    monkeypatch.setattr("pipelines.lake.verification.hash_file", lambda path: hashed.append(path))
    snapshot = lake.pin()
    assert snapshot is not None
    snapshot.verification.check_all()
    snapshot.files(BOOK)
    assert hashed == []
    os.utime(part(lake, BOOK))
    with pytest.raises(DamagedLakeError):
        snapshot.verification.check_all()
    assert hashed == [part(lake, BOOK)]


@pytest.mark.parametrize("lost", ["_current", "_current and the links of tables", "the history, too"])
def test_a_lake_without_links_is_restored_by_one_command(lake: Lake, lost: str) -> None:
    nights, generations = lake.nights(), set((lake.root / "_snapshots").iterdir())
    (lake.root / "_current").unlink()
    if lost != "_current":
        for name in KEPT:
            (lake.root / name).unlink()
    if lost == "the history, too":
        (lake.root / "_commits.jsonl").unlink()
    with pytest.raises(DamagedLakeError, match=r"`tieout lake restore 000003-\w+`"):
        lake.nights()
    commit = lake.restore(None, "run-restore")
    assert (lake.nights(), lake.inspect().is_whole) == (nights, True)
    assert commit.base == max(generations).name and generations <= set((lake.root / "_snapshots").iterdir())
    assert pq.read_table(lake.table_folder(VIEW)).num_rows == 30


def test_going_back_to_an_older_state_is_a_commit_of_its_own(lake: Lake) -> None:
    cut(part(lake, BOOK, days_after(FIRST, 9)))
    with pytest.raises(DamagedLakeError, match="every file as committed"):
        lake.restore(None, "run-restore")
    commit = lake.restore(older(lake).name, "run-restore")
    assert (commit.kind, commit.base, len(lake.nights())) == ("restored", "000002" + commit.base[6:], 9)
    assert lake.history().head == commit.digest()
    assert lake.pin().path(BOOK, NEXT).stat().st_nlink > 1, "linked, not copied"


def test_a_generation_changed_together_with_its_manifest_is_not_restored(lake: Lake) -> None:
    path = part(lake, BOOK)
    write_other_rows(path)
    files = describe_files(newest(lake), sorted(find_files(newest(lake))), None)
    write_manifest(newest(lake), files)
    with pytest.raises(DamagedLakeError, match=r"_manifest\.parquet: expected sha256"):
        lake.restore(newest(lake).name, "run-restore")


def test_a_damaged_history_can_be_begun_again(lake: Lake) -> None:
    noted = lake.history().head
    edit_history(lake, lambda lines: ["{"])
    with pytest.raises(DamagedLakeError):
        lake.restore(None, "run-restore")
    damaged = (lake.root / "_commits.jsonl").read_text()
    path = part(lake, BOOK)
    content = path.read_bytes()
    cut(path)
    with pytest.raises(DamagedLakeError, match="every file as committed"):
        lake.restore(None, "run-restore", is_beginning_history=True)
    assert (lake.root / "_commits.jsonl").read_text() == damaged, "a restore that is refused changes nothing"
    path.write_bytes(content)
    lake.restore(None, "run-restore", is_beginning_history=True)
    assert len(lake.history().commits) == 1
    assert list(lake.root.glob("_commits.jsonl.replaced-*"))
    assert "rewritten" in lake.inspect(noted).damage[0]


def test_a_noted_head_proves_that_nobody_rewrote_what_came_before(lake: Lake) -> None:
    noted = lake.history().head
    lake.commit([staged_night(lake, days_after(FIRST, 10), 4)])
    assert lake.inspect(noted).is_whole

    def rewrite(lines: list[str]) -> list[str]:
        """Change the second commit and chain all later ones again, so that every line follows from the one before."""
        lines[1] = change_commit(lines[1])
        for place in range(2, len(lines)):
            previous = sha256(lines[place - 1].encode()).hexdigest()
            told = {**json.loads(lines[place]), "previous": previous}
            lines[place] = json.dumps(told, separators=(",", ":"), sort_keys=True)
        return lines

    edit_history(lake, rewrite)
    assert lake.inspect().is_whole
    assert noted in lake.inspect(noted).damage[0]

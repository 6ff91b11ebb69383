"""Mutations of folders: of extracts and of days, and files where folders should be."""

from __future__ import annotations

from random import Random

from tests.fuzz.mutations.registry import EITHER, LANDS, REFUSES, of_zone
from tests.fuzz.zone import Folder, Link, Zone


@of_zone(outcome=LANDS)
def extract_misspelt(zone: Zone, path: bytes, random: Random) -> None:
    extract, _, _ = path.split(b"/")
    wrong = (extract[:-1], extract + b"s", extract.replace(b"_", b"-") + b"-", b"re" + extract, extract + b" ",
             b" " + extract,
             extract[0:1] + extract, extract.swapcase(), extract.capitalize(), extract.upper(), b"Copy of " + extract,
             extract + b"_2", extract + b".", extract + b"\xff", "ı".encode() + extract,
                                                                            extract + "\u200b".encode())  # fmt: skip
    zone.move_folder(extract, random.choice(wrong))


@of_zone(outcome=REFUSES)
def day_misspelt(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, _ = path.split(b"/")
    wrong = (b"2026-3-3", b"20260303", b"2026-02-30", b"2026-03-03 ", b" 2026-03-03", b"2026-03-03T00", b"2026-13-01",
             b"03.03.2026",
             b"2026-03-03_2", b"2026-W10-2", b"2026-062", b"today", b"2026-03-3", b"0000-00-00", b"-2026-03-03",
             b"2026-03-03-",
             "\uff12\uff10\uff12\uff16-\uff10\uff13-\uff10\uff13".encode(), "2026-03-0\u0663".encode(),
             "2026\u201003\u201003".encode(),
             b"2026-03-03\xff", b"2026-03-03\n", b"+026-03-03", b"business_date=2026-03-03", b"x" * 200,
             b"latest")  # fmt: skip
    zone.move_folder(extract + b"/" + day, extract + b"/" + random.choice(wrong))


@of_zone(outcome=LANDS)
def day_long_ago(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, _ = path.split(b"/")
    zone.move_folder(
        extract + b"/" + day,
        extract + b"/" + random.choice((b"0001-01-01", b"1582-10-10", b"1970-01-01", b"2020-02-29")),
    )


@of_zone(outcome=LANDS)
def day_far_ahead(zone: Zone, path: bytes, random: Random) -> None:
    """Add a folder of a later night: it is not read, even if its file is broken."""
    extract, _, name = path.split(b"/")
    later = random.choice((b"2026-03-04", b"2062-03-03", b"9999-12-31"))
    zone.entries[extract + b"/" + later + b"/" + name] = random.choice(
        (zone.entries[path], b"\xff\xfe broken")
    )


@of_zone(outcome=EITHER)
def file_instead_of_the_extract(zone: Zone, path: bytes, random: Random) -> None:
    """Put an extract's file where its folder should be."""
    extract, _, name = path.split(b"/")
    zone.move(path, random.choice((extract, extract + b"." + name.split(b".", 1)[1], name)))


@of_zone(outcome=REFUSES)
def file_instead_of_the_day(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, name = path.split(b"/")
    zone.move(path, extract + b"/" + random.choice((day, day + b"." + name.split(b".", 1)[1], name)))


@of_zone(outcome=REFUSES)
def files_a_folder_too_deep(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, name = path.split(b"/")
    zone.move(
        path,
        b"/".join(
            (extract, day, random.choice((b"more", b"2026-03-03", b"a.csv", b"a.parquet", b"part=0")), name)
        ),
    )


@of_zone(outcome=LANDS)
def zone_a_folder_too_deep(zone: Zone, path: bytes, random: Random) -> None:
    extract, _, _ = path.split(b"/")
    zone.move_folder(extract, random.choice((b"extracts/", b"prod/", b"2026-03-03/")) + extract)


@of_zone(outcome=LANDS)
def day_above_the_extract(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, _ = path.split(b"/")
    zone.move_folder(extract + b"/" + day, day + b"/" + extract)


@of_zone(outcome=EITHER)
def folder_called_as_a_file(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, _ = path.split(b"/")
    wrong = random.choice((b"part-1.csv", b"part-1.parquet", b"part-1.csv.gz", b"part-1", b"part-1.jsonl"))
    zone.entries[b"/".join((extract, day, wrong))] = Folder()


@of_zone(outcome=LANDS)
def empty_folders(zone: Zone, path: bytes, random: Random) -> None:
    extract, _, _ = path.split(b"/")
    zone.entries[
        random.choice(
            (b"invoices/2026-03-02", b"payments/2026-03-03", extract + b"/2026-03-01", b"remittances")
        )
    ] = Folder()


@of_zone(outcome=LANDS)
def folders_that_are_no_data(zone: Zone, path: bytes, random: Random) -> None:
    """Add folders whose names begin with `.` or `_`: they are not read."""
    extract, day, _ = path.split(b"/")
    where = (b"_old/2026-03-03/a.csv", b".trash/x", extract + b"/_old/a.csv", extract + b"/.2026-03-02/a.csv",
             extract + b"/" + day + b"/_sub/a.csv", extract + b"/" + day + b"/.sub/a.csv")  # fmt: skip
    zone.entries[random.choice(where)] = b"no data"


@of_zone(outcome=EITHER)
def other_things_beside(zone: Zone, path: bytes, random: Random) -> None:
    zone.entries[
        random.choice((b"README.txt", b"notes/hello.txt", b"lost+found/x", b"desktop.ini", b"Thumbs.db"))
    ] = b"hello"


@of_zone(outcome=EITHER)
def folder_linked_from_elsewhere(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, _ = path.split(b"/")
    if random.random() < 0.5:
        zone.move_folder(extract, b"_store/" + extract)
        zone.entries[extract] = Link(b"_store/" + extract)
    else:
        zone.move_folder(extract + b"/" + day, b"_store/" + day)
        zone.entries[extract + b"/" + day] = Link(b"../_store/" + day)


@of_zone(outcome=EITHER)
def folder_linked_to_itself(zone: Zone, path: bytes, random: Random) -> None:
    extract, day, _ = path.split(b"/")
    places = ((b"loop", b"."), (extract + b"/loop", b".."), (extract + b"/2026-03-01", b"2026-03-01"),
              (extract + b"/" + day + b"/loop", b"."), (extract + b"/2026-03-01", b".."))  # fmt: skip
    place, target = random.choice(places)
    zone.entries[place] = Link(target)

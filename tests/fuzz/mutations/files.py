"""Mutations of files as such: their names, their endings, how they are packed, links."""

from __future__ import annotations

import gzip
from random import Random

from tests.fuzz.contract import KINDS
from tests.fuzz.mutations.registry import EITHER, LANDS, PACKED, REFUSES, TEXT, of_zone
from tests.fuzz.zone import Link, Pipe, Zone


def _parts(path: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the folder with its slash, the name and the ending with its dot."""
    folder, name = path.rsplit(b"/", 1)
    stem, ending = name.split(b".", 1)
    return folder + b"/", stem, b"." + ending


def _content(zone: Zone, path: bytes) -> bytes:
    entry = zone.entries[path]
    assert isinstance(entry, bytes)
    return entry


@of_zone(outcome=LANDS)
def name_that_globs(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    names = (
        b"part[0]",
        b"part[1-3]",
        b"*",
        b"?",
        b"part-*",
        b"[!a]",
        b"{a,b}",
        b"**",
        b"[",
        b"]",
        b"[]",
        b"p[a",
        b"~",
    )
    zone.move(path, folder + random.choice(names) + ending)


@of_zone(outcome=LANDS)
def name_that_globs_beside_its_match(zone: Zone, path: bytes, random: Random) -> None:
    """A pattern and what it would match: each is read once."""
    folder, stem, ending = _parts(path)
    content = _content(zone, path)
    pattern, match = random.choice(((b"part[1]", b"part1"), (b"p*", b"pq"), (b"?", b"x"), (b"{a,b}", b"a")))
    zone.move(path, folder + pattern + ending)
    zone.entries[folder + match + ending] = content


@of_zone(outcome=LANDS)
def name_with_odd_characters(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    names = (b"my part", b" lead", b"trail ", b"a'b", b'a"b', b"a;b", b"a%20b", b"%s", b"$HOME", b"-rf", b"a\\b", b"a=b", b"a#b",
             b"a?x=1", b"a&b", b"a@b", b"a|b", b"a`b", b"a(b)", b"a,b", b"'; DROP TABLE x; --", b"<b>", b"C:x", b"file:x",
             b"http:x", b"s3:x", b"a:b", b"!", b"a.b.c", b"n" * 200, b"null", b"business_date=2026-03-03")  # fmt: skip
    zone.move(path, folder + random.choice(names) + ending)


@of_zone(outcome=LANDS)
def name_beyond_ascii(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    names = ("ä", "a\u0308", "株式会社", "😀", "\u202ecsv", "a\u00a0b", "ﬁ", "İ", "\u200b", "é" * 80)
    zone.move(path, folder + random.choice(names).encode() + ending)


@of_zone()
def name_that_is_no_text(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    zone.move(path, folder + random.choice((b"a\xff", b"\xe4", b"a\xed\xa0\x80", b"\xc3(", b"\x80")) + ending)


@of_zone()
def name_with_control_characters(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    zone.move(
        path,
        folder + random.choice((b"a\nb", b"a\tb", b"a\rb", b"\x1b[31ma", b"\x07", b"a\x7fb", b"\n")) + ending,
    )


@of_zone()
def names_that_differ_in_case_only(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    zone.entries[folder + b"PART-0" + ending] = _content(zone, path)


@of_zone(outcome=REFUSES)
def ending_that_is_not_read(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    endings = (b".txt", b".xlsx", b"", b".csv.bak", b".csv.zip", b".csv.bz2", b".zip", b".json", b".csv~", b".xml", b".csv.gz.gz",
               b".parquet.gz", b".csv.tmp1", b".gz", b".csv.part2", b".pq", b".dat", b".csv.", b".csv ", b".CSV1")  # fmt: skip
    zone.move(path, folder + stem + random.choice(endings))


@of_zone()
def ending_in_capitals(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    zone.move(path, folder + stem + random.choice((ending.upper(), ending.title())))


@of_zone()
def ending_of_another_kind(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    other = random.choice([kind for kind in KINDS if kind.encode() != ending[1:]])
    zone.move(path, folder + stem + b"." + other.encode())


@of_zone()
def nothing_but_an_ending(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    zone.move(path, folder + ending)


@of_zone(outcome=LANDS)
def file_still_being_written(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    name = random.choice((stem + ending + b".tmp", stem + ending + b".part", stem + ending + b".filepart",
                          b"." + stem + ending, b"_" + stem + ending, b"_SUCCESS", b".DS_Store", b"._part-0.csv"))  # fmt: skip
    zone.entries[folder + name] = random.choice((b"", b"half a li", _content(zone, path)))


@of_zone(outcome=REFUSES)
def empty_file_beside(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    zone.entries[folder + b"empty." + random.choice((b"csv", b"tsv", b"csv.gz", b"parquet", b"txt"))] = b""


@of_zone(kinds=PACKED, outcome=REFUSES)
def packed_file_cut_off(zone: Zone, path: bytes, random: Random) -> None:
    content = _content(zone, path)
    zone.entries[path] = content[: random.randrange(1, len(content) - 1)]


@of_zone(kinds=PACKED)
def packed_file_with_flipped_bits(zone: Zone, path: bytes, random: Random) -> None:
    content = bytearray(_content(zone, path))
    for _ in range(random.choice((1, 1, 3))):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    zone.entries[path] = bytes(content)


@of_zone(kinds=PACKED)
def packed_twice(zone: Zone, path: bytes, random: Random) -> None:
    zone.entries[path] = gzip.compress(_content(zone, path), mtime=0)


@of_zone(kinds=PACKED)
def called_packed_but_plain(zone: Zone, path: bytes, random: Random) -> None:
    zone.entries[path] = gzip.decompress(_content(zone, path))


@of_zone(kinds=("csv", "tsv", "jsonl"))
def packed_but_called_plain(zone: Zone, path: bytes, random: Random) -> None:
    zone.entries[path] = gzip.compress(_content(zone, path), mtime=0)


@of_zone(kinds=PACKED, outcome=LANDS)
def packed_in_members(zone: Zone, path: bytes, random: Random) -> None:
    """As `cat a.gz b.gz`, an empty member among them."""
    content = gzip.decompress(_content(zone, path))
    middle = random.randrange(len(content))
    pieces = (content[:middle], b"", content[middle:])
    zone.entries[path] = b"".join(gzip.compress(piece, mtime=0) for piece in pieces)


@of_zone(kinds=PACKED)
def packed_with_more_behind(zone: Zone, path: bytes, random: Random) -> None:
    zone.entries[path] = _content(zone, path) + random.choice((b"\0" * 512, b"junk", b"\x1f\x8b", b"\n"))


@of_zone(kinds=PACKED)
def packed_in_two_and_cut_off(zone: Zone, path: bytes, random: Random) -> None:
    """The second member is incomplete: what the first one holds is not all."""
    content = gzip.decompress(_content(zone, path))
    middle = content.index(b"\n", len(content) // 2) + 1
    second = gzip.compress(content[middle:], mtime=0)
    zone.entries[path] = (
        gzip.compress(content[:middle], mtime=0) + second[: random.randrange(10, len(second))]
    )


@of_zone(kinds=TEXT, outcome=EITHER)
def link_to_the_file(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    zone.move(path, b"_store/" + stem + ending)
    zone.entries[path] = Link(b"../../_store/" + stem + ending)


@of_zone(outcome=EITHER)
def link_to_nothing(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    zone.entries[folder + b"lost" + ending] = Link(
        random.choice((b"nowhere.csv", b"lost" + ending, b"/dev/null", b"."))
    )


@of_zone(outcome=EITHER)
def pipe_that_nobody_writes_to(zone: Zone, path: bytes, random: Random) -> None:
    folder, stem, ending = _parts(path)
    zone.entries[folder + b"pipe" + ending] = Pipe()

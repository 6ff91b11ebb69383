"""Mutations of files as such: their names, their endings, how they are packed, links."""

from __future__ import annotations

import gzip
from random import Random

from tests.fuzz.contract import KINDS
from tests.fuzz.mutations.registry import EITHER, LANDS, PACKED, REFUSES, TEXT, of_zone
from tests.fuzz.zone import Link, Pipe, Zone


def _with_stem(path: bytes, stem: bytes) -> bytes:
    """Return the path with another name before its ending."""
    folder, name = path.rsplit(b"/", 1)
    return folder + b"/" + stem + b"." + name.split(b".", 1)[1]


def _with_ending(path: bytes, ending: bytes) -> bytes:
    """Return the path with another ending; the dot is part of it."""
    folder, name = path.rsplit(b"/", 1)
    return folder + b"/" + name.split(b".", 1)[0] + ending


def _ending(path: bytes) -> bytes:
    return b"." + path.rsplit(b"/", 1)[1].split(b".", 1)[1]


def _content(zone: Zone, path: bytes) -> bytes:
    entry = zone.entries[path]
    assert isinstance(entry, bytes)
    return entry


@of_zone(outcome=LANDS)
def name_that_globs(zone: Zone, path: bytes, random: Random) -> None:
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
    zone.move(path, _with_stem(path, random.choice(names)))


@of_zone(outcome=LANDS)
def name_that_globs_beside_its_match(zone: Zone, path: bytes, random: Random) -> None:
    """Place a file named as a pattern beside one that it matches: each is read once."""
    content = _content(zone, path)
    pattern, match = random.choice(((b"part[1]", b"part1"), (b"p*", b"pq"), (b"?", b"x"), (b"{a,b}", b"a")))
    zone.move(path, _with_stem(path, pattern))
    zone.entries[_with_stem(path, match)] = content


@of_zone(outcome=LANDS)
def name_with_odd_characters(zone: Zone, path: bytes, random: Random) -> None:
    names = (b"my part", b" lead", b"trail ", b"a'b", b'a"b', b"a;b", b"a%20b", b"%s", b"$HOME", b"-rf", b"a\\b", b"a=b",
             b"a#b",
             b"a?x=1", b"a&b", b"a@b", b"a|b", b"a`b", b"a(b)", b"a,b", b"'; DROP TABLE x; --", b"<b>", b"C:x", b"file:x",
             b"http:x", b"s3:x", b"a:b", b"!", b"a.b.c", b"n" * 200, b"null", b"business_date=2026-03-03")  # fmt: skip
    zone.move(path, _with_stem(path, random.choice(names)))


@of_zone(outcome=LANDS)
def name_beyond_ascii(zone: Zone, path: bytes, random: Random) -> None:
    names = ("ä", "a\u0308", "株式会社", "😀", "\u202ecsv", "a\u00a0b", "ﬁ", "İ", "\u200b", "é" * 80)
    zone.move(path, _with_stem(path, random.choice(names).encode()))


@of_zone()
def name_that_is_no_text(zone: Zone, path: bytes, random: Random) -> None:
    names = (b"a\xff", b"\xe4", b"a\xed\xa0\x80", b"\xc3(", b"\x80")
    zone.move(path, _with_stem(path, random.choice(names)))


@of_zone()
def name_with_control_characters(zone: Zone, path: bytes, random: Random) -> None:
    names = (b"a\nb", b"a\tb", b"a\rb", b"\x1b[31ma", b"\x07", b"a\x7fb", b"\n")
    zone.move(path, _with_stem(path, random.choice(names)))


@of_zone()
def names_that_differ_in_case_only(zone: Zone, path: bytes, random: Random) -> None:
    zone.entries[_with_stem(path, b"PART-0")] = _content(zone, path)


@of_zone(outcome=REFUSES)
def ending_that_is_not_read(zone: Zone, path: bytes, random: Random) -> None:
    endings = (b".txt", b".xlsx", b"", b".csv.bak", b".csv.zip", b".csv.bz2", b".zip", b".json", b".csv~", b".xml",
               b".csv.gz.gz",
               b".parquet.gz", b".csv.tmp1", b".gz", b".csv.part2", b".pq", b".dat", b".csv.", b".csv ",
               b".CSV1")  # fmt: skip
    zone.move(path, _with_ending(path, random.choice(endings)))


@of_zone()
def ending_in_capitals(zone: Zone, path: bytes, random: Random) -> None:
    zone.move(path, _with_ending(path, random.choice((_ending(path).upper(), _ending(path).title()))))


@of_zone()
def ending_of_another_kind(zone: Zone, path: bytes, random: Random) -> None:
    other = random.choice([kind for kind in KINDS if kind.encode() != _ending(path)[1:]])
    zone.move(path, _with_ending(path, b"." + other.encode()))


@of_zone()
def nothing_but_an_ending(zone: Zone, path: bytes, random: Random) -> None:
    zone.move(path, _with_stem(path, b""))


@of_zone(outcome=LANDS)
def file_still_being_written(zone: Zone, path: bytes, random: Random) -> None:
    folder, name = path.rsplit(b"/", 1)
    names = (
        name + b".tmp",
        name + b".part",
        name + b".filepart",
        b"." + name,
        b"_" + name,
        b"_SUCCESS",
        b".DS_Store",
    )
    zone.entries[folder + b"/" + random.choice(names)] = random.choice(
        (b"", b"half a li", _content(zone, path))
    )


@of_zone(outcome=REFUSES)
def empty_file_beside(zone: Zone, path: bytes, random: Random) -> None:
    ending = random.choice((b".csv", b".tsv", b".csv.gz", b".parquet", b".txt"))
    zone.entries[_with_ending(_with_stem(path, b"empty"), ending)] = b""


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
    """Cut off the second of two members: the first one alone is not the whole file."""
    content = gzip.decompress(_content(zone, path))
    middle = content.index(b"\n", len(content) // 2) + 1
    second = gzip.compress(content[middle:], mtime=0)
    zone.entries[path] = (
        gzip.compress(content[:middle], mtime=0) + second[: random.randrange(10, len(second))]
    )


@of_zone(kinds=TEXT, outcome=EITHER)
def link_to_the_file(zone: Zone, path: bytes, random: Random) -> None:
    stored = b"_store/" + path.rsplit(b"/", 1)[1]
    zone.move(path, stored)
    zone.entries[path] = Link(b"../../" + stored)


@of_zone(outcome=EITHER)
def link_to_nothing(zone: Zone, path: bytes, random: Random) -> None:
    targets = (b"nowhere.csv", b"lost" + _ending(path), b"/dev/null", b".")
    zone.entries[_with_stem(path, b"lost")] = Link(random.choice(targets))


@of_zone(outcome=EITHER)
def pipe_without_a_writer(zone: Zone, path: bytes, random: Random) -> None:
    zone.entries[_with_stem(path, b"pipe")] = Pipe()

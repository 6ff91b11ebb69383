"""Mutations of headers and columns."""

from __future__ import annotations

from random import Random

from tests.fuzz.contract import EXTRACTS
from tests.fuzz.mutations.registry import LANDS, REFUSES, SEPARATED, of_content, of_rows
from tests.fuzz.sheets import Sheet


@of_content(SEPARATED)
def header_again(content: bytes, random: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    lines.insert(random.randrange(1, len(lines) + 1), lines[0])
    return b"".join(lines)


@of_content(SEPARATED, outcome=REFUSES)
def header_missing(content: bytes, random: Random) -> bytes:
    return content.split(b"\n", 1)[1]


@of_content(SEPARATED, outcome=LANDS)
def header_only(content: bytes, random: Random) -> bytes:
    return content.split(b"\n", 1)[0] + random.choice((b"", b"\n", b"\r\n"))


@of_rows(SEPARATED, outcome=LANDS)
def columns_reordered(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    order = random.sample(range(len(sheet.columns)), len(sheet.columns))
    sheet.columns = [sheet.columns[place] for place in order]
    sheet.rows = [[row[place] for place in order] for row in sheet.rows]


@of_rows(outcome=LANDS)
def optional_columns_dropped(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    extract = EXTRACTS[sheet.extract]
    dropped = {name for name in sheet.columns if extract.columns[name].is_nullable and random.random() < 0.5}
    dropped -= {"document_type", *extract.key, "amount", "percent"}
    kept = [place for place, name in enumerate(sheet.columns) if name not in dropped]
    sheet.columns = [sheet.columns[place] for place in kept]
    sheet.rows = [[row[place] for place in kept] for row in sheet.rows]


@of_rows(outcome=REFUSES)
def required_column_dropped(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    place = sheet.place(random.choice(EXTRACTS[sheet.extract].required))
    for row in (sheet.columns, *sheet.rows):
        del row[place]


@of_rows(outcome=REFUSES)
def column_renamed(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    name = random.choice(sheet.columns)
    changed = (
        name + "s",
        "betrag",
        "x" * 3000,
        f"{name};",
        f"my {name}",
        "*",
        "1",
        name.replace("_", "-") + "?",
        "'",
    )
    sheet.columns[sheet.place(name)] = random.choice(changed)


@of_rows()
def column_written_otherwise(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    name = random.choice(sheet.columns)
    changed = (
        name.upper(),
        name.title(),
        f" {name}",
        f"{name} ",
        f"\ufeff{name}",
        f"{name}\u200b",
        name.replace("_", " "),
    )
    sheet.columns[sheet.place(name)] = random.choice(changed)


@of_rows(outcome=REFUSES)
def column_added(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    sheet.columns.append(
        random.choice(("colour", "source_file", "row_number", "select", "file name", "Ü", "raw_row", "*"))
    )
    for number, row in enumerate(sheet.rows):
        row.append(f"v{number}")


@of_rows()
def column_without_a_name(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    place = random.randrange(len(sheet.columns) + 1)
    for row in (sheet.columns, *sheet.rows):
        row.insert(place, "" if row is sheet.columns or random.random() < 0.5 else "7")


@of_rows(SEPARATED, outcome=REFUSES)
def column_named_twice(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    place = random.randrange(len(sheet.columns))
    for row in (sheet.columns, *sheet.rows):
        row.append(row[place])


@of_rows(SEPARATED, outcome=REFUSES)
def hundreds_of_columns(sheets: list[Sheet], random: Random) -> None:
    sheets[0].columns += [f"c{number}" for number in range(random.choice((300, 2000)))]

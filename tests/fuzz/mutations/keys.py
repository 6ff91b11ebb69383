"""Mutations of keys: copies, contradictions, groups split, in a file, over files and over days."""

from __future__ import annotations

from random import Random

from tests.fuzz.base import EARLY
from tests.fuzz.contract import EXTRACTS
from tests.fuzz.mutations.registry import of_rows
from tests.fuzz.sheets import Sheet


def _some_rows(sheet: Sheet, random: Random) -> list[list[str]]:
    return [list(row) for row in random.sample(sheet.rows, random.randint(1, min(4, len(sheet.rows))))]


def _contradict(sheet: Sheet, row: list[str], random: Random) -> None:
    """Change a value that is not of the key: the amount where there is one, else a text."""
    extract = EXTRACTS[sheet.extract]
    measures = [
        name for name in (extract.amount, "unit_price", "quantity_shipped", "balance") if sheet.has(name)
    ]
    texts = [
        name for name in sheet.columns if name not in extract.key and extract.columns[name].type == "text"
    ]
    texts = [name for name in texts if not extract.columns[name].choices]
    place = sheet.place(random.choice(measures or texts))
    digits = row[place].removeprefix("-")
    row[place] = f"{'-' if digits != row[place] else ''}7{digits}" if measures else f"{row[place]}1"


def _insert(sheet: Sheet, rows: list[list[str]], random: Random) -> None:
    for row in rows:
        sheet.rows.insert(random.randrange(len(sheet.rows) + 1), row)


def _beside(sheet: Sheet, rows: list[list[str]], random: Random, day: str | None = None) -> Sheet:
    """Return a second file of the rows, of the same day or another, and of any kind."""
    kind = random.choice(("csv", "tsv", "jsonl", "parquet", "csv.gz", sheet.kind))
    return sheet.copy(rows=rows, name="part-1", kind=kind, day=day or sheet.day)


@of_rows()
def copies_in_a_file(sheets: list[Sheet], random: Random) -> None:
    _insert(sheets[0], _some_rows(sheets[0], random) * random.randint(1, 3), random)


@of_rows()
def copies_in_another_file(sheets: list[Sheet], random: Random) -> None:
    sheets.append(_beside(sheets[0], _some_rows(sheets[0], random) * random.randint(1, 2), random))


@of_rows()
def copies_written_otherwise(sheets: list[Sheet], random: Random) -> None:
    """Blanks around values and zeros behind amounts change nothing."""
    sheet = sheets[0]
    rows = _some_rows(sheet, random)
    amount = EXTRACTS[sheet.extract].amount
    for row in rows:
        place = random.randrange(len(row))
        row[place] = f" {row[place]} " if row[place] else row[place]
        if amount:
            row[sheet.place(amount)] += "0"
    _insert(sheet, rows, random)


@of_rows()
def copies_on_another_day(sheets: list[Sheet], random: Random) -> None:
    sheets.append(_beside(sheets[0], _some_rows(sheets[0], random), random, day=EARLY))


@of_rows()
def contradictions_in_a_file(sheets: list[Sheet], random: Random) -> None:
    rows = _some_rows(sheets[0], random)
    for row in rows:
        _contradict(sheets[0], row, random)
    _insert(sheets[0], rows * random.randint(1, 2), random)


@of_rows()
def contradictions_in_another_file(sheets: list[Sheet], random: Random) -> None:
    rows = _some_rows(sheets[0], random)
    for row in rows:
        _contradict(sheets[0], row, random)
    sheets.append(_beside(sheets[0], rows, random))


@of_rows()
def contradictions_and_copies(sheets: list[Sheet], random: Random) -> None:
    """Three versions of a key and a copy of one, over two files."""
    row = list(random.choice(sheets[0].rows))
    versions = [list(row), list(row), list(row)]
    for version in versions[1:]:
        _contradict(sheets[0], version, random)
    _insert(sheets[0], versions, random)
    sheets.append(_beside(sheets[0], [versions[1], list(row)], random))


@of_rows()
def an_earlier_version(sheets: list[Sheet], random: Random) -> None:
    rows = _some_rows(sheets[0], random)
    for row in rows:
        _contradict(sheets[0], row, random)
    sheets.append(_beside(sheets[0], rows, random, day=EARLY))


@of_rows()
def an_earlier_contradiction(sheets: list[Sheet], random: Random) -> None:
    """Send two versions on the previous day; today's row replaces both."""
    rows = _some_rows(sheets[0], random)
    other = [list(row) for row in rows]
    for row in other:
        _contradict(sheets[0], row, random)
    sheets.append(_beside(sheets[0], rows + other, random, day=EARLY))


@of_rows()
def file_split_in_two(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    middle = random.randint(1, len(sheet.rows) - 1)
    sheets.append(_beside(sheet, sheet.rows[middle:], random))
    sheet.rows = sheet.rows[:middle]


@of_rows()
def one_key_for_many_rows(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    keys = [sheet.place(name) for name in EXTRACTS[sheet.extract].key if sheet.has(name)]
    first, *others = random.sample(sheet.rows, random.randint(2, min(5, len(sheet.rows))))
    for row in others:
        for place in keys:
            row[place] = first[place]


@of_rows()
def empty_key_parts(sheets: list[Sheet], random: Random) -> None:
    sheet = sheets[0]
    place = sheet.place(random.choice([name for name in EXTRACTS[sheet.extract].key if sheet.has(name)]))
    for row in random.sample(sheet.rows, random.randint(1, len(sheet.rows))):
        row[place] = random.choice(("", "", " "))


@of_rows()
def keys_that_differ_in_writing_only(sheets: list[Sheet], random: Random) -> None:
    """Case, leading zeros, blanks inside, composed letters: other keys, except for the blanks around."""
    sheet = sheets[0]
    names = [
        name for name in EXTRACTS[sheet.extract].key if EXTRACTS[sheet.extract].columns[name].type == "text"
    ]
    rows = _some_rows(sheet, random)
    for row in rows:
        place = sheet.place(random.choice(names))
        value = row[place]
        row[place] = random.choice(
            (value.lower() + "a", f"0{value}", f" {value}", f"{value}\u00a0", f"{value}e\u0301", f"{value}é")
        )
    _insert(sheet, rows, random)


@of_rows(extracts=("remittances", "invoice_lines"))
def lines_of_one_group_broken(sheets: list[Sheet], random: Random) -> None:
    """One line of an advice or a document does not fit; the others are as they were."""
    sheet = sheets[0]
    row = random.choice(sheet.rows)
    row[sheet.place(EXTRACTS[sheet.extract].amount)] = "x"

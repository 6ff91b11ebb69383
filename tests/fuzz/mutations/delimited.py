"""Mutations of what makes a separated file: quotes, separators, lines."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from random import Random

from tests.fuzz.mutations.registry import LANDS, SEPARATED, of_content


def _separator(content: bytes) -> bytes:
    return b"\t" if b"\t" in content.split(b"\n", 1)[0] else b","


def _change_fields(content: bytes, random: Random, change: Callable[[bytes], bytes]) -> bytes:
    """Change one field in each of one to four lines below the header."""
    separator, lines = _separator(content), content.split(b"\n")
    for _ in range(random.randint(1, 4)):
        number = random.randrange(1, len(lines) - 1)
        fields = lines[number].split(separator)
        place = random.randrange(len(fields))
        fields[place] = change(fields[place])
        lines[number] = separator.join(fields)
    return b"\n".join(lines)


@of_content(SEPARATED)
def quote_opened(content: bytes, random: Random) -> bytes:
    return _change_fields(content, random, lambda field: b'"' + field)


@of_content(SEPARATED)
def quote_closed_only(content: bytes, random: Random) -> bytes:
    return _change_fields(content, random, lambda field: field + b'"')


@of_content(SEPARATED)
def quote_in_the_middle(content: bytes, random: Random) -> bytes:
    return _change_fields(
        content, random, lambda field: field[:2] + random.choice((b'"', b'""', b'"""')) + field[2:]
    )


@of_content(SEPARATED)
def quote_followed_by_more(content: bytes, random: Random) -> bytes:
    return _change_fields(
        content, random, lambda field: b'"' + field + b'"' + random.choice((b"x", b" ", b"'", b"7"))
    )


@of_content(SEPARATED)
def quote_after_a_blank(content: bytes, random: Random) -> bytes:
    return _change_fields(content, random, lambda field: b' "' + field + b'"')


@of_content(SEPARATED)
def quote_escaped_by_a_backslash(content: bytes, random: Random) -> bytes:
    return _change_fields(content, random, lambda field: b'"' + field + b'\\"' + field + b'"')


@of_content(SEPARATED, outcome=LANDS)
def quote_every_field(content: bytes, random: Random) -> bytes:
    text, quoted = StringIO(content.decode(), newline=""), StringIO(newline="")
    separator = _separator(content).decode()
    writer = csv.writer(quoted, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(csv.reader(text, delimiter=separator))
    return quoted.getvalue().encode()


@of_content(SEPARATED)
def quotes_that_stand_alone(content: bytes, random: Random) -> bytes:
    marks = (b'"', b'""', b'"""', b'""""', b'","', b'"\n"', b"'", "“".encode())
    return _change_fields(content, random, lambda field: random.choice(marks))


@of_content(SEPARATED)
def quote_left_open_at_the_end(content: bytes, random: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(lines[:-1]) + b'"' + lines[-1]


@of_content(SEPARATED)
def quote_in_the_header(content: bytes, random: Random) -> bytes:
    start = random.randrange(content.index(b"\n"))
    return content[:start] + b'"' + content[start:]


@of_content(SEPARATED)
def separators_added(content: bytes, random: Random) -> bytes:
    separator = _separator(content)
    return _change_fields(content, random, lambda field: field + separator * random.choice((1, 1, 2, 40)))


@of_content(SEPARATED)
def separators_removed(content: bytes, random: Random) -> bytes:
    separator, lines = _separator(content), content.split(b"\n")
    for _ in range(random.randint(1, 4)):
        number = random.randrange(1, len(lines) - 1)
        lines[number] = lines[number].replace(separator, b"", random.choice((1, 1, 2, -1)))
    return b"\n".join(lines)


@of_content(SEPARATED)
def separator_at_the_end_of_lines(content: bytes, random: Random) -> bytes:
    separator, lines = _separator(content), content.splitlines()
    first = random.randrange(2)
    return b"".join(
        line + (separator if number >= first else b"") + b"\n" for number, line in enumerate(lines)
    )


@of_content(SEPARATED)
def another_separator(content: bytes, random: Random) -> bytes:
    return content.replace(_separator(content), random.choice((b";", b"|", b"\t", b",", b"\x1f", b":", b" ")))


@of_content(SEPARATED)
def another_separator_in_some_lines(content: bytes, random: Random) -> bytes:
    separator, lines = _separator(content), content.splitlines(keepends=True)
    return b"".join(line.replace(separator, b";") if number and random.random() < 0.2 else line
                    for number, line in enumerate(lines))  # fmt: skip


@of_content(SEPARATED, outcome=LANDS)
def blank_lines(content: bytes, random: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    for _ in range(random.randint(1, 5)):
        lines.insert(random.randrange(len(lines) + 1), random.choice((b"\n", b"\r\n", b"\n\n")))
    return b"".join(lines)


@of_content(SEPARATED)
def lines_of_nothing_but_blanks_or_separators(content: bytes, random: Random) -> bytes:
    separator, lines = _separator(content), content.splitlines(keepends=True)
    width = lines[0].count(separator)
    fillers = (
        b"  \n",
        b"\t\n",
        separator * width + b"\n",
        separator + b"\n",
        b'""\n',
        b" " + separator * width + b"\n",
    )
    for _ in range(random.randint(1, 3)):
        lines.insert(random.randrange(1, len(lines) + 1), random.choice(fillers))
    return b"".join(lines)

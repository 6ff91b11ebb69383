"""Mutations of bytes, whatever they mean."""

from __future__ import annotations

from random import Random

from tests.fuzz.contract import KINDS
from tests.fuzz.mutations.registry import JSON, LANDS, SEPARATED, TEXT, of_content


@of_content(KINDS, outcome=LANDS)
def nothing(content: bytes, random: Random) -> bytes:
    return content


@of_content(TEXT)
def flip_bits(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, 8)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


@of_content(TEXT)
def flip_bits_of_the_first_line(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    changed[random.randrange(content.index(b"\n"))] ^= 1 << random.randrange(8)
    return bytes(changed)


@of_content(TEXT)
def delete_block(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content))
    return content[:start] + content[start + random.randint(1, 60) :]


@of_content(TEXT)
def insert_random_bytes(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content))
    return content[:start] + random.randbytes(random.randint(1, 30)) + content[start:]


@of_content(TEXT)
def truncate(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content))]


@of_content(TEXT)
def truncate_the_last_line(content: bytes, random: Random) -> bytes:
    return content[: -random.randint(1, 30)]


@of_content(TEXT)
def duplicate_block(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content))
    end = start + random.randint(1, 200)
    return content[:end] + content[start:end] + content[end:]


@of_content(TEXT)
def duplicate_lines(content: bytes, random: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    start = random.randrange(1, len(lines))
    end = start + random.randint(1, 6)
    return b"".join(lines[:end] + lines[start:end] * random.randint(1, 3) + lines[end:])


@of_content(SEPARATED, outcome=LANDS)
def shuffle_lines(content: bytes, random: Random) -> bytes:
    header, *lines = content.splitlines(keepends=True)
    random.shuffle(lines)
    return header + b"".join(lines)


@of_content(TEXT)
def insert_nuls(content: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(content))
        content = content[:start] + b"\0" * random.choice((1, 1, 2, 50)) + content[start:]
    return content


@of_content(TEXT)
def pad_with_nuls(content: bytes, random: Random) -> bytes:
    return content + b"\0" * random.choice((1, 512, 4096))


@of_content(TEXT)
def end_with_control_z(content: bytes, random: Random) -> bytes:
    return content + b"\x1a" + b"\n" * random.randrange(2)


@of_content(TEXT)
def byte_order_mark(content: bytes, random: Random) -> bytes:
    return b"\xef\xbb\xbf" * random.choice((1, 1, 2)) + content


@of_content(TEXT)
def byte_order_mark_in_the_middle(content: bytes, random: Random) -> bytes:
    """As two files with marks that were joined."""
    lines = content.splitlines(keepends=True)
    lines.insert(random.randrange(1, len(lines)), b"\xef\xbb\xbf")
    return b"".join(lines)


@of_content(TEXT)
def foreign_byte_order_mark(content: bytes, random: Random) -> bytes:
    return random.choice((b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\x2b\x2f\x76\x38")) + content


@of_content(TEXT, outcome=LANDS)
def windows_line_ends(content: bytes, random: Random) -> bytes:
    return content.replace(b"\n", b"\r\n")


@of_content(TEXT)
def old_macintosh_line_ends(content: bytes, random: Random) -> bytes:
    return content.replace(b"\n", b"\r")


@of_content(TEXT)
def mixed_line_ends(content: bytes, random: Random) -> bytes:
    ends = (b"\n", b"\r\n", b"\r", b"\n\n", b"\r\n\r\n", b"\r\r\n", b"\n\r")
    return b"".join(line + random.choice(ends) for line in content.splitlines())


@of_content(TEXT)
def insert_returns(content: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(content))
        content = content[:start] + b"\r" + content[start:]
    return content


@of_content(TEXT, outcome=LANDS)
def no_last_line_end(content: bytes, random: Random) -> bytes:
    return content.rstrip(b"\n")


@of_content(TEXT, outcome=LANDS)
def many_last_line_ends(content: bytes, random: Random) -> bytes:
    return content + random.choice((b"\n", b"\r\n")) * random.randint(1, 40)


@of_content(TEXT)
def another_encoding(content: bytes, random: Random) -> bytes:
    names = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037", "utf-7", "cp500", "hz")
    return content.decode().encode(random.choice(names), "replace")


@of_content(TEXT)
def letters_of_another_encoding(content: bytes, random: Random) -> bytes:
    """Insert umlauts, euro signs and kanji in encodings other than UTF-8."""
    lines = content.splitlines(keepends=True)
    letters = (
        "ä".encode("cp1252"),
        "€".encode("cp1252"),
        "漢".encode("shift_jis"),
        b"\xc3",
        b"\xe2\x82",
        b"\x80",
    )
    for _ in range(random.randint(1, 3)):
        number = random.randrange(1, len(lines))
        start = random.randrange(len(lines[number]))
        lines[number] = lines[number][:start] + random.choice(letters) + lines[number][start:]
    return b"".join(lines)


@of_content(TEXT)
def malformed_utf8(content: bytes, random: Random) -> bytes:
    """Overlong forms, surrogates, code points beyond the last."""
    forms = (
        b"\xc0\xaf",
        b"\xe0\x80\xaf",
        b"\xed\xa0\x80",
        b"\xed\xb0\x80",
        b"\xf4\x90\x80\x80",
        b"\xf8\x88\x80\x80\x80",
    )
    start = random.randrange(len(content))
    return content[:start] + random.choice(forms) + content[start:]


@of_content(KINDS)
def hardly_any_content(content: bytes, random: Random) -> bytes:
    return random.choice(
        (b"", b"\n", b"\r\n", b" ", b"\xef\xbb\xbf", b"\0", b'"', b"{", b"PAR1", b"\n\n\n", b"\x1a")
    )


@of_content(KINDS)
def noise(content: bytes, random: Random) -> bytes:
    return random.randbytes(random.choice((1, 40, 3000)))


@of_content(TEXT)
def footer(content: bytes, random: Random) -> bytes:
    return content + random.choice(
        (b"EOF\n", b"Total: 24\n", b"24;17000.00\n", b"-- end of report --", b"\x0c\n")
    )


@of_content(TEXT)
def preamble(content: bytes, random: Random) -> bytes:
    return (
        random.choice((b"sep=,\n", b"# exported 2026-03-03\n", b"Report\n\n", b"\x0c", b"<html>\n", b"--\n"))
        + content
    )


@of_content(TEXT)
def content_twice(content: bytes, random: Random) -> bytes:
    """As files that were joined, header and all."""
    return content + content


@of_content(JSON, outcome=LANDS)
def shuffle_json_lines(content: bytes, random: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    random.shuffle(lines)
    return b"".join(lines)

"""Mutations of JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from tests.fuzz.mutations.registry import JSON, of_content


def _change_lines(content: bytes, random: Random, change: Callable[[str], str | bytes]) -> bytes:
    lines = content.decode().splitlines()
    changed: dict[int, str | bytes] = {}
    for number in random.sample(range(len(lines)), min(len(lines), random.randint(1, 4))):
        changed[number] = change(lines[number])
    texts = [changed.get(number, line) for number, line in enumerate(lines)]
    return b"".join((text.encode() if isinstance(text, str) else text) + b"\n" for text in texts)


def _with_field(line: str, name: str, value: str) -> str:
    """Put `value`, written as JSON already, in place of the field's value."""
    fields = {**{key: json.dumps(old) for key, old in json.loads(line, parse_float=str).items()}, name: value}
    return "{" + ", ".join(f"{json.dumps(key)}: {text}" for key, text in fields.items()) + "}"


def _change_values(content: bytes, random: Random, *values: str) -> bytes:
    def change(line: str) -> str:
        return _with_field(line, random.choice(list(json.loads(line))), random.choice(values))

    return _change_lines(content, random, change)


@of_content(JSON)
def duplicate_names(content: bytes, random: Random) -> bytes:
    def change(line: str) -> str:
        fields = json.loads(line, parse_float=str)
        name = random.choice(list(fields))
        value = random.choice((json.dumps(fields[name]), '"7"', "7", "null", '"x"'))
        again = f"{json.dumps(name)}: {value}"
        return random.choice((f"{line[:-1]}, {again}}}", f"{{{again}, {line[1:]}"))

    return _change_lines(content, random, change)


@of_content(JSON)
def names_written_otherwise(content: bytes, random: Random) -> bytes:
    def change(line: str) -> str:
        name = random.choice(list(json.loads(line)))
        forms = (
            name.upper(),
            f"\\u{ord(name[0]):04x}{name[1:]}",
            f" {name}",
            name + "\\u0000",
            name + "s",
            "",
            "\\ud800",
            name + ".x",
        )
        return line.replace(f'"{name}"', f'"{random.choice(forms)}"', 1)

    return _change_lines(content, random, change)


@of_content(JSON)
def nested_values(content: bytes, random: Random) -> bytes:
    return _change_values(
        content, random, "{}", "[]", '{"a": 1}', "[1]", '["x", "y"]', '{"amount": {"value": 1}}', "[[[]]]"
    )


@of_content(JSON)
def nested_deeply(content: bytes, random: Random) -> bytes:
    depth = random.choice((100, 1_100, 20_000, 200_000))
    return _change_values(
        content, random, "[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth, "[" * depth
    )


@of_content(JSON)
def huge_numbers(content: bytes, random: Random) -> bytes:
    return _change_values(
        content, random, "9" * 400, "1e400", "-1e400", "1e-400", "1E5", "1e2", "12.50e0", "9007199254740993", "0.1",
            "1" + "0" * 20,
        "9" * 5000, "0." + "0" * 400 + "1", "-0", "-0.0", "1.0", "123456789012345.67", "0.30000000000000004", "1e15",
        "100.0000000000",
    )  # fmt: skip


@of_content(JSON)
def numbers_that_are_none(content: bytes, random: Random) -> bytes:
    return _change_values(
        content,
        random,
        "NaN",
        "Infinity",
        "-Infinity",
        "nan",
        "007",
        "+1",
        ".5",
        "5.",
        "0x1F",
        "1_000",
        "- 1",
        "1,5",
    )


@of_content(JSON)
def values_of_other_types(content: bytes, random: Random) -> bytes:
    return _change_values(
        content,
        random,
        "true",
        "false",
        "null",
        "7",
        '"7"',
        '""',
        '" "',
        "12.5",
        "0",
        "True",
        "None",
        "undefined",
    )


@of_content(JSON)
def lone_surrogates(content: bytes, random: Random) -> bytes:
    return _change_values(
        content,
        random,
        r'"\ud800"',
        r'"a\udc00b"',
        r'"\ud83d"',
        r'"\ude00\ud83d"',
        r'"\ud83d\ude00"',
        r'"\ud800\ud800"',
    )


@of_content(JSON)
def escapes(content: bytes, random: Random) -> bytes:
    return _change_values(
        content, random, r'"\u0000"', r'"a\u0000b"', r'"\n"', r'"a\nb"', r'"\x41"', r'"\q"', r'"\u12"', r'"\""', r'"\\"',
            '"\t"', '"a\x01b"',
        r'"\u0031\u0032"', r'"\/"', r'"\u2028"', '"\u2028"', '"\u0085"', r'"\b\f\r"', "'x'", '"\x7f"',
    )  # fmt: skip


@of_content(JSON)
def lines_that_are_no_objects(content: bytes, random: Random) -> bytes:
    others = ("[]", "1", "null", '"x"', "true", "{", "}", "{}", "{{}}", "[{}]", "//", "# comment", "{'a': 1}", '{"a": 1}',
              "{a: 1}", "{,}",
              "nul", "\ufeff{}", '{"company_code"}', '{"company_code":}', ",", "{}{}", "\x1e")  # fmt: skip
    return _change_lines(
        content,
        random,
        lambda line: random.choice((random.choice(others), f"{line}\n{random.choice(others)}")),
    )


@of_content(JSON)
def objects_with_more_behind(content: bytes, random: Random) -> bytes:
    more = (",", "{}", " x", "]", "}", ";", "\0", "//", "\t ", " {", "\ufeff", "\r", '{"a":1}', "\x1a")
    return _change_lines(content, random, lambda line: line + random.choice(more))


@of_content(JSON)
def commas(content: bytes, random: Random) -> bytes:
    forms = (lambda line: line[:-1] + ",}", lambda line: line.replace(", ", " ", 1), lambda line: line.replace(", ",
             ",, ", 1),
             lambda line: "{," + line[1:], lambda line: line.replace(": ", " ", 1), lambda line: line.replace(": ", "= ",
             1))  # fmt: skip
    return _change_lines(content, random, lambda line: random.choice(forms)(line))


@of_content(JSON)
def objects_joined(content: bytes, random: Random) -> bytes:
    """Two objects on one line, or one object over several lines."""
    lines = content.decode().splitlines()
    number = random.randrange(len(lines) - 1)
    forms = (
        [
            *lines[:number],
            lines[number] + random.choice(("", " ", ",", "\t")) + lines[number + 1],
            *lines[number + 2 :],
        ],
        [
            *lines[:number],
            json.dumps(json.loads(lines[number], parse_float=str), indent=1),
            *lines[number + 1 :],
        ],
        [*lines[:number], lines[number].replace(", ", ",\n", 1), *lines[number + 1 :]],
    )
    return "\n".join(random.choice(forms)).encode() + b"\n"


@of_content(JSON)
def one_array(content: bytes, random: Random) -> bytes:
    separator = random.choice((b",", b",\n", b"\n,"))
    return b"[" + separator.join(content.splitlines()) + b"]"


@of_content(JSON)
def blanks_around_lines(content: bytes, random: Random) -> bytes:
    def change(line: str) -> str:
        return random.choice(
            (
                f"  {line}",
                f"{line}\t",
                f"\n{line}\n",
                f"{line}\r",
                "  \n" + line,
                f"\u00a0{line}",
                f"\x0c{line}",
            )
        )

    return _change_lines(content, random, change)


@of_content(JSON)
def bytes_in_strings(content: bytes, random: Random) -> bytes:
    pieces = (b"\xff", b"\xed\xa0\x80", b"\xc3", b"\xf4\x90\x80\x80", b"\xe4", b"\0")

    def change(line: str) -> bytes:
        raw = line.encode()
        place = raw.index(b": ") + 3
        return raw[:place] + random.choice(pieces) + raw[place:]

    return _change_lines(content, random, change)

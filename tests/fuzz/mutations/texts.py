"""Mutations of free texts and ids: empty, huge, unprintable, and such as mean something to another program."""

from __future__ import annotations

from random import Random

from tests.fuzz.contract import EXTRACTS
from tests.fuzz.mutations.registry import of_rows
from tests.fuzz.mutations.values import change_values
from tests.fuzz.sheets import Sheet


def _texts(sheets: list[Sheet], random: Random, *values: str) -> None:
    columns = EXTRACTS[sheets[0].extract].columns
    names = [name for name, column in columns.items() if column.type == "text" and not column.choices]
    change_values(sheets, random, names, values)


def _anything(sheets: list[Sheet], random: Random, *values: str) -> None:
    change_values(sheets, random, list(sheets[0].columns), values)


@of_rows()
def empty_values(sheets: list[Sheet], random: Random) -> None:
    _anything(sheets, random, "")


@of_rows()
def blank_values(sheets: list[Sheet], random: Random) -> None:
    _anything(
        sheets, random, " ", "   ", "\t", "\u00a0", "\u2003", "\u3000", "\u200b", "\ufeff", "\u2060", "\x0b", "\x0c", "\x1f",
        "\x85", "\n", "\r\n", " \n ", "\u2028", "\u00ad", "\u115f", "\u3164",
    )  # fmt: skip


@of_rows()
def values_that_mean_null_elsewhere(sheets: list[Sheet], random: Random) -> None:
    _texts(
        sheets,
        random,
        "NULL",
        "null",
        "None",
        "NaN",
        "nan",
        "N/A",
        "NA",
        "\\N",
        "-",
        "#N/A",
        "(null)",
        "nil",
        "undefined",
    )


@of_rows()
def huge_texts(sheets: list[Sheet], random: Random) -> None:
    size = random.choice((300, 5_000, 70_000, 70_000, 200_000, 1_100_000, 2_200_000))
    _texts(
        sheets, random, "x" * size, '"' * size, "ä" * (size // 2), "a\n" * (size // 2), "a b," * (size // 4)
    )


@of_rows()
def control_characters(sheets: list[Sheet], random: Random) -> None:
    _texts(sheets, random, *(f"{{}}{chr(code)}x" for code in (*range(1, 32), 127, 0x80, 0x85, 0x9B)), "\x1b[31m{}\x1b[0m",
           "\x1b]0;title\x07", "{}\b\b\b", "\r{}")  # fmt: skip


@of_rows()
def nul_characters(sheets: list[Sheet], random: Random) -> None:
    _anything(sheets, random, "\0", "{}\0", "\0{}", "a\0b", "{}\0\0", "\0" * 100)


@of_rows()
def ids_with_line_ends(sheets: list[Sheet], random: Random) -> None:
    _texts(sheets, random, "{}\n", "\n{}", "a\nb", "a\r\nb", "a\rb", "{}\n{}", "a\n\nb", "a\u2028b", "a\u2029b", "a\x0bb",
           "{}\n1000,X,Y,2026-03-03,1.00,GBP", "a\n\n\n", '"\n"', "a\x1eb")  # fmt: skip


@of_rows()
def ids_with_quotes(sheets: list[Sheet], random: Random) -> None:
    _texts(sheets, random, '"', '""', '{}"', '"{}', 'a"b', 'a""b', '"a"', "'", "''", "a'b", "`", "“{}”", "a,b", "a\tb",
           "a;b", "a|b",
           'a","b', "\\", "a\\", '\\"', "\\\\", "\\n", "\\u0041", '","', '"\t"', '{}", "amount": 1, "x": "')  # fmt: skip


@of_rows()
def ids_that_are_code(sheets: list[Sheet], random: Random) -> None:
    _texts(
        sheets, random, "'; DROP TABLE invoices; --", "' OR '1'='1", "1; SELECT pg_sleep(9)", "%s", "%d%n", "{0}",
                                                                                         "{{{}}}", "$1",
        "${HOME}", "$(id)", "`id`", "; rm -rf .", "| cat", "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "-1",
        "../../etc/passwd",
        "..", ".", "/", "/dev/null", "C:\\con", "file:///etc/passwd", "a%00b", "%2e%2e%2f", "COM1", "?*[a-z]", "[0]", "*",
        "?",
        "payments/*/*.csv", "a{b,c}", "SELECT", "null::text", "E'\\x00'", "$$x$$", "/*", "*/", "--", "#", "//", "{", "[",
        "}", "<!--",
    )  # fmt: skip


@of_rows()
def texts_with_markup(sheets: list[Sheet], random: Random) -> None:
    _texts(
        sheets, random, "<script>alert(1)</script>", "<b>{}</b>", "&amp;", "&#0;", "&lt;", "</td></tr>",
                                       "<img src=x onerror=1>",
        "| a | b |", "**{}**", "[{}](javascript:1)", "![x](http://127.0.0.1)", "# {}", "- {}", "> {}", "```",
        "<!DOCTYPE x>", "<![CDATA[",
        "{{7*7}}", "{% x %}", "<%= 1 %>", "\\textbf{{}}", "&{};", "\"><svg>", "~~{}~~", "javascript:alert(1)", "<br/>",
    )  # fmt: skip


@of_rows()
def letters_of_the_world(sheets: list[Sheet], random: Random) -> None:
    _texts(
        sheets, random, "Ünïcödé & Söhne", "株式会社", "Ελλάς", "עברית", "العربية", "e\u0301", "é",
        "ﬁ", "ß", "ẞ", "İ", "ı", "Ǆ", "\ue000",
        "👩‍👩‍👧", "😀", "\u202e{}", "\u200d{}", "\u2066{}", "a\u0300\u0301\u0302\u0303", "\ufffd", "\ufffe", "\U0010ffff",
        "K", "Å", "Ａ１", "\u0130", "z̸̢͓", "\U000e0041", "\u180e{}", "{}\ufe0f",
    )  # fmt: skip


@of_rows()
def ids_that_look_like_numbers(sheets: list[Sheet], random: Random) -> None:
    _texts(sheets, random, "00{}", "000", "1.23E+09", "1e5", "007", "0x1F", "1.0", "{}.0", "+{}", "-{}", "1,000",
           "9" * 40, "00012.50",
           "TRUE", "false", "2026-03-02", "Infinity", "1E400", "0" * 50, "-0", "1_000", "٣", "12.50")  # fmt: skip

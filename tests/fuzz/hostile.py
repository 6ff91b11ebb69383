"""Tiny hostile landing zones, written by hand, each with its outcome by the contract."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from tests.fuzz.sheets import parquet_bytes

MONDAY, TUESDAY = "2026-03-02", "2026-03-03"
HEADER = "company_code,payment_id,value_date,amount,currency"
GOOD = "C1,1,2026-03-02,10.50,GBP"
GOOD_JSON = '{"company_code":"C1","payment_id":"1","value_date":"2026-03-02","amount":10.50,"currency":"GBP"}'
FILE = f"payments/{MONDAY}/a"
ADVICE = "remittance_id,line_number,payer_id,remittance_date,currency,paid_amount"
CODES = "payer_id,reason_code,dispute_type,dispute_subtype"
ACTIVITY = "activity_id,dispute_id,at,actor,kind"
LINES = "company_code,invoice_number,line_number,quantity,unit_price,net_amount"
CONTROL = f"payments/{MONDAY}/payments.control.json"
PLAIN = f"{HEADER}\n{GOOD}\n"
PACKED = gzip.compress(PLAIN.encode(), mtime=0)
LANDS, STOPS = 0, 2


@dataclass(frozen=True)
class Hostile:
    """A landing zone by its files, the command's exit code, and how many rows go to quarantine."""

    name: str
    files: dict[str, str | bytes]
    exit_code: int = LANDS
    rejected: int = 0


def payments(*rows: str, columns: str = HEADER) -> str:
    return "\n".join((columns, *rows, ""))


def table(**columns: pa.Array) -> bytes:
    """Return a Parquet file of one payment, with columns put in place of its own."""
    plain = {name: pa.array([value]) for name, value in zip(HEADER.split(","), GOOD.split(","), strict=True)}
    return parquet_bytes(pa.table({**plain, **columns}))


def _values() -> Iterator[Hostile]:
    """Yield a valid row beside an odd one, which is rejected (1) or valid as well (0)."""
    amounts = {
        "10^12": ("1000000000000.00", 0), "more than 10^12": ("1000000000000.01", 1), "39 digits": ("9" * 39, 1),
        "an exponent": ("1e2", 1), "wide digits": ("\uff11\uff12", 1), "Arabic digits": ("١٢", 1),
        "a real minus sign": ("\u22125", 1),
        "not a number": ("NaN", 1), "infinity": ("-inf", 1), "half a penny": ("1.005", 1), "zeros behind": ("1.50000", 0),
        "a superscript": ("1²", 1), "an underscore": ("1_000", 1), "a hexadecimal number": ("0x10", 1),
        "two signs": ("--1", 1),
        "a dot": (".", 1), "a no-break space": ("1\u00a0000", 1), "a NUL": ("1\0", 1), "a formula": ("=1+1", 1),
    }  # fmt: skip
    for name, (text, rejected) in amounts.items():
        yield Hostile(
            f"amount: {name}", {f"{FILE}.csv": payments(GOOD, f"C1,2,2026-03-02,{text},GBP")}, LANDS, rejected
        )
    for day in (
        "2026-02-29",
        "0000-01-01",
        "10000-01-01",
        "infinity",
        "epoch",
        "\uff12026-03-02",
        "20260302",
        "2026-03-02T00",
    ):
        row = f"C1,2,{day},1.00,GBP"
        yield Hostile(f"value_date: {day}", {f"{FILE}.csv": payments(GOOD, row)}, LANDS, 1)
    for text in ("gbp", "XX", "", "GBP\0", "£"):
        row = f"C1,2,2026-03-02,1.00,{text}"
        yield Hostile(f"currency: {text!r}", {f"{FILE}.csv": payments(GOOD, row)}, LANDS, 1)
    for text in ("", "  ", '""', '" "'):
        row = f"C1,{text},2026-03-02,1.00,GBP"
        yield Hostile(f"an id that is empty: {text!r}", {f"{FILE}.csv": payments(GOOD, row)}, LANDS, 1)


TEXTS = {
    "SQL": "'; DROP TABLE payments; --", "a glob": "*[a-z]?{x,y}", "markup": "<script>|**x**|{{7*7}}",
    "a path": "../../etc/passwd",
    "a format": "%s {0} ${HOME}", "a formula": "=cmd|' /C calc'!A0", "emoji": "👩‍👩‍👧", "NULL": "NULL",
    "a long text": "x" * 100_000,
}  # fmt: skip
"""Texts that are code to other programs and plain text here."""


def _texts() -> Iterator[Hostile]:
    """Yield rows that land whatever their texts are."""
    for name, text in TEXTS.items():
        row = f'C1,"{text}",2026-03-02,1.00,GBP,"{text}"'
        yield Hostile(f"text: {name}", {f"{FILE}.csv": payments(row, columns=f"{HEADER},memo")})
    memo = payments(f'{GOOD},"a\n\n""b"", c\r\nd"', "C1,2,x,1.00,GBP,", columns=f"{HEADER},memo")
    yield Hostile("text: lines inside quotes", {f"{FILE}.csv": memo}, LANDS, 1)


def _lines() -> Iterator[Hostile]:
    """Yield files with odd quotes, separators, lines, headers and encodings."""
    cases: dict[str, tuple[str | bytes, int, int]] = {
        "a field too many": (payments(GOOD, f"{GOOD},x"), LANDS, 1), "a field too few": (payments(GOOD, "C1,2"), LANDS, 1),
        "separators only": (payments(GOOD, ",,,,"), LANDS, 1), "blank lines": (f"\n{HEADER}\n\n\n{GOOD}\n\n", LANDS, 0),
        "a quote left open": (payments(GOOD, 'C1,2,2026-03-02,1.00,"GBP'), LANDS, 1), "header again": (payments(GOOD,
        HEADER), LANDS, 1),
        "header only": (HEADER, LANDS, 0), "no header": (GOOD + "\n", STOPS, 0), "columns in another order": (
            "currency,amount,value_date,payment_id,company_code\nGBP,1.00,2026-03-02,1,C1\n", LANDS, 0),
        "a column missing": ("company_code,payment_id,value_date,amount\nC1,1,2026-03-02,1.00\n", STOPS, 0),
        "a column too many": (payments(f"{GOOD},x", columns=f"{HEADER},colour"), STOPS, 0),
        "a column twice": (payments(f"{GOOD},GBP", columns=f"{HEADER},currency"), STOPS, 0),
        "semicolons": (PLAIN.replace(",", ";"), STOPS, 0), "nothing": ("", STOPS, 0),
        "a mark and nothing": (b"\xef\xbb\xbf", STOPS, 0),
        "NULs": (b"\0" * 4096, STOPS, 0), "UTF-16": (PLAIN.encode("utf-16"), STOPS, 0),
        "old Macintosh": (PLAIN.replace("\n", "\r"), STOPS, 0),
        "Windows": ("\ufeff" + PLAIN.replace("\n", "\r\n"), LANDS, 0), "no last line end": (PLAIN.rstrip(), LANDS, 0),
        "a byte that is no text": (PLAIN.encode() + b"C1,\xe4,2026-03-02,1.00,GBP\n", LANDS, 1),
        "noise": (bytes(range(256)) * 8, STOPS, 0),
        "a surrogate in UTF-8": (PLAIN.encode() + b"C1,\xed\xa0\x80,2026-03-02,1.00,GBP\n", LANDS, 1),
    }  # fmt: skip
    for name, (content, exit_code, rejected) in cases.items():
        yield Hostile(f"file: {name}", {f"{FILE}.csv": content}, exit_code, rejected)


def _keys() -> Iterator[Hostile]:
    """Yield files that repeat a key."""
    other = GOOD.replace("10.50", "10.51")
    yield Hostile("key: a copy", {f"{FILE}.csv": payments(GOOD, GOOD.replace("10.50", "10.5"))})
    yield Hostile("key: a contradiction", {f"{FILE}.csv": payments(GOOD, other, GOOD)}, LANDS, 3)
    yield Hostile(
        "key: over two kinds of files", {f"{FILE}.csv": payments(other), f"{FILE}.jsonl": GOOD_JSON}, LANDS, 2
    )
    yield Hostile("key: the next day", {f"{FILE}.csv": PLAIN, f"payments/{TUESDAY}/a.csv": payments(other)})
    lines = ("R1,1,P1,2026-03-02,GBP,1.00", "R1,2,P1,2026-03-02,GBP,2.00", "R1,2,P1,2026-03-02,GBP,3.00")
    advice = payments(*lines, "R2,1,P1,2026-03-02,GBP,4.00", columns=ADVICE)
    yield Hostile("key: an advice that contradicts itself", {f"remittances/{MONDAY}/a.csv": advice}, LANDS, 3)


def _json() -> Iterator[Hostile]:
    """Yield a valid line beside an invalid one."""
    rows = {
        "two amounts": GOOD_JSON[:-1] + ',"amount":11.50}', "an amount twice": GOOD_JSON[:-1] + ',"amount":10.50}',
        "an amount that is nested": GOOD_JSON.replace("10.50",
        '{"value": 10.50}'),
        "an amount beyond any number": GOOD_JSON.replace("10.50", "1e400"), "NaN": GOOD_JSON.replace("10.50", "NaN"),
        "true": GOOD_JSON.replace("10.50", "true"), "leading zeros": GOOD_JSON.replace("10.50", "010.50"),
        "a list": "[1]", "half": GOOD_JSON[:40],
        "a lone surrogate": GOOD_JSON.replace('"1"', r'"\ud800"'), "an empty object": "{}",
        "two objects": GOOD_JSON + GOOD_JSON,
        "deeply nested": GOOD_JSON.replace("10.50", "[" * 100_000 + "]" * 100_000), "null": GOOD_JSON.replace("10.50",
        "null"),
    }  # fmt: skip
    other = GOOD_JSON.replace('"1"', '"2"')
    for name, row in rows.items():
        yield Hostile(f"JSON: {name}", {f"{FILE}.jsonl": f"{other}\n{row}\n"}, LANDS, 1)
    yield Hostile("JSON: blank lines and a mark", {f"{FILE}.jsonl": f"\ufeff\n{GOOD_JSON}\r\n \n"})
    yield Hostile("JSON: not a line of it", {f"{FILE}.jsonl": PLAIN}, STOPS)
    yield Hostile("JSON: an unknown name", {f"{FILE}.jsonl": GOOD_JSON.replace("}", ',"colour":1}')}, STOPS)


def _packed_and_columnar() -> Iterator[Hostile]:
    contents: dict[str, tuple[str, bytes, int]] = {
        "packed: cut off": ("csv.gz", PACKED[:-9], STOPS), "packed: twice": ("csv.gz", gzip.compress(PACKED, mtime=0),
        STOPS),
        "packed: not at all": ("csv.gz", PLAIN.encode(), STOPS), "packed: nothing": ("csv.gz", b"", STOPS),
        "packed: unannounced": ("csv", PACKED, STOPS), "packed: in two members": (
            "csv.gz", gzip.compress(f"{HEADER}\n".encode()) + gzip.compress(f"{GOOD}\n".encode()), LANDS),
        "packed: a checksum that fails": ("csv.gz", PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:], STOPS),
        "Parquet": ("parquet", table(), LANDS), "Parquet: cut off": ("parquet", table()[:-20], STOPS),
        "Parquet: magic only": ("parquet", b"PAR1", STOPS),
        "Parquet: an amount as float": ("parquet", table(amount=pa.array([0.1])), STOPS), "Parquet: a list": (
            "parquet", table(memo=pa.array([["x"]])), STOPS),
        "Parquet: CSV in truth": ("parquet", PLAIN.encode(), STOPS), "Parquet: in capitals": ("parquet",
        table(AMOUNT=pa.array(["1"])), STOPS),
    }  # fmt: skip
    for name, (kind, content, exit_code) in contents.items():
        yield Hostile(name, {f"{FILE}.{kind}": content}, exit_code)
    late = table(value_date=pa.array([2**31 - 1], pa.date32()))
    yield Hostile("Parquet: a date in the year 5881580", {f"{FILE}.parquet": late}, LANDS, 1)


def _places() -> Iterator[Hostile]:
    second = payments(GOOD.replace(",1,", ",2,"))
    names = {
        "names that glob": ({f"payments/{MONDAY}/[a].csv": PLAIN, f"payments/{MONDAY}/a.csv": second}, LANDS),
        "a name that is a star": ({f"payments/{MONDAY}/*.csv": PLAIN}, LANDS),
        "a name with a quote": ({f"payments/{MONDAY}/a'b \".csv": PLAIN}, LANDS),
        "a name beyond ASCII": ({f"payments/{MONDAY}/ä 株.csv": PLAIN}, LANDS), "another ending": ({f"{FILE}.xlsx": "PK"},
        STOPS),
        "no ending": ({FILE: PLAIN}, STOPS), "a backup": ({f"{FILE}.csv.bak": PLAIN}, STOPS),
        "still being written": ({f"{FILE}.csv": PLAIN, f"{FILE}.csv.part": "C1", f"payments/{MONDAY}/_b.csv": "x",
        ".x/a.csv": "x"}, LANDS),
        "an extract misspelt": ({f"paymets/{MONDAY}/a.csv": PLAIN}, LANDS),
        "an extract in capitals": ({f"Payments/{MONDAY}/a.csv": PLAIN}, LANDS),
        "a day without zeros": ({"payments/2026-3-2/a.csv": PLAIN}, STOPS),
        "a day that is none": ({"payments/2026-02-30/a.csv": PLAIN}, STOPS),
        "a day of a week": ({"payments/2026-W10-1/a.csv": PLAIN}, STOPS),
        "a day in wide digits": ({"payments/\uff12026-03-02/a.csv": PLAIN}, STOPS),
        "a file above the days": ({"payments/a.csv": PLAIN}, STOPS),
        "a file above the extracts": ({"payments.csv": PLAIN}, LANDS),
        "a file below the day": ({f"payments/{MONDAY}/more/a.csv": PLAIN}, STOPS),
        "a file called as the extract": ({"payments": PLAIN}, STOPS),
        "a file called as the day": ({f"payments/{MONDAY}": PLAIN}, STOPS),
        "day and extract changed round": ({f"{MONDAY}/payments/a.csv": PLAIN}, LANDS),
        "no file at all": ({f"payments/{MONDAY}/": ""}, LANDS),
    }  # fmt: skip
    for name, (files, exit_code) in names.items():
        yield Hostile(f"place: {name}", files, exit_code)


def _controls() -> Iterator[Hostile]:
    controls: dict[str, tuple[str | bytes, int]] = {
        "agrees": ('{"rows": 1, "amount": "10.50"}', LANDS), "a row more": ('{"rows": 2}', STOPS),
        "a penny off": ('{"rows":1,"amount":10.51}', STOPS),
        "NaN": ('{"rows": 1, "amount": NaN}', STOPS), "infinite": ('{"rows": 1, "amount": "1e400"}', STOPS),
        "no rows": ("{}", STOPS),
        "5000 digits": (f'{{"rows": {"9" * 5000}}}', STOPS), "deeply nested": ("[" * 100_000, STOPS),
        "not JSON": ("rows=1", STOPS),
        "empty": ("", STOPS), "true": ('{"rows": true}', STOPS), "noise": (b"\xff\xfe\0", STOPS),
        "half a row": ('{"rows": 0.5}', STOPS),
    }  # fmt: skip
    for name, (content, exit_code) in controls.items():
        yield Hostile(f"control: {name}", {f"{FILE}.csv": PLAIN, CONTROL: content}, exit_code)
    yield Hostile("control: without data", {CONTROL: '{"rows": 1}'}, STOPS)


def _other_extracts() -> Iterator[Hostile]:
    cases = {
        "reason_codes": (CODES, ("P1,A,pricing,percent", "P1,B,nonsense,percent", "P1,C,pricing,nonsense"), 2),
        "dispute_activity": (ACTIVITY, ("1,d,2026-03-02T10:00:00Z,eve,note", "2,d,2026-03-02T10:00:00,eve,note",
                                        "3,d,2026-03-02T10:00:00+99:00,eve,note",
                                        "4,d,2026-03-02T10:00:00Z,eve,nonsense"), 3),
        "invoice_lines": (LINES, ("C1,1,1,1,1,1.00", "C1,1,1.0,1,1,1.00", "C1,2,9223372036854775808,1,1,1",
        "C1,3,1,1,1.00001,1"), 3),
    }  # fmt: skip
    for extract, (columns, rows, rejected) in cases.items():
        yield Hostile(
            f"{extract}: rows that do not fit",
            {f"{extract}/{MONDAY}/a.csv": payments(*rows, columns=columns)},
            LANDS,
            rejected,
        )


FAMILIES = (_values, _texts, _lines, _keys, _json, _packed_and_columnar, _places, _controls, _other_extracts)
HOSTILE = [hostile for family in FAMILIES for hostile in family()]

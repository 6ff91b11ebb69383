"""CSV, TSV, JSONL and Parquet say the same: identical typed rows. What each kind alone can get wrong is said so."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.catalog import EXTRACTS
from pipelines.errors import RefusedNight
from pipelines.money import EXPONENTS, LARGEST_AMOUNT, to_decimal
from tests.pipelines.ingest.landing_zone import INVOICE, PAYMENT, Zone, as_tsv, column, csv, payments, typed

ROWS = [
    {
        "company_code": "01", "invoice_number": "000123", "document_type": "invoice", "payer_id": "P, 1",
        "issue_date": "2026-03-02", "due_date": "2026-04-01", "currency": "USD", "gross_amount": "123456789012.67",
        "tax_amount": "0.10", "discount_percent": "2.5", "is_cancelled": "false", "po_number": "1.10",
    },
    {
        "company_code": "01", "invoice_number": "Ü-7", "document_type": "credit_memo", "payer_id": "P2",
        "issue_date": "2024-02-29", "due_date": "2026-04-01", "currency": "JPY", "gross_amount": "-5",
    },
]  # fmt: skip
NAMES = list(ROWS[0])
NUMBERS = ("gross_amount", "tax_amount", "discount_percent", "po_number")


def as_csv(rows: list[dict[str, str]]) -> str:
    return csv(" ".join(NAMES), *(",".join(f'"{row.get(name, "")}"' for name in NAMES) for row in rows))


def as_jsonl(rows: list[dict[str, str]]) -> str:
    """Numbers as bare JSON numbers, with their exact text."""
    lines = []
    for row in rows:
        fields = (
            f"{json.dumps(k)}: {v if k in (*NUMBERS, 'is_cancelled') else json.dumps(v)}"
            for k, v in row.items()
        )
        lines.append("{" + ", ".join(fields) + "}\n")
    return "".join(lines)


def as_parquet(path: Path, rows: list[dict[str, str]]) -> None:
    """Decimals, dates and booleans as such; the numbers of documents as text."""
    table = pa.table(
        {name: pa.array([_typed(name, row.get(name)) for row in rows], _type(name)) for name in NAMES}
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)


def _type(name: str) -> pa.DataType:
    if name.endswith("_date"):
        return pa.date32()
    decimals = {
        "gross_amount": pa.decimal128(18, 3),
        "tax_amount": pa.decimal128(12, 2),
        "discount_percent": pa.decimal128(9, 4),
    }
    return pa.bool_() if name == "is_cancelled" else decimals.get(name, pa.string())


def _typed(name: str, text: str | None) -> Any:
    kind = _type(name)
    if text is None or kind == pa.string():
        return text
    if kind == pa.date32():
        return date.fromisoformat(text)
    return text == "true" if kind == pa.bool_() else Decimal(text)


@pytest.mark.parametrize(
    "name", ["a.csv", "a.csv.gz", "a.tsv", "a.tsv.gz", "a.jsonl", "a.jsonl.gz", "a.parquet"]
)
def test_every_kind_gives_the_same_rows(zone: Zone, name: str) -> None:
    path = f"invoices/2026-03-02/{name}"
    if name.endswith(".parquet"):
        as_parquet(zone.path / path, ROWS)
    else:
        writer = {"csv": as_csv, "tsv": lambda rows: as_tsv(NAMES, rows), "jsonl": as_jsonl}[
            name.split(".")[1]
        ]
        zone.write(path, writer(ROWS))
    landing = zone.land()
    first, second = typed(landing, "invoices")
    assert not landing.quarantine.num_rows
    assert landing.tables["invoices"].schema.names[:17] == list(EXTRACTS["invoices"].names)
    assert first == {
        "company_code": "01", "invoice_number": "000123", "document_type": "invoice", "payer_id": "P, 1",
        "ship_to_id": None, "issue_date": date(2026, 3, 2), "due_date": date(2026, 4, 1), "currency": "USD",
        "gross_amount": 12345678901267, "tax_amount": 10, "freight_amount": None, "discount_percent": Decimal("2.5"),
        "discount_date": None, "po_number": "1.10", "delivery_number": None, "original_invoice_number": None,
        "is_cancelled": False,
    }  # fmt: skip
    assert (second["invoice_number"], second["gross_amount"], second["issue_date"]) == (
        "Ü-7",
        -5,
        date(2024, 2, 29),
    )


def test_kinds_mix_in_one_folder_and_dotted_names_are_not_read(zone: Zone) -> None:
    zone.write("payments/2026-03-02/part-0.csv", payments("C1,1,2026-03-02,1,USD"))
    zone.write(
        "payments/2026-03-02/part-1.jsonl",
        '{"company_code":"C1","payment_id":"2","value_date":"2026-03-02","amount":"2","currency":"USD"}',
    )
    for name in (".x.csv", "_x.csv", "x.csv.tmp", "x.csv.part", "x.filepart"):
        zone.write(f"payments/2026-03-02/{name}", "still being written")
    landing = zone.land()
    assert column(landing.tables["payments"], "payment_id") == ["1", "2"]
    assert column(landing.files, "file") == [
        "payments/2026-03-02/part-0.csv",
        "payments/2026-03-02/part-1.jsonl",
    ]
    assert column(landing.files, "row_count") == [1, 1]


def test_lines_of_jsonl_that_are_no_objects(zone: Zone) -> None:
    fields = '"company_code":"C1","payment_id":"1","value_date":"2026-03-02","amount":1,"currency":"USD"'
    good = f'{{{fields},"memo":"\\"amount\\": 5, \\u00e9"}}'
    zone.write("payments/2026-03-02/a.jsonl", f'{good}\nnot json\n[1]\n\n{{"company_code":"C1"}}\n')
    landing = zone.land()
    assert column(landing.tables["payments"], "memo") == ['"amount": 5, é']
    assert column(landing.quarantine, "row_number") == [2, 3, 5]
    assert column(landing.quarantine, "reason")[0] == "row: expected a JSON object, found something else"


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        pytest.param("a.csv", "", "empty, without even a header", id="0 bytes of CSV"),
        pytest.param("a.tsv", "\n\n", "empty, without even a header", id="blank lines only"),
        pytest.param("a.parquet", "", "cannot be read", id="0 bytes of Parquet"),
        pytest.param("a.parquet", "PAR1 and then nothing", "cannot be read", id="Parquet cut off"),
        pytest.param("a.jsonl", "company_code,payment_id\n1,2\n", "no line is a JSON object", id="CSV called JSONL"),
        pytest.param("a.xlsx", "PK", "not a file that can be read", id="another kind"),
        pytest.param("a.csv", "x" * 200_000, "its header is too long", id="no CSV at all"),
        pytest.param("a.csv", "company_code,payment_id,value_date,amount\n", "missing: 'currency'", id="column missing"),
        pytest.param("a.csv", payments().replace("currency", "currency,colour"), "unknown: 'colour'", id="column unknown"),
        pytest.param("a.csv", payments().replace("currency", "currency,memo,memo"), "named twice: 'memo'", id="twice"),
        pytest.param("a.csv", payments().replace("amount", "Amount"), "missing: 'amount'; unknown: 'Amount'", id="capitals"),
        pytest.param("a.csv", payments().replace(",", ";"), "found company_code;payment_id", id="another separator"),
        pytest.param("a.jsonl", '{"company_code":"1","colour":"red"}', "unknown: 'colour'", id="key unknown"),
    ],
)  # fmt: skip
def test_a_fault_of_shape_stops_the_night(zone: Zone, file: str, content: str, message: str) -> None:
    zone.write(f"payments/2026-03-02/{file}", content)
    with pytest.raises(RefusedNight, match="nothing was written") as refused:
        zone.land()
    assert message in str(refused.value)
    assert f"payments/2026-03-02/{file}" in str(refused.value)


def test_wrong_columns_are_said_with_both_lists(zone: Zone) -> None:
    zone.write("payments/2026-03-02/a.csv", "company_code,id\n")
    with pytest.raises(RefusedNight) as refused:
        zone.land()
    assert "expected company_code, payment_id, payer_id?, payer_name?, value_date, amount, currency" in str(
        refused.value
    )
    assert "found company_code, id;" in str(refused.value)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param('"amount": 1.00, "amount": 2.00', "amount", id="two amounts"),
        pytest.param('"amount": 1.00, "amount": 1.00', "amount", id="the same amount twice"),
        pytest.param(
            '"amount": 1.00, "am\\u006funt": 2.00', "amount", id="one of them written with an escape"
        ),
        pytest.param(
            '"memo": "a", "amount": 1.00, "memo": "b", "amount": 2', "amount, memo", id="two keys twice"
        ),
        pytest.param(
            '"amount": 1.00, "memo": "\\"amount\\": 2"', None, id="a text that only looks like a key"
        ),
    ],
)
def test_a_json_key_named_twice_is_a_fault_of_its_row(zone: Zone, fields: str, reason: str | None) -> None:
    rest = '"company_code": "C1", "value_date": "2026-03-02", "currency": "USD"'
    lines = (f'{{"payment_id": "1", {fields}, {rest}}}', f'{{"payment_id": "2", "amount": 3.00, {rest}}}')
    zone.write("payments/2026-03-02/a.jsonl", "\n".join(lines) + "\n")
    landing = zone.land()
    said = [] if reason is None else [f"row: expected each key once, found more than once: {reason}"]
    assert column(landing.quarantine, "reason") == said
    assert column(landing.tables["payments"], "amount") == ([300] if reason else [100, 300])


@pytest.mark.parametrize(
    ("memo", "reason"),
    [
        pytest.param('{"x": 1}', "memo: expected a plain value, found an object or a list", id="an object"),
        pytest.param('["a", "b"]', "memo: expected a plain value, found an object or a list", id="a list"),
        pytest.param("NaN", "row: expected a JSON object, found NaN or Infinity, which JSON does not have", id="no number"),
        pytest.param('"{\\"x\\": [1]}"', None, id="a text that only looks like an object"),
        pytest.param('"ends in \\": NaN"', None, id="a text that only looks like a key"),
    ],
)  # fmt: skip
def test_a_json_value_is_plain(zone: Zone, memo: str, reason: str | None) -> None:
    plain = '"company_code": "C1", "value_date": "2026-03-02", "currency": "USD"'
    lines = (
        f'{{"payment_id": "1", "amount": 1.00, "memo": {memo}, {plain}}}',
        f'{{"payment_id": "2", "amount": 3.00, {plain}}}',
    )
    zone.write("payments/2026-03-02/a.jsonl", "\n".join(lines) + "\n")
    landing = zone.land()
    assert column(landing.quarantine, "reason") == ([reason] if reason else [])
    assert column(landing.tables["payments"], "payment_id") == (["2"] if reason else ["1", "2"])


def test_a_memo_of_a_megabyte_is_read_and_one_of_five_is_a_fault_of_its_row(zone: Zone) -> None:
    rows = (
        f"C1,{number},2026-03-02,1.00,USD,{'7' * size}"
        for number, size in (("1", 10**6), ("2", 5 * 10**6), ("3", 1))
    )
    zone.write("payments/2026-03-02/a.csv", csv(f"{PAYMENT},memo", *rows))
    landing = zone.land()
    assert column(landing.tables["payments"], "payment_id") == ["1", "3"]
    assert column(landing.quarantine, "reason")[0].startswith("line: expected at most 4,194,304 characters")


@pytest.mark.parametrize(
    ("memos", "kept"),
    [
        pytest.param(('5" pipe', '6" pipe', "x"), ["1", "2", "3"], id="inch marks in turn"),
        pytest.param(
            ('"open', "x", '5" pipe', "y"), ["2", "3", "4"], id="a quote left open harms its row only"
        ),
        pytest.param(('"two\nlines"', "x"), ["1", "2"], id="two lines"),
    ],
)
def test_quotes_in_a_memo(zone: Zone, memos: tuple[str, ...], kept: list[str]) -> None:
    rows = (f"C1,{number},2026-03-02,1.00,USD,{memo}" for number, memo in enumerate(memos, start=1))
    zone.write("payments/2026-03-02/a.csv", csv(f"{PAYMENT},memo", *rows))
    assert column(zone.land().tables["payments"], "payment_id") == kept


def test_a_text_of_two_lines_in_the_first_column(zone: Zone) -> None:
    """Its second line has as many fields as a record."""
    header = "memo,company_code,payment_id,value_date,amount,currency\n"
    zone.write(
        "payments/2026-03-02/a.csv",
        f'{header}"two\nlines",C1,1,2026-03-02,1.00,USD\nx,C1,2,2026-03-02,1.00,USD\n',
    )
    assert column(zone.land().tables["payments"], "memo") == ["two\nlines", "x"]


def test_a_packed_file_that_was_cut_off(zone: Zone) -> None:
    path = zone.write(
        "payments/2026-03-02/a.csv.gz", payments(*(f"C1,{n},2026-03-02,{n}.17,USD" for n in range(1, 900)))
    )
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(RefusedNight, match=r"a\.csv\.gz: cannot be read"):
        zone.land()


@pytest.mark.parametrize(
    ("name", "kind", "values", "found"),
    [
        ("amount", pa.float64(), [0.1], "amount is DOUBLE"),
        ("memo", pa.binary(), [b"x"], "memo is BLOB"),
        ("memo", pa.list_(pa.string()), [["x"]], "memo is VARCHAR[]"),
    ],
)
def test_parquet_types_that_are_not_exact(
    zone: Zone, name: str, kind: pa.DataType, values: list[Any], found: str
) -> None:
    table = pa.table(
        {"company_code": ["C1"], "payment_id": ["1"], "value_date": ["2026-03-02"], "currency": ["USD"]}
    )
    table = table if name == "amount" else table.append_column("amount", pa.array(["1"]))
    path = zone.write("payments/2026-03-02/a.parquet", b"")
    pq.write_table(table.append_column(name, pa.array(values, kind)), path)
    with pytest.raises(RefusedNight) as refused:
        zone.land()
    assert found in str(refused.value)


@pytest.mark.parametrize(
    ("twice", "said"),
    [
        pytest.param("amount", "named twice: 'amount'", id="the same name"),
        pytest.param("AMOUNT", None, id="another case, which is another column and ignored"),
    ],
)
def test_a_parquet_column_named_twice(zone: Zone, twice: str, said: str | None) -> None:
    path = zone.write("payments/2026-03-02/a.parquet", b"")
    names = ["lines", "source_row", "company_code", "payment_id", "value_date", "currency", "amount", twice]
    columns = [[[{"n": 1}]], [9], ["C1"], ["1"], ["2026-03-02"], ["USD"], [1], [2]]
    pq.write_table(pa.table([pa.array(values) for values in columns], names), path)
    mapping = zone.path.parent / "mapping.toml"
    mapping.write_text('[sources.x]\nextract="payments"\nfiles="payments/*/*"\nignored_columns=["*"]\n')
    if said is None:
        [row] = zone.land(mapping=mapping).tables["payments"].to_pylist()
        assert (row["amount"], row["source_row"]) == (100, 1)
        return
    with pytest.raises(RefusedNight, match=said):
        zone.land(mapping=mapping)


def test_parquet_rows_are_counted_from_one(zone: Zone) -> None:
    path = zone.write("payments/2026-03-02/a.parquet", b"")
    columns = {
        "company_code": ["C1", "C1"],
        "payment_id": ["1", "2"],
        "value_date": ["2026-03-02", "x"],
        "amount": [1, 2],
    }
    pq.write_table(pa.table({**columns, "currency": ["USD", "USD"]}), path)
    landing = zone.land()
    assert column(landing.tables["payments"], "amount") == [100]
    row = landing.quarantine.to_pylist()[0]
    assert (row["row_number"], json.loads(row["row"])["payment_id"]) == (2, "2")


@pytest.mark.parametrize("folder", ["extracts", "a[1]*?", "currency=EUR"])
def test_files_named_like_patterns_are_read_once_each(tmp_path: Path, folder: str) -> None:
    zone, other = Zone(tmp_path / folder), tmp_path / "a1xy" / "invoices/2026-03-02"
    as_parquet(other / "invoices1.parquet", ROWS)  # of another zone, which a pattern would find
    names = ("invoices[1]", "invoices1", "in*", "in?oices1", "[!x]", "{a,b}")
    for number, name in enumerate(names):
        as_parquet(
            zone.path / "invoices/2026-03-02" / f"{name}.parquet",
            [{**ROWS[0], "invoice_number": f"{number}"}],
        )
    landing = zone.land()
    rows = zip(
        *(column(landing.tables["invoices"], of) for of in ("invoice_number", "source_file")), strict=True
    )
    assert list(rows) == [(f"{n}", f"invoices/2026-03-02/{name}.parquet") for n, name in enumerate(names)]
    assert column(landing.tables["invoices"], "currency") == ["USD"] * len(names)
    assert column(landing.files, "row_count") == [1] * len(names)


@pytest.mark.parametrize(
    ("file", "content"), [("a.csv", payments()), ("a.tsv", payments().replace(",", "\t")), ("a.jsonl", "")]
)
def test_an_extract_without_rows(zone: Zone, file: str, content: str) -> None:
    zone.write(f"payments/2026-03-02/{file}", content)
    landing = zone.land()
    assert {name: table.num_rows for name, table in landing.tables.items()} == dict.fromkeys(EXTRACTS, 0)
    assert column(landing.files, "row_count") == [0]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(EXPONENTS)), st.integers(1, LARGEST_AMOUNT)), min_size=1, max_size=30
    )
)
def test_money_text_there_and_back(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[tuple[str, int]]
) -> None:
    zone = Zone(tmp_path_factory.mktemp("zone"))
    rows = [
        f"C1,{number:03},2026-03-02,{to_decimal(minor, code):f},{code}"
        for number, (code, minor) in enumerate(amounts)
    ]
    zone.write("payments/2026-03-02/a.csv", payments(*rows))
    assert column(zone.land().tables["payments"], "amount") == [minor for _, minor in amounts]


def test_quoted_fields_are_what_csv_says(zone: Zone) -> None:
    zone.write(
        "invoices/2026-03-02/a.csv",
        csv(INVOICE, '"C1","a ""b"", c",invoice,"P,1",2026-03-02,2026-03-02,"USD","1"'),
    )
    row = typed(zone.land(), "invoices")[0]
    assert (row["invoice_number"], row["payer_id"], row["gross_amount"]) == ('a "b", c', "P,1", 100)

"""A mapping file: other people's names, marks, dates and signs become ours."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.errors import RefusedNight
from tests.pipelines.ingest.landing_zone import Zone, column, payments

BANK = """
[sources.bank_eu]
extract = "payments"
files = "payments/*/bank_*.csv"
separator = ";"
encoding = "cp1252"
decimal_mark = ","
thousands_mark = "."
date_format = "%d.%m.%Y"
ignored_columns = ["Saldo"]
[sources.bank_eu.columns]
payment_id = "Beleg"
payer_name = "Auftraggeber"
value_date = "Valuta"
amount = "Betrag"
currency = "Währung"
[sources.bank_eu.constants]
company_code = "0100"
"""
FILE = "Beleg;Valuta;Betrag;Währung;Auftraggeber;Saldo\n007;02.03.2026;1.234,56;EUR;Müller & Söhne;9\n"


def mapping(zone: Zone, text: str) -> Path:
    path = zone.path.parent / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_of_its_own_beside_our_own_files(zone: Zone) -> None:
    zone.write("payments/2026-03-02/bank_1.csv", FILE.encode("cp1252"))
    zone.write("payments/2026-03-02/own.csv", payments("C1,8,2026-03-02,1.50,USD"))
    first, second = zone.land(mapping=mapping(zone, BANK)).tables["payments"].to_pylist()
    assert (first["company_code"], first["payment_id"], first["amount"]) == ("0100", "007", 123456)
    assert (first["payer_name"], first["value_date"]) == ("Müller & Söhne", date(2026, 3, 2))
    assert (second["company_code"], second["amount"]) == ("C1", 150)


def test_several_sources_from_folders_of_their_own(zone: Zone) -> None:
    text = BANK.replace("payments/*/bank_*.csv", "bank_eu/*/*.csv")
    zone.write("bank_eu/2026-03-02/x.csv", FILE.encode("cp1252"))
    zone.write("bank_eu/2026-03-02/payments.control.json", '{"rows": 1, "amount": "1234.56"}')
    assert zone.land(mapping=mapping(zone, text)).tables["payments"].num_rows == 1


@pytest.mark.parametrize(
    ("dialect", "text", "minor"),
    [
        pytest.param('decimal_mark=","', "1234,56", 123456, id="comma"),
        pytest.param('decimal_mark=","\nthousands_mark="."', "-1.234.567,8", -123456780, id="dots and comma"),
        pytest.param('decimal_mark=","\nthousands_mark="."', "1.23,4", None, id="a group of two"),
        pytest.param('decimal_mark=","\nthousands_mark=" "', "1\u00a0234,56", 123456, id="no-break space"),
        pytest.param('thousands_mark="\'"', "1’234.50", 123450, id="apostrophe"),
        pytest.param('thousands_mark=","', "1,234", 123400, id="comma groups"),
        pytest.param('sign="trailing_minus"', "12.50-", -1250, id="trailing minus"),
        pytest.param('sign="trailing_minus"', "12.50", 1250, id="trailing minus, none there"),
        pytest.param('sign="minus"', "12.50-", None, id="trailing minus, not agreed"),
        pytest.param('sign="parentheses"', "(12.50)", -1250, id="parentheses"),
        pytest.param('sign="parentheses"', "(12.50", None, id="half a parenthesis"),
        pytest.param('sign="credits_positive"', "12.50 CR", 1250, id="credit is money in"),
        pytest.param('sign="credits_positive"', "DR 12.50", -1250, id="debit is money out"),
        pytest.param('sign="credits_positive"', "12.50", None, id="neither said"),
        pytest.param('sign="debits_positive"', "12.50C", -1250, id="our own books' side"),
        pytest.param('sign="inverted"', "12.50", -1250, id="the other way round"),
        pytest.param('sign="inverted"', "-12.50", 1250, id="back again"),
        pytest.param('sign_column="side"\nnegative_values=["H"]', "12.50", -1250, id="a column says so"),
    ],
)
def test_marks_and_signs(zone: Zone, dialect: str, text: str, minor: int | None) -> None:
    source = f'[sources.x]\nextract="payments"\nfiles="payments/*/*.tsv"\n{dialect}\n'
    ignored = "" if "sign_column" in dialect else 'ignored_columns=["side"]\n'
    header = "company_code\tpayment_id\tvalue_date\tamount\tcurrency\tside"
    zone.write("payments/2026-03-02/a.tsv", f"{header}\nC1\t1\t2026-03-02\t{text}\tUSD\tH\n")
    landing = zone.land(mapping=mapping(zone, source + ignored))
    assert column(landing.tables["payments"], "amount") == ([] if minor is None else [minor])
    assert column(landing.quarantine, "reason") == (
        [f"amount: expected an amount, found {text}"] if minor is None else []
    )


@pytest.mark.parametrize(
    ("text", "is_date"), [("02.03.2026", True), ("2026-03-02", False), ("31.02.2026", False)]
)
def test_a_date_by_its_format_and_no_other(zone: Zone, text: str, is_date: bool) -> None:
    zone.write("payments/2026-03-02/bank_1.csv", FILE.replace("02.03.2026", text).encode("cp1252"))
    landing = zone.land(mapping=mapping(zone, BANK))
    reason = f"value_date: expected a date as %d.%m.%Y, found {text}"
    assert column(landing.quarantine, "reason") == ([] if is_date else [reason])


def test_no_quotes_at_all(zone: Zone) -> None:
    source = '[sources.x]\nextract="payments"\nfiles="payments/*/*.tsv"\nquote=""\nignored_columns=["*"]\n'
    header = "company_code\tpayment_id\tvalue_date\tamount\tcurrency\tmemo\tmore"
    zone.write("payments/2026-03-02/a.tsv", f'{header}\nC1\t1\t2026-03-02\t1\tUSD\t"half\tx\n')
    assert column(zone.land(mapping=mapping(zone, source)).tables["payments"], "memo") == ['"half']


def test_a_column_that_neither_mapping_nor_ignored_names(zone: Zone) -> None:
    zone.write("payments/2026-03-02/bank_1.csv", FILE.replace("Saldo", "Neu").encode("cp1252"))
    with pytest.raises(RefusedNight, match="unknown: 'Neu'"):
        zone.land(mapping=mapping(zone, BANK))


def test_all_mistakes_of_a_mapping_are_said_at_once(zone: Zone) -> None:
    text = """
[sources.a]
extract = "payments"
files = "*.csv"
separator = ";;"
colour = "red"
encoding = "latin-99"
sign = "sometimes"
sign_column = "side"
columns = { payment_id = "id", shoe_size = "size" }
[sources.b]
extract = "pay"
files = "payments/*/*.csv"
"""
    with pytest.raises(RefusedNight) as refused:
        zone.land(mapping=mapping(zone, text))
    said = str(refused.value)
    for mistake in (
        "a: unknown setting 'colour'",
        "a: payments has no column 'shoe_size'",
        "a: no column or constant for company_code, value_date, amount, currency",
        "a: files: expected folder/date/name",
        "a: separator: expected one character, found ';;'",
        "a: sign: expected one of",
        "a: sign_column and negative_values go together",
        "a: encoding: expected that of a text, such as 'utf-8' or 'cp1252', found 'latin-99'",
        "b: extract: expected one of",
    ):
        assert mistake in said


@pytest.mark.parametrize("text", ["", "[sources", "x = 1", "[[sources]]", "sources = {a = 1}"])
def test_a_mapping_that_is_none(zone: Zone, text: str) -> None:
    with pytest.raises(RefusedNight, match=r"mapping .*nothing was run"):
        zone.land(mapping=mapping(zone, text))

"""A row that breaks the contract: rejected with its line and every reason; its neighbours land."""

from datetime import date

import pytest

from tests.pipelines.ingest.landing_zone import (
    ADVICE,
    INVOICE,
    LINE,
    PAYMENT,
    Required,
    Zone,
    column,
    csv,
    payments,
    typed,
)

GOOD = "C1,0007,2026-03-02,10.50,USD"
DAY = "2026-03-02"
LARGEST = "expected an absolute value of at most 1,000,000,000,000"


def test_a_good_row_keeps_its_leading_zeros_and_its_cents(zone: Zone) -> None:
    zone.write("payments/2026-03-02/a.csv", payments(GOOD))
    row = zone.land().tables["payments"].to_pylist()[0]
    assert (row["payment_id"], row["amount"], row["source_file"]) == (
        "0007",
        1050,
        "payments/2026-03-02/a.csv",
    )
    assert (row["source_row"], row["raw_row"], str(row["folder_date"])) == (2, GOOD, DAY)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(",1,2026-03-02,1,USD", "company_code: expected text, found nothing", id="null in a required column"),
        pytest.param("C1,1,2026-02-30,1,USD", "value_date: expected a date, found 2026-02-30", id="a date that is none"),
        pytest.param("C1,1,02.03.2026,1,USD", "value_date: expected a date as YYYY-MM-DD, found 02.03.2026", id="not ISO"),
        pytest.param("C1,1,2026-3-2,1,USD", "value_date: expected a date as YYYY-MM-DD, found 2026-3-2", id="one digit"),
        pytest.param("C1,1,2026-03-02,1,ZZZ", "currency: expected an ISO 4217 code, found ZZZ", id="unknown currency"),
        pytest.param("C1,1,2026-03-02,1,usd", "currency: expected an ISO 4217 code, found usd", id="small letters"),
        pytest.param(
            "C1,1,2026-03-02,1.005,USD", "amount: expected at most 2 decimal places in USD, found 1.005", id="half a cent"
        ),
        pytest.param("C1,1,2026-03-02,1.5,JPY", "amount: expected at most 0 decimal places in JPY, found 1.5", id="yen"),
        pytest.param("C1,1,2026-03-02,1.0005,KWD", "amount: expected at most 3 decimal places in KWD, found 1.0005"),
        pytest.param("C1,1,2026-03-02,ten,USD", "amount: expected an amount, found ten", id="words"),
        pytest.param('C1,1,2026-03-02,"1,000.00",USD', "amount: expected an amount, found 1,000.00", id="thousands mark"),
        pytest.param("C1,1,2026-03-02,1.23E+09,USD", "amount: expected an amount, found 1.23E+09", id="spreadsheet damage"),
        pytest.param("C1,1,2026-03-02,NaN,USD", "amount: expected an amount, found NaN", id="not a number"),
        pytest.param(
            "C1,1,2026-03-02,1000000000000.01,USD",
            "amount: expected an absolute value of at most 1,000,000,000,000, found 1000000000000.01",
            id="a cent above the largest",
        ),
        pytest.param(
            "C1,1,2026-03-02,-99999999999999999999999999999,KWD",
            "amount: expected an absolute value of at most 1,000,000,000,000, found -99999999999999999999999999999",
            id="29 digits",
        ),
        pytest.param(
            "C1,1,0000-01-01,1,USD",
            "value_date: expected a date from 1990-01-01 to 2100-12-31, found 0000-01-01",
            id="the year 0",
        ),
        pytest.param(
            "C1,1,2101-01-01,1,USD",
            "value_date: expected a date from 1990-01-01 to 2100-12-31, found 2101-01-01",
            id="the day after the calendar",
        ),
        pytest.param("C1,1,2026-03-02,0.00,USD", "amount: expected an amount other than 0, found 0", id="nothing paid"),
        pytest.param("C1,1,2026-03-02,1", "fields: expected 5, found 4", id="a field too few"),
        pytest.param("C1,1,2026-03-02,1,USD,x", "fields: expected 5, found 6", id="a field too many"),
    ],
)  # fmt: skip
def test_a_bad_payment_is_rejected_alone(zone: Zone, row: str, reason: str) -> None:
    zone.write("payments/2026-03-02/a.csv", payments(GOOD, row, "C1,9,2026-03-02,1,USD"))
    landing = zone.land()
    assert column(landing.tables["payments"], "payment_id") == ["0007", "9"]
    assert landing.quarantine.to_pylist() == [
        {
            "extract": "payments",
            "file": "payments/2026-03-02/a.csv",
            "row_number": 3,
            "reason": reason,
            "row": row,
        }
    ]


def test_all_reasons_of_a_row_are_one_text(zone: Zone) -> None:
    zone.write("payments/2026-03-02/a.csv", payments("C1,,2026-13-01,x,EUR"))
    assert zone.reasons() == [
        (
            2,
            "payment_id: expected text, found nothing; value_date: expected a date, found 2026-13-01; "
            "amount: expected an amount, found x",
        )
    ]


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        pytest.param("1.50", "USD", 150, id="cents"),
        pytest.param("1.500", "USD", 150, id="zeros that say nothing"),
        pytest.param("-1.5", "USD", -150, id="negative"),
        pytest.param("+1", "USD", 100, id="plus"),
        pytest.param(".5", "USD", 50, id="no whole part"),
        pytest.param("00012", "JPY", 12, id="yen have no cents"),
        pytest.param("1.005", "KWD", 1005, id="dinars have a thousand"),
        pytest.param("1000000000000.00", "USD", 100_000_000_000_000, id="the largest"),
        pytest.param("-1000000000000", "KWD", -1_000_000_000_000_000, id="the largest, with three decimals"),
    ],
)
def test_money_becomes_minor_units(zone: Zone, amount: str, currency: str, minor: int) -> None:
    zone.write("payments/2026-03-02/a.csv", payments(f"C1,1,2026-03-02,{amount},{currency}"))
    assert column(zone.land().tables["payments"], "amount") == [minor]


@pytest.mark.parametrize(
    ("extract", "columns", "row", "amount"),
    [
        ("invoices", INVOICE, f"C1,{{0}},invoice,P1,{DAY},{DAY},GBP,{{1}}", "gross_amount"),
        ("payments", PAYMENT, f"C1,{{0}},{DAY},{{1}},GBP", "amount"),
        ("remittances", ADVICE, f"R1,{{0}},P1,{DAY},GBP,{{1}}", "paid_amount"),
        ("invoice_lines", LINE, "C1,I1,{0},1,1,{1}", "net_amount"),
    ],
)
def test_an_amount_at_the_limit_is_taken_and_one_beyond_it_is_named(
    zone: Zone, extract: str, columns: str, row: str, amount: str
) -> None:
    rows = (row.format(1, "1000000000000"), row.format(2, "1000000000000.01"))
    zone.write(f"{extract}/2026-03-02/a.csv", csv(columns, *rows))
    assert zone.reasons() == [(3, f"{amount}: {LARGEST}, found 1000000000000.01")]


@pytest.mark.parametrize(
    ("kind", "amount", "is_rejected"),
    [
        ("invoice", "-1", True),
        ("invoice", "1", False),
        ("invoice", "0", False),
        ("credit_memo", "1", True),
        ("credit_memo", "-1", False),
        ("debit_memo", "1", False),
        ("debit_memo", "-1", False),
        ("proforma", "1", True),
    ],
)
def test_signs_of_documents(zone: Zone, kind: str, amount: str, is_rejected: bool) -> None:
    zone.write("invoices/2026-03-02/a.csv", csv(INVOICE, f"C1,1,{kind},P1,{DAY},{DAY},USD,{amount}"))
    assert bool(zone.reasons()) is is_rejected


@pytest.mark.parametrize(
    ("amount", "reverses", "is_rejected"),
    [("-1", "7", False), ("1", "7", True), ("1", "", False), ("-1", "", False)],
)
def test_a_payment_that_reverses_is_negative(
    zone: Zone, amount: str, reverses: str, is_rejected: bool
) -> None:
    row = f"C1,1,{DAY},{amount},USD,{reverses}"
    zone.write("payments/2026-03-02/a.csv", csv(f"{PAYMENT} reverses_payment_id", row))
    assert bool(zone.reasons()) is is_rejected


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("C1,1,1.0,1,1,1", "line_number: expected a whole number, found 1.0"),
        (
            "C1,1,99999999999999999999,1,1,1",
            "line_number: expected a whole number, found 99999999999999999999",
        ),
        ("C1,1,1,1.0005,1,1", "quantity: expected at most 3 decimal places, found 1.0005"),
        ("C1,1,1,1,1.00005,1", "unit_price: expected at most 4 decimal places, found 1.00005"),
        ("C1,1,1,1,1,1.0005", "net_amount: expected at most 3 decimal places, found 1.0005"),
        ("C1,1,1,1,1,1e3", "net_amount: expected an amount, found 1e3"),
        ("C1,1,1,1000000000000.1,1,1", f"quantity: {LARGEST}, found 1000000000000.1"),
        ("C1,1,1,1,-9999999999999,1", f"unit_price: {LARGEST}, found -9999999999999"),
    ],
)  # fmt: skip
def test_a_bad_invoice_line(zone: Zone, row: str, reason: str) -> None:
    zone.write("invoice_lines/2026-03-02/a.csv", csv(LINE, row))
    assert zone.reasons() == [(2, reason)]


def test_the_largest_line_is_sound_and_a_percentage_beyond_a_thousand_is_not(zone: Zone) -> None:
    rows = ("C1,1,1,1000000000000,-1000000000000,1000000000000,1000", "C1,1,2,1,1,1,1000.1")
    zone.write("invoice_lines/2026-03-02/a.csv", csv(f"{LINE} tax_percent", *rows))
    assert zone.reasons() == [(3, "tax_percent: expected an absolute value of at most 1,000, found 1000.1")]


@pytest.mark.parametrize(
    ("at", "is_sound"),
    [
        ("1989-12-31T23:59:59Z", False),
        ("1990-01-01T00:00:00Z", True),
        ("2100-12-31T23:59:59.999999Z", True),
        ("2101-01-01T00:00:00Z", False),
        ("2101-01-01T01:00:00+02:00", True),
        ("9999-12-31T23:59:59-12:00", False),
        ("2026-03-02T10:00:00+99:00", False),
    ],
)
def test_a_time_lies_in_the_calendar(zone: Zone, at: str, is_sound: bool) -> None:
    row = f"1,2,{at},eve,note"
    zone.write("dispute_activity/2026-03-02/a.csv", csv("activity_id dispute_id at actor kind", row))
    assert [line for line, _ in zone.reasons()] == ([] if is_sound else [2])


def test_a_price_that_is_valid_beyond_the_calendar_has_no_end(zone: Zone) -> None:
    prices = "payer_id sku unit_price currency valid_from valid_to"
    rows = ("P1,A,1,USD,2026-01-01,9999-12-31", "P1,B,1,USD,2026-01-01,1899-12-30", "P1,C,1,USD,9999-12-31,")
    zone.write("price_agreements/2026-03-02/a.csv", csv(prices, *rows))
    landing = zone.land()
    assert [(row["sku"], row["valid_to"]) for row in typed(landing, "price_agreements")] == [("A", None)]
    assert [line for line, _ in zone.reasons()] == [3, 4]


def test_the_calendar_is_the_policy_s(zone: Zone) -> None:
    zone.write("payments/2026-03-02/a.csv", payments("C1,1,2026-03-01,1,USD", "C1,2,2026-03-02,1,USD"))
    policy = Required(earliest_date=date(2026, 3, 2), latest_date=date(2026, 3, 2))
    reason = "value_date: expected a date from 2026-03-02 to 2026-03-02, found 2026-03-01"
    assert zone.reasons(policy=policy) == [(2, reason)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("FALSE", False), ("1", True), ("0", False), ("yes", True), ("No", False), ("", None)],
)
def test_booleans(zone: Zone, text: str, value: bool | None) -> None:
    zone.write(
        "invoices/2026-03-02/a.csv",
        csv(f"{INVOICE} is_cancelled", f"C1,1,invoice,P1,{DAY},{DAY},USD,1,{text}"),
    )
    assert column(zone.land().tables["invoices"], "is_cancelled") == [value]


@pytest.mark.parametrize("text", ["maybe", "2", "y"])
def test_a_boolean_that_is_none(zone: Zone, text: str) -> None:
    zone.write(
        "invoices/2026-03-02/a.csv",
        csv(f"{INVOICE} is_cancelled", f"C1,1,invoice,P1,{DAY},{DAY},USD,1,{text}"),
    )
    assert zone.reasons() == [(2, f"is_cancelled: expected true or false, found {text}")]


@pytest.mark.parametrize(
    ("text", "is_time"),
    [
        ("2026-03-02T10:00:00Z", True),
        ("2026-03-02T12:00:00+02:00", True),
        ("2026-03-02 05:00:00.000-0500", True),
        ("2026-03-02T10:00:00", False),
        ("2026-03-02", False),
    ],
)
def test_a_time_needs_its_zone(zone: Zone, text: str, is_time: bool) -> None:
    zone.write(
        "dispute_activity/2026-03-02/a.csv",
        csv("activity_id dispute_id at actor kind", f"1,2,{text},eve,note"),
    )
    landing = zone.land()
    found = [str(at) for at in column(landing.tables["dispute_activity"], "at")]
    assert found == (["2026-03-02 10:00:00+00:00"] if is_time else [])


def test_bytes_that_are_no_text(zone: Zone) -> None:
    zone.write("payments/2026-03-02/a.csv", payments(GOOD).encode() + b"C1,\xe4,2026-03-02,1,USD\n")
    landing = zone.land()
    assert landing.tables["payments"].num_rows == 1
    row = landing.quarantine.to_pylist()[0]
    assert (row["row_number"], row["reason"]) == (3, "text: expected utf-8, found other bytes")
    assert row["row"] == "C1,\\xe4,2026-03-02,1,USD"


def test_quoted_line_ends_do_not_shift_the_lines(zone: Zone) -> None:
    memo = f"{PAYMENT} memo"
    rows = (
        f'{GOOD},"first',
        "",
        'second, ""quoted"""',
        "",
        "C1,9,x,1,USD,plain",
        'C1,8,2026-03-02,1,USD,5" pipe',
    )
    zone.write("payments/2026-03-02/a.csv", csv(memo, *rows))
    landing = zone.land()
    assert column(landing.tables["payments"], "memo") == ['first\n\nsecond, "quoted"', '5" pipe']
    assert column(landing.tables["payments"], "source_row") == [2, 7]
    assert column(landing.quarantine, "row_number") == [6]


def test_a_quote_left_open_harms_its_own_row_only(zone: Zone) -> None:
    memo = f"{PAYMENT} memo"
    rows = (
        'C1,1,2026-03-02,1,USD,"open',
        "C1,2,2026-03-02,1,USD,x",
        'C1,3,2026-03-02,1,USD,"x"y',
        f'{GOOD},"a,b"',
    )
    zone.write("payments/2026-03-02/a.csv", csv(memo, *rows))
    landing = zone.land()
    assert column(landing.tables["payments"], "payment_id") == ["0007", "2"]
    assert column(landing.quarantine, "row_number") == [2, 4]
    assert all(reason.startswith("quotes:") for reason in column(landing.quarantine, "reason"))


@pytest.mark.parametrize(
    ("lines", "landed"),
    [(30_000, ["0007", "1", "2"]), (40_000, ["0007", "2"])],
    ids=["65,536 characters at most", "a record of several lines that is longer is one row"],
)
def test_a_record_of_a_great_many_lines(zone: Zone, lines: int, landed: list[str]) -> None:
    memo = "a\n" * lines
    rows = (f"{GOOD},", f'C1,1,2026-03-02,1,USD,"{memo}"', "C1,2,2026-03-02,1,USD,x")
    zone.write("payments/2026-03-02/a.csv", csv(f"{PAYMENT} memo", *rows))
    landing = zone.land()
    assert column(landing.tables["payments"], "payment_id") == landed
    assert column(landing.quarantine, "row_number") == ([] if "1" in landed else [3])
    said = "line: expected at most 65,536 characters in a record of several lines, found more"
    assert column(landing.quarantine, "reason") == [said] * landing.quarantine.num_rows


def test_blanks_around_a_value_go_and_empty_is_null(zone: Zone) -> None:
    zone.write("remittances/2026-03-02/a.csv", csv(ADVICE, f' R 1 , 1 ,"  ",{DAY}, USD , 1.00 '))
    row = zone.land().tables["remittances"].to_pylist()[0]
    assert (row["remittance_id"], row["line_number"], row["payer_id"], row["paid_amount"]) == (
        "R 1",
        1,
        None,
        100,
    )


def test_windows_line_ends_byte_order_mark_and_no_last_line_end(zone: Zone) -> None:
    text = payments(GOOD, "C1,8,2026-03-02,1,USD").replace("\n", "\r\n").removesuffix("\r\n")
    zone.write("payments/2026-03-02/a.csv", b"\xef\xbb\xbf" + text.encode())
    assert column(zone.land().tables["payments"], "currency") == ["USD", "USD"]

"""Mutations of values that have a type: amounts, numbers, dates, times, truth, codes."""

from __future__ import annotations

from random import Random

from tests.fuzz.contract import EXTRACTS
from tests.fuzz.mutations.registry import of_rows
from tests.fuzz.sheets import Sheet

MEASURES = ("money", "percent", "quantity", "price")


def change_values(sheets: list[Sheet], random: Random, columns: list[str], values: tuple[str, ...]) -> None:
    """Put hostile values into up to six rows, one column each. `{}` in a value stands for the value that was there."""
    sheet = sheets[0]
    there = [name for name in columns if sheet.has(name)] or [random.choice(sheet.columns)]
    for row in random.sample(sheet.rows, min(len(sheet.rows), random.randint(1, 6))):
        place = sheet.place(random.choice(there))
        row[place] = random.choice(values).replace("{}", row[place])


def _measures(sheets: list[Sheet], random: Random, *values: str) -> None:
    change_values(sheets, random, EXTRACTS[sheets[0].extract].of_type(*MEASURES), values)


def _dates(sheets: list[Sheet], random: Random, *values: str) -> None:
    change_values(sheets, random, EXTRACTS[sheets[0].extract].of_type("date"), values)


@of_rows()
def absurd_amounts(sheets: list[Sheet], random: Random) -> None:
    _measures(
        sheets, random, "9" * 12, "9" * 13, "1" + "0" * 12, "1000000000000.01", "9" * 15, "9" * 18, "9" * 19, "9" * 38,
        "9" * 39, "9" * 4000, "999999999999999.999", "9223372036854775807", "9223372036854775808", "92233720368547758.08",
        "-9223372036854775808", "-92233720368547758.09", "18446744073709551616", "170141183460469231731687303715884105728",
        "0" * 40 + "12.50", "0" * 5000 + "1",
    )  # fmt: skip


@of_rows()
def amounts_with_many_places(sheets: list[Sheet], random: Random) -> None:
    _measures(
        sheets, random, "{}0", "{}00000", "{}" + "0" * 60, "{}1", "{}5", "0.001", "0.0001", "0.00001", "0." + "0" * 50 + "1",
        "1." + "9" * 40, "1.005", "1.015", "2.675", "0.1" + "0" * 5000, "1.", ".5", ".", "-.5", "0.0", "-0", "-0.00", "00",
    )  # fmt: skip


@of_rows()
def amounts_with_exponents(sheets: list[Sheet], random: Random) -> None:
    _measures(
        sheets, random, "1e2", "1E2", "1.23E+09", "1e-2", "5e-1", "1e400", "-1e400", "1e-400", "1e999999999", "1d2", "1e",
        "e5", "1e+", "0x1F", "0b11", "0o17", "1_000", "0x1p3", "10**2", "1e2.5",
    )  # fmt: skip


@of_rows()
def amounts_with_signs(sheets: list[Sheet], random: Random) -> None:
    _measures(
        sheets, random, "+{}", "-{}", "--{}", "+-{}", "- {}", "{}-", "({})", "{} CR", "{} DR", "CR{}", "\u2212{}",
                                                                       "\u2013{}",
        "+", "-", "\uff0d{}", "{}+", "\ufe63{}", "<{}>", "~{}", "\u00b1{}", "-({})",
    )  # fmt: skip


@of_rows()
def amounts_with_other_marks(sheets: list[Sheet], random: Random) -> None:
    _measures(
        sheets, random, "1,234.56", "1.234,56", "1 234,56", "1\u00a0234.56", "1'234.56", "1\u2019234.56", "12,50",
            "1,23,456.00",
        "£{}", "{} GBP", "GBP {}", "€{}", "${}", "{}%", "1.234.567", "12.34.56", "1;5", "1:5", "1/2", "½", "{}\u00a0",
        "\u202f{}",
        "1\u066b50", "1\uff0e50", "1\u00b750", "=1+1", "{} ", " {}", "\t{}", "{}\u200b", "\ufeff{}", "1\n2", "1\r", "{}\0",
    )  # fmt: skip


@of_rows()
def unicode_digits(sheets: list[Sheet], random: Random) -> None:
    names = EXTRACTS[sheets[0].extract].of_type(*MEASURES, "integer", "date")
    values = ("\uff11\uff12.\uff15\uff10", "١٢.٥", "१२", "²", "Ⅻ", "⑫", "𝟏𝟐", "1\u0660", "౩", "二", "\uff11",
              "\uff12\uff10\uff12\uff16-\uff10\uff13-\uff10\uff12", "٢٠٢٦-٠٣-٠٢", "2026-0\u0663-02")  # fmt: skip
    change_values(sheets, random, names, values)


@of_rows()
def amounts_that_are_words(sheets: list[Sheet], random: Random) -> None:
    _measures(
        sheets, random, "NaN", "nan", "inf", "-Infinity", "Infinity", "null", "NULL", "None", "N/A", "#N/A", "#REF!", "\\N",
        "true", "ten", "TBD", "zero", "x", "-", "--", "?", "''", "$NULL", "nil", "undefined", "NaN(1)", "1#INF", "#####",
    )  # fmt: skip


@of_rows()
def whole_numbers(sheets: list[Sheet], random: Random) -> None:
    values = ("0", "-1", "1.0", "1.5", "01", "+1", "1e0", "9223372036854775807", "9223372036854775808", "9" * 100, "0x1",
              "1_0",
              " 1 ", "", "one", "1 ", "-0", "2147483648", "1,000", "\uff11", "1.", "true")  # fmt: skip
    change_values(sheets, random, EXTRACTS[sheets[0].extract].of_type("integer"), values)


@of_rows()
def dates_out_of_any_calendar(sheets: list[Sheet], random: Random) -> None:
    _dates(
        sheets, random, "2026-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-03-00", "2026-03-32",
        "0000-01-01", "0001-01-01", "0000-00-00", "9999-12-31", "9999-99-99", "10000-01-01", "-0001-01-01", "+2026-03-02",
        "294247-01-10", "5881580-07-10", "5881580-07-11", "290309-12-22 (BC)", "0044-03-15 (BC)", "1900-02-29", "2000-02-29",
        "2024-02-29", "1582-10-10", "1752-09-05", "infinity", "-infinity", "epoch", "today", "now",
    )  # fmt: skip


@of_rows()
def dates_written_otherwise(sheets: list[Sheet], random: Random) -> None:
    _dates(
        sheets, random, "02.03.2026", "03/02/2026", "2026/03/02", "20260302", "2026-3-2", "26-03-02", "2026-03-02T00:00:00",
        "2026-03-02T00:00:00Z", "2026-03-02 23:59:59", "2026-03-02+02:00", "2026-W10-1", "2026-061", "2 Mar 2026", "46083",
        "1772409600", "March 2", "2026-03", "2026", "2026-03-02-", "2026--03-02", " 2026-03-02 ", "2026-03-02\n",
        "2026 -03-02",
        "2026\u201003\u201002", "2026\u221203\u221202", "2026_03_02", "2026-03-02\0", "2026-03-021", "02026-03-02", "0",
    )  # fmt: skip


@of_rows(extracts=("dispute_activity",))
def times_written_otherwise(sheets: list[Sheet], random: Random) -> None:
    values = ("2026-03-03", "2026-03-03T09:00:00", "2026-03-03T25:00:00Z", "2026-03-03T09:00:00+99:00",
              "2026-03-03T24:00:00Z",
              "2026-03-03T09:00:60Z", "2026-03-03T09:00Z", "2026-03-03 09:00:00 Europe/London", "2026-03-03 09:00:00 UTC",
              "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "infinity",
              "290000-01-01T00:00:00Z",
              "2026-02-30T00:00:00Z", "2026-03-03T09:00:00.123456789Z", "1772528400", "now", "2026-03-03T09:00:00 GMT+1",
              "2026-03-03T09:00:00+01", "2026-03-03T09:00:00z", "2026-03-03t09:00:00Z",
              "\uff12026-03-03T09:00:00Z")  # fmt: skip
    change_values(sheets, random, ["at"], values)


@of_rows(extracts=("invoices",))
def truth_written_otherwise(sheets: list[Sheet], random: Random) -> None:
    values = (
        "TRUE",
        "true ",
        "1",
        "0",
        "yes",
        "No",
        "y",
        "t",
        "T",
        "on",
        "X",
        "2",
        "-1",
        "01",
        "wahr",
        "ｔｒｕｅ",
        "true\0",
        "yes!",
    )
    change_values(sheets, random, ["is_cancelled"], values)


@of_rows()
def currencies(sheets: list[Sheet], random: Random) -> None:
    values = ("gbp", "Gbp", " GBP", "GB", "GBPP", "XXX", "XTS", "ZZZ", "£", "JPY", "KWD", "BHD", "CLF", "USD", "826", "DEM",
              "G\u200bBP", "ＧＢＰ", "GBP\n", "'; --", "CHF", "UYW", "XAU", "")  # fmt: skip
    change_values(sheets, random, EXTRACTS[sheets[0].extract].of_type("currency"), values)


@of_rows()
def codes_out_of_a_list(sheets: list[Sheet], random: Random) -> None:
    columns = EXTRACTS[sheets[0].extract].columns
    names = [name for name, column in columns.items() if column.choices or name.startswith("dispute_")]
    values = ("INVOICE", "Invoice", "invoice ", "proforma", "credit memo", "creditmemo", "invoice\0", "1", "null", "{}s",
              "x{}",
              "note", "resolved", "denied", "other", "unexplained", "pricing")  # fmt: skip
    change_values(sheets, random, names, values)

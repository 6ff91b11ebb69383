"""The same key again: a later day replaces, the same content changes nothing, a contradiction of one day is rejected."""

import pytest

from tests.pipelines.ingest.landing_zone import ADVICE, LATER, LINE, NIGHT, Zone, column, csv, payments

EARLY, LATE = "2026-03-02", "2026-03-03"


def advice(*rows: str) -> str:
    return csv(ADVICE, *(f"{row},USD,1" if row.count(",") == 3 else row for row in rows))


def standing(zone: Zone, extract: str, *names: str) -> list[tuple[object, ...]]:
    table = zone.land(LATER).tables[extract]
    return [tuple(row[name] for name in names) for row in table.to_pylist()]


def rejected(zone: Zone) -> list[tuple[str, int]]:
    return [
        (row["file"].split("/", 1)[1], row["row_number"]) for row in zone.land(LATER).quarantine.to_pylist()
    ]


def test_a_later_day_replaces_the_row(zone: Zone) -> None:
    zone.write(f"payments/{EARLY}/a.csv", payments("C1,1,2026-03-02,1,USD", "C1,2,2026-03-02,1,USD"))
    zone.write(f"payments/{LATE}/a.csv", payments("C1,1,2026-03-02,7,USD"))
    assert standing(zone, "payments", "payment_id", "amount") == [("1", 700), ("2", 100)]
    assert rejected(zone) == []


def test_a_later_advice_replaces_all_its_lines(zone: Zone) -> None:
    zone.write(
        f"remittances/{EARLY}/a.csv", advice("R1,1,P1,2026-03-02", "R1,2,P1,2026-03-02", "R2,1,P1,2026-03-02")
    )
    zone.write(f"remittances/{LATE}/a.csv", advice("R1,5,P1,2026-03-02"))
    assert standing(zone, "remittances", "remittance_id", "line_number") == [("R1", 5), ("R2", 1)]


def test_later_invoice_lines_replace_all_lines_of_the_invoice(zone: Zone) -> None:
    zone.write(f"invoice_lines/{EARLY}/a.csv", csv(LINE, "C1,I1,1,1,1,1", "C1,I1,2,1,1,1", "C1,I2,1,1,1,1"))
    zone.write(f"invoice_lines/{LATE}/a.csv", csv(LINE, "C1,I1,1,3,1,3"))
    found = standing(zone, "invoice_lines", "invoice_number", "line_number", "quantity")
    assert [(number, line, int(quantity)) for number, line, quantity in found] == [("I1", 1, 3), ("I2", 1, 1)]


def test_the_same_content_again_changes_nothing(zone: Zone) -> None:
    zone.write(f"payments/{EARLY}/a.csv", payments("C1,1,2026-03-02,1.50,USD", "C1,1,2026-03-02,1.5,USD"))
    zone.write(f"payments/{EARLY}/b.csv", payments("C1,1,2026-03-02,1.500,USD"))
    assert standing(zone, "payments", "payment_id", "source_row") == [("1", 2)]
    assert rejected(zone) == []


def test_a_contradiction_of_one_day_rejects_all_versions(zone: Zone) -> None:
    zone.write(f"payments/{EARLY}/a.csv", payments("C1,1,2026-03-02,1,USD", "C1,2,2026-03-02,1,USD"))
    zone.write(f"payments/{EARLY}/b.csv", payments("C1,1,2026-03-02,2,USD", "C1,1,2026-03-02,1,USD"))
    assert standing(zone, "payments", "payment_id") == [("2",)]
    assert rejected(zone) == [(f"{EARLY}/a.csv", 2), (f"{EARLY}/b.csv", 2), (f"{EARLY}/b.csv", 3)]
    reason = zone.land().quarantine.to_pylist()[0]["reason"]
    assert reason.startswith("conflicting_versions: ") and "'payment_id': 1" in reason and EARLY in reason


def test_an_advice_split_over_files_is_one_version(zone: Zone) -> None:
    zone.write(f"remittances/{EARLY}/a.csv", advice("R1,1,P1,2026-03-02", "R1,2,P1,2026-03-02"))
    zone.write(f"remittances/{EARLY}/b.csv", advice("R1,2,P1,2026-03-02", "R1,3,P1,2026-03-02"))
    assert standing(zone, "remittances", "line_number") == [(1,), (2,), (3,)]


def test_an_advice_that_contradicts_itself_is_rejected_whole(zone: Zone) -> None:
    zone.write(
        f"remittances/{EARLY}/a.csv", advice("R1,1,P1,2026-03-02", "R1,2,P1,2026-03-02", "R2,1,P1,2026-03-02")
    )
    zone.write(f"remittances/{EARLY}/b.csv", advice("R1,2,P1,2026-03-02,USD,9"))
    assert standing(zone, "remittances", "remittance_id") == [("R2",)]
    assert rejected(zone) == [(f"{EARLY}/a.csv", 2), (f"{EARLY}/a.csv", 3), (f"{EARLY}/b.csv", 2)]


@pytest.mark.parametrize(("payer", "other"), [("", ""), ("P1", "P1")])
def test_advice_without_a_payer_is_keyed_by_its_own_id(zone: Zone, payer: str, other: str) -> None:
    zone.write(f"remittances/{EARLY}/a.csv", advice(f"R1,1,{payer},2026-03-02", f"R1,2,{payer},2026-03-02"))
    zone.write(f"remittances/{LATE}/a.csv", advice(f"R1,1,{other},2026-03-03"))
    assert standing(zone, "remittances", "line_number", "remittance_id") == [(1, "R1")]


def test_a_contradiction_leaves_the_day_before_as_it_was(zone: Zone) -> None:
    zone.write(f"payments/{EARLY}/a.csv", payments("C1,1,2026-03-02,1,USD"))
    zone.write(f"payments/{LATE}/a.csv", payments("C1,1,2026-03-02,2,USD", "C1,1,2026-03-02,3,USD"))
    assert standing(zone, "payments", "amount") == [(100,)]
    assert rejected(zone) == [(f"{LATE}/a.csv", 2), (f"{LATE}/a.csv", 3)]


def test_a_bad_row_replaces_nothing(zone: Zone) -> None:
    zone.write(f"payments/{EARLY}/a.csv", payments("C1,1,2026-03-02,1,USD"))
    zone.write(f"payments/{LATE}/a.csv", payments("C1,1,2026-03-02,2.005,USD"))
    assert standing(zone, "payments", "amount") == [(100,)]


def test_only_the_folders_of_the_night_are_read(zone: Zone) -> None:
    for day in ("2026-03-01", EARLY, LATE):
        zone.write(f"payments/{day}/a.csv", payments(f"C1,{day},2026-03-02,1,USD"))
    read = {(after, night): column(zone.land(night, after).tables["payments"], "payment_id")
            for after, night in ((None, NIGHT), (NIGHT, LATER), (None, LATER))}  # fmt: skip
    assert read == {
        (None, NIGHT): ["2026-03-01", EARLY],
        (NIGHT, LATER): [LATE],
        (None, LATER): ["2026-03-01", EARLY, LATE],
    }


def test_files_and_rows_in_another_order_give_the_same_tables(
    zone: Zone, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [f"C1,{n % 40:02},2026-03-02,{n % 40 + 1},USD" for n in range(100)]
    zone.write(f"payments/{EARLY}/a.csv", payments(*rows))
    other = Zone(tmp_path_factory.mktemp("other"))
    for part in range(3):
        other.write(f"payments/{EARLY}/part-{part}.csv", payments(*reversed(rows[part::3])))
    mine, theirs = (z.land().tables["payments"].select(["payment_id", "amount"]) for z in (zone, other))
    assert mine.equals(theirs) and mine.num_rows == 40


LARGEST = "1000000000000"


@pytest.mark.parametrize("sign", ["", "-"])
def test_the_lines_of_an_advice_have_a_largest_total(zone: Zone, sign: str) -> None:
    """Whatever their signs: 100 lines of a million millions are taken, one cent more makes the advice too large."""
    lines = [f"{{0}},{n},P1,{EARLY},USD,{sign if n % 2 else ''}{LARGEST}" for n in range(100)]
    within = [line.format("R1") for line in lines]
    beyond = [*(line.format("R2") for line in lines), f"R2,100,P1,{EARLY},USD,0.01"]
    zone.write(f"remittances/{EARLY}/a.csv", csv(ADVICE, *within, *beyond, f"R3,1,P1,{EARLY},USD,1"))
    landing = zone.land(LATER)
    assert set(column(landing.tables["remittances"], "remittance_id")) == {"R1", "R3"}
    assert landing.quarantine.num_rows == 101
    assert set(column(landing.quarantine, "reason")) == {
        "amounts: expected at most 100000000000000 in all for {'payer_id': P1, 'remittance_id': R2} on 2026-03-02, "
        "found 100000000000000.010"
    }


def test_what_an_advice_deducts_counts_in_its_total(zone: Zone) -> None:
    columns = f"{ADVICE} deduction_amount discount_amount"
    rows = [f"R1,{n},P1,{EARLY},KWD,{LARGEST},{LARGEST},{LARGEST}" for n in range(34)]
    zone.write(f"remittances/{EARLY}/a.csv", csv(columns, *rows))
    assert zone.land(LATER).quarantine.num_rows == 34


def test_the_lines_of_a_document_have_a_largest_total(zone: Zone) -> None:
    def lines(number: str, count: int) -> list[str]:
        return [f"C1,{number},{n},1,1,{LARGEST}" for n in range(count)]

    zone.write(f"invoice_lines/{EARLY}/a.csv", csv(LINE, *lines("I1", 100), *lines("I2", 101)))
    landing = zone.land(LATER)
    assert set(column(landing.tables["invoice_lines"], "invoice_number")) == {"I1"}
    assert landing.quarantine.num_rows == 101
    reason = landing.quarantine.to_pylist()[0]["reason"]
    assert "{'company_code': C1, 'invoice_number': I2}" in reason and "found 101000000000000.000" in reason


def test_a_version_that_is_too_large_leaves_the_earlier_one(zone: Zone) -> None:
    zone.write(f"remittances/{EARLY}/a.csv", advice(f"R1,1,P1,{EARLY},USD,1"))
    rows = [f"R1,{n},P1,{LATE},USD,{LARGEST}" for n in range(101)]
    zone.write(f"remittances/{LATE}/a.csv", csv(ADVICE, *rows))
    assert standing(zone, "remittances", "paid_amount") == [(100,)]
    assert {file for file, _ in rejected(zone)} == {f"{LATE}/a.csv"}

"""Names that nothing reads, folders dated in the future, sources that fit no file or the file of another: all are named."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest

from pipelines.errors import RefusedNight
from pipelines.ingest import earliest_folder, find_notices
from pipelines.ingest.mapping import Source
from tests.pipelines.ingest.landing_zone import LATER, NIGHT, Zone, column, payments

ROW = payments("C1,1,2026-03-02,1.00,USD")


def notices(
    zone: Zone, *sources: Source, first: date = NIGHT, last: date = LATER, today: date = LATER
) -> list[str]:
    return [notice.message for notice in find_notices(zone.path, sources, first, last, today)]


@pytest.fixture
def sound(zone: Zone) -> Zone:
    """Payments of one day with their control file, and names that the contract leaves unseen."""
    zone.write("payments/2026-03-02/a.csv", ROW)
    zone.write("payments/2026-03-02/payments.control.json", '{"rows": 1}')
    for name in (
        "_old/x.csv",
        ".cache/x.csv",
        "upload.tmp/x.csv",
        "_notes.txt",
        "x.csv.part",
        "payments/2026-03-02/_x",
    ):
        zone.write(name, "")
    return zone


def test_a_zone_that_is_read_whole_has_none(sound: Zone) -> None:
    assert notices(sound) == []
    assert notices(Zone(sound.path / "nowhere")) == []


DAY = "payments/2026-03-02"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("Payments/2026-03-02/a.csv", "Payments: a folder that nothing reads; expected payments;"),
        ("remitances/2026-03-02/a.csv", "remitances: a folder that nothing reads; expected remittances;"),
        ("backup/x", "backup: a folder that nothing reads; expected one of cash_applications, "),
        ("payments.csv", "payments.csv: beside the folders of the extracts"),
        (
            f"{DAY}/payment.control.json",
            f"{DAY}/payment.control.json: a control file that names no extract; expected payments.control.json;",
        ),
        (
            f"{DAY}/totals.control.json",
            f"{DAY}/totals.control.json: a control file that names no extract; expected <extract>.control.json;",
        ),
    ],
)
def test_a_name_that_nothing_reads(sound: Zone, file: str, said: str) -> None:
    sound.write(file, "")
    [message] = notices(sound)
    assert message.startswith(said)
    assert sound.land().files.num_rows == 1


def test_the_folder_of_a_source_is_read_and_suggested(sound: Zone) -> None:
    bank = Source("bank", "payments", "bank_eu/*/*.csv")
    sound.write("bank_eu/2026-03-02/b.csv", ROW)
    assert notices(sound)[0].startswith("bank_eu: a folder that nothing reads")
    assert notices(sound, bank) == []
    (sound.path / "bank_eu").rename(sound.path / "Bank_EU")
    assert notices(sound, bank)[0].startswith("Bank_EU: a folder that nothing reads; expected bank_eu;")


def test_many_of_a_kind_are_one_notice(sound: Zone) -> None:
    for number in range(8):
        sound.write(f"{number}.csv", "")
        sound.write(f"payments/{NIGHT + timedelta(days=number)}/payment.control.json", "{}")
    loose, control = notices(sound, last=date(2026, 4, 1), today=date(2026, 4, 1))
    assert loose.startswith("0.csv, 1.csv, 2.csv, 3.csv, 4.csv and 3 more: beside the folders")
    assert "payments/2026-03-06/payment.control.json and 3 more: a control file that names no" in control


def test_files_of_other_days_are_not_looked_at(sound: Zone) -> None:
    sound.write("payments/2026-03-02/payment.control.json", "{}")
    assert notices(sound, first=LATER) == []


def test_a_folder_dated_in_the_future_is_urgent_and_one_day_is_not(sound: Zone) -> None:
    sound.write("payments/2026-03-04/a.csv", ROW)
    assert notices(sound, today=LATER) == []
    sound.write("invoices/2051-03-02/a.csv", ROW)
    [notice] = find_notices(sound.path, (), NIGHT, date.max, LATER)
    assert notice.is_urgent
    assert notice.message.startswith(
        "invoices/2051-03-02: dated in the future; expected a day up to 2026-03-04,"
    )
    assert earliest_folder(sound.path, last=NIGHT - timedelta(days=1)) is None


def test_a_source_that_fits_no_file(sound: Zone) -> None:
    used, unused = (
        Source("used", "payments", "payments/*/a.csv"),
        Source("unused", "payments", "payments/*/b*.csv"),
    )
    [message] = notices(sound, used, unused)
    assert message.startswith("source unused of the mapping file: fits no file of the landing zone;")
    assert "payments/*/b*.csv" in message
    sound.write("payments/2026-02-27/b.csv", ROW)  # read by an earlier night
    assert notices(sound, used, unused) == []


def test_a_source_whose_only_files_are_in_the_future(sound: Zone) -> None:
    sound.write("payments/2051-03-02/b.csv", ROW)
    future, unused = notices(sound, Source("unused", "payments", "payments/*/b*.csv"))
    assert "dated in the future" in future and "source unused of the mapping file" in unused


def test_a_file_that_fits_two_sources_is_read_by_the_first(sound: Zone) -> None:
    first, second = (
        Source("first", "payments", "payments/*/*.csv"),
        Source("second", "payments", "payments/*/a*"),
    )
    sound.write("payments/2026-03-03/a.csv", ROW)
    [message] = notices(sound, first, second)
    assert message.startswith(
        "payments/2026-03-02/a.csv, payments/2026-03-03/a.csv: fits two sources of the mapping file,"
    )
    assert "first and second; expected one;" in message and "first reads it, since it comes first" in message


def test_in_a_mapping_only_stars_and_question_marks_stand_for_others(zone: Zone) -> None:
    zone.write("payments/2026-03-02/bank[1].csv", ROW)
    zone.write("payments/2026-03-02/bank1.csv", ROW)
    bracketed = Source("bracketed", "payments", "payments/*/bank[1].csv")
    assert bracketed.matches("payments/2026-03-02/bank[1].csv")
    assert not bracketed.matches("payments/2026-03-02/bank1.csv")
    assert notices(zone, bracketed) == []


@pytest.mark.parametrize("kind", ["folder", "broken link"])
def test_a_control_file_that_is_none_is_refused_by_name(sound: Zone, kind: str) -> None:
    control = sound.path / "payments/2026-03-02/payments.control.json"
    control.unlink()
    control.mkdir() if kind == "folder" else control.symlink_to(sound.path / "gone")
    with pytest.raises(
        RefusedNight, match=r"payments/2026-03-02/payments\.control\.json: not a control file"
    ):
        sound.land()


@pytest.mark.parametrize("kind", ["file", "broken link"])
def test_an_extract_that_is_no_folder_is_refused_by_name(sound: Zone, kind: str) -> None:
    invoices = sound.path / "invoices"
    invoices.touch() if kind == "file" else os.symlink(sound.path / "gone", invoices)
    with pytest.raises(RefusedNight, match="invoices: not a folder; expected invoices/YYYY-MM-DD"):
        sound.land()


def test_a_link_to_a_folder_is_a_folder(sound: Zone) -> None:
    sound.write("_elsewhere/2026-03-02/b.csv", payments("C1,2,2026-03-02,2.00,USD"))
    (sound.path / "payments").rename(sound.path / "_payments")
    (sound.path / "payments").symlink_to(sound.path / "_elsewhere")
    assert column(sound.land().tables["payments"], "amount") == [200]

"""Codes that nobody has mapped, and what their cases turned out to be."""

from __future__ import annotations

from tests.models.running import Row, column, columns, run_model


def coded(variances: str, known: str = "") -> list[Row]:
    head = "variance_id  payer_id  reason_code  stated_type  outcome  changed_date\n"
    known_head = "variance_id  payer_id  reason_code  outcome  seen_date  is_live\n"
    return run_model(
        "book_coded_variances", book_variances=head + variances, known_coded_variances=known_head + known
    )


def test_a_variance_whose_code_means_nothing_is_kept_as_it_stands_after_tonight() -> None:
    rows = coded(
        'V1  P1  77  -        dispute    2026-03-02\nV2  P1  10  pricing  dispute  2026-03-02\n'
        "V3  P1  ''  -        dispute    2026-03-02\nV4  P1  -   -        dispute  2026-03-02",
        "V1  P1  77  tolerance  2026-01-05  yes\nV2  P1  10  dispute  2026-01-05  yes\nV9  P1  78  dispute  2026-01-05  yes",
    )  # fmt: skip
    found = [(row["variance_id"], row["outcome"], str(row["seen_date"])) for row in rows]
    assert sorted(found) == [("V1", "dispute", "2026-03-02"), ("V9", "dispute", "2026-01-05")]


def test_a_code_is_remembered_for_ninety_days() -> None:
    # 2025-12-02 is ninety days before the night.
    rows = coded(
        "V1  P1  77  -  dispute  2025-12-02\nV2  P1  77  -  dispute  2025-12-03",
        "V8  P1  77  dispute  2025-12-02  yes\nV9  P1  77  dispute  2025-12-03  no",
    )
    assert sorted(columns(rows, "variance_id", "is_live")) == [
        ("V1", False),
        ("V2", True),
        ("V8", False),
        ("V9", True),
    ]


CODED_HEAD = "variance_id  payer_id  reason_code  outcome  dispute_type  dispute_subtype  seen_date  reason_text  is_live\n"


def test_codes_of_variances_that_stand_are_asked_about_once() -> None:
    rows = run_model("unmapped_codes", book_coded_variances=CODED_HEAD + """
        V1  P1  77  dispute    -  -  2026-03-01  -  yes
        V2  P1  77  dispute    -  -  2026-03-01  -  yes
        V3  P1  78  withdrawn  -  -  2026-03-01  -  yes
        V4  P1  79  dispute    -  -  2026-03-01  -  no""".strip())  # fmt: skip
    assert columns(rows, "payer_id", "reason_code") == [("P1", "77")]


def unknown(variances: str, source: str = "unknown") -> list[Row]:
    return run_model(
        "unknown_reason_codes",
        book_coded_variances=CODED_HEAD + variances.strip(),
        code_meanings=f"payer_id  reason_code  source\nP1  77  {source}",
        payers="payer_id  name\nP1  Market",
    )


def test_a_code_that_nobody_mapped_says_what_its_cases_turned_out_to_be() -> None:
    rows = unknown("""
        V1  P1  77  dispute    pricing     contract_price  2026-02-01  b  yes
        V2  P1  77  dispute    pricing     contract_price  2026-02-03  a  yes
        V3  P1  77  dispute    short_ship  quantity        2026-02-02  -  yes
        V4  P1  77  dispute    other       unexplained     2026-02-02  -  yes
        V5  P1  77  dispute    other       unexplained     2026-02-02  -  yes
        V6  P1  77  dispute    other       unexplained     2026-02-02  -  yes
        V7  P1  77  tolerance  -           -               2026-02-02  -  yes
        V8  P1  77  withdrawn  -           -               2026-02-09  z  yes
        V9  P1  77  dispute    pricing     percent         2026-02-09  z  no""")
    assert [{**row, "last_seen_date": str(row["last_seen_date"])} for row in rows] == [{
        "payer_id": "P1",
        "payer_name": "Market",
        "reason_code": "77",
        "use_count": 7,
        "turned_out": "other/unexplained 3, pricing/contract_price 2, short_ship/quantity 1, tolerance 1",
        "likely_type": "pricing",
        "likely_subtype": "contract_price",
        "likely_count": 2,
        "reason_text": "b",
        "last_seen_date": "2026-02-03",
    }]  # fmt: skip


def test_a_mapped_code_and_one_of_another_payer_are_not_listed() -> None:
    assert unknown("V1  P1  77  dispute  pricing  percent  2026-02-01  -  yes", source="payer") == []
    assert unknown("V1  P2  77  dispute  pricing  percent  2026-02-01  -  yes") == []
    assert unknown("V1  P1  78  dispute  pricing  percent  2026-02-01  -  yes") == []


def test_of_causes_as_frequent_the_first_by_name_is_likely_and_without_any_none() -> None:
    rows = unknown("""
        V1  P1  77  dispute  short_ship  quantity        2026-02-01  -  yes
        V2  P1  77  dispute  pricing     percent         2026-02-01  -  yes
        V3  P1  77  dispute  pricing     contract_price  2026-02-01  -  yes""")
    assert columns(rows, "likely_type", "likely_subtype", "likely_count") == [
        ("pricing", "contract_price", 1)
    ]
    rows = unknown("V1  P1  77  tolerance  -  -  2026-02-01  -  yes")
    assert columns(rows, "likely_type", "likely_subtype", "likely_count") == [(None, None, 0)]


def test_a_payer_without_a_name_is_listed_all_the_same() -> None:
    rows = run_model(
        "unknown_reason_codes",
        book_coded_variances=CODED_HEAD + "V1  P1  77  tolerance  -  -  2026-02-01  -  yes",
        code_meanings="payer_id  reason_code  source\nP1  77  unknown",
    )
    assert column(rows, "payer_name") == [None]

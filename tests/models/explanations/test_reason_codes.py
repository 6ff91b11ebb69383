"""What a payer's reason code means, and the codes that nobody has mapped."""

from __future__ import annotations

import pytest

from tests.models.running import Row, column, columns, run_model

SHIPPED_HEAD = "scheme  reason_code  dispute_type  dispute_subtype  description\n"


def shipped(*codes: str) -> list[tuple[object, ...]]:
    rows = run_model("default_codes", shipped_codes=SHIPPED_HEAD + "\n".join(codes))
    return columns(rows, "retailer", "reason_code", "is_ending", "dispute_type", "dispute_subtype")


def test_a_retailers_code_is_under_its_name_and_may_be_an_ending() -> None:
    assert shipped("home_depot  24a  short_ship  quantity  Shortage", "amazon  *scr  no_dispute  ''  Paid back") == [
        ("HOME DEPOT", "24A", False, "short_ship", "quantity"), ("AMAZON", "SCR", True, "no_dispute", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "meaning"),
    [
        ("uncl_4465  a1  short_ship  quantity  B", ("short_ship", "quantity")),
        ("uncl_4465  a1  short_ship  missing_line  B", ("short_ship", None)),
        ("uncl_4465  a1  pricing  quantity  B", None),
    ],
    ids=["they agree", "another subtype", "another type"],
)
def test_the_standards_mean_only_what_they_agree_on(
    other: str, meaning: tuple[str, str | None] | None
) -> None:
    found = shipped("x12_426  A1  short_ship  quantity  A", other)
    assert found == ([(None, "A1", False, *meaning)] if meaning else [])


@pytest.mark.parametrize("kind", ["short_ship", "pricing", "billing_error", "duplicate", "other"])
def test_a_type_alone_means_something_but_for_other(kind: str) -> None:
    found = shipped(f"x12_426  A1  {kind}  one  A", f"uncl_4465  A1  {kind}  two  B")
    assert found == ([] if kind == "other" else [(None, "A1", False, kind, None)])


def test_the_standards_describe_a_code_once() -> None:
    rows = run_model("default_codes", shipped_codes=SHIPPED_HEAD + """
        x12_426    A1  other  promotion  Rebate
        uncl_4465  A1  other  promotion  Bonus""".strip())  # fmt: skip
    assert columns(rows, "dispute_subtype", "description") == [("promotion", "Bonus")]


PAYERS = """
    payer_id  name            parent_payer_id
    P1        Walmart Store   P0
    P0        Walmart         G
    G         Group           -
    P2        Target          -
    A         Alone           B
    B         Bound           A"""
DEFAULTS = """
    retailer  reason_code  is_ending  dispute_type   dispute_subtype
    -         10           no         billing_error  tax
    WALMART   10           no         pricing        percent
    WALMART   SC           yes        short_ship     quantity
    WALMART   CSC          yes        short_ship     missing_line
    WALMART   SCX          no         other          promotion"""


def meanings(uses: str, own: str = "", defaults: str = DEFAULTS) -> list[tuple[object, ...]]:
    rows = run_model(
        "code_meanings",
        codes_in_use="payer_id  reason_code\n" + uses,
        payers=PAYERS,
        reason_codes="payer_id  reason_code  dispute_type  dispute_subtype\n" + own,
        default_codes=defaults,
    )
    return sorted(
        columns(rows, "payer_id", "reason_code", "stated_type", "stated_subtype", "source"), key=str
    )


@pytest.mark.parametrize(
    ("own", "meaning"),
    [
        ("P1  10  other  promotion\nP0  10  other  post_audit", ("other", "promotion", "payer")),
        ("P0  10  other  post_audit\nG  10  other  compliance", ("other", "post_audit", "payer")),
        ("G   10  other  compliance\n-  10  other  bank_charges", ("other", "compliance", "payer")),
        ("-   10  other  bank_charges", ("other", "bank_charges", "every payer")),
        ("P2  10  other  compliance", ("pricing", "percent", "retailer")),
        ("-   11  other  bank_charges", ("pricing", "percent", "retailer")),
    ],
    ids=[
        "its own table",
        "its parent's",
        "its group's",
        "that of every payer",
        "its retailer's",
        "another code of every payer",
    ],
)
def test_whose_table_a_code_is_read_in(own: str, meaning: tuple[str, str, str]) -> None:
    assert meanings("P1  10", own) == [("P1", "10", *meaning)]


def test_a_code_is_read_in_the_standards_last_and_may_be_unknown() -> None:
    assert meanings("P2  10\nP2  77\nP2  ''\n-  10\n-  77") == [
        ("P2", "10", "billing_error", "tax", "standard"),
        ("P2", "77", None, None, "unknown"),
        (None, "10", "billing_error", "tax", "standard"),
        (None, "77", None, None, "unknown"),
    ]


def test_a_code_is_the_same_in_any_case_and_its_own_row_as_written() -> None:
    assert meanings("P2  ab\nP2  AB\nP2  ab", "P2  Ab  pricing  percent") == [
        ("P2", "AB", "pricing", "percent", "payer"), ("P2", "ab", "pricing", "percent", "payer"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("4711SC", ("short_ship", "quantity", "retailer")),
        ("4711csc", ("short_ship", "missing_line", "retailer")),
        ("SCX", ("other", "promotion", "retailer")),
        ("4711SCX", (None, None, "unknown")),
        ("SC1", (None, None, "unknown")),
    ],
    ids=[
        "an ending",
        "the longer ending",
        "a whole code",
        "a whole code is no ending",
        "an ending stands at the end",
    ],
)
def test_a_retailers_endings(code: str, meaning: tuple[str | None, str | None, str]) -> None:
    assert meanings(f"P1  {code}") == [("P1", code, *meaning)]


def test_a_circle_of_parents_ends() -> None:
    assert meanings("A  10", "B  10  other  promotion") == [("A", "10", "other", "promotion", "payer")]


def test_of_two_meanings_in_one_place_the_first_by_name_counts() -> None:
    own = ["P2  10  pricing  contract_price", "P2  10  billing_error  tax", "P2  10  billing_error  freight"]
    for rows in (own, reversed(own)):
        assert meanings("P2  10", "\n".join(rows)) == [("P2", "10", "billing_error", "freight", "payer")]


def test_a_code_may_open_no_dispute() -> None:
    rows = run_model("code_meanings", codes_in_use="payer_id  reason_code\nP2  PP\nP2  10", default_codes=DEFAULTS,
                     payers=PAYERS, reason_codes="""
        payer_id  reason_code  dispute_type  dispute_subtype
        P2        PP           no_dispute    partial_payment""")  # fmt: skip
    assert sorted(columns(rows, "reason_code", "stated_type", "stated_subtype", "no_dispute")) == [
        ("10", "billing_error", "tax", None), ("PP", None, None, "partial_payment"),
    ]  # fmt: skip


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

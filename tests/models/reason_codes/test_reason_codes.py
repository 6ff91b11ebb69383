"""What a payer's reason code means."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

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
        asked_codes="payer_id  reason_code\n" + uses,
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
    rows = run_model("code_meanings", asked_codes="payer_id  reason_code\nP2  PP\nP2  10", default_codes=DEFAULTS,
                     payers=PAYERS, reason_codes="""
        payer_id  reason_code  dispute_type  dispute_subtype
        P2        PP           no_dispute    partial_payment""")  # fmt: skip
    assert sorted(columns(rows, "reason_code", "stated_type", "stated_subtype", "no_dispute")) == [
        ("10", "billing_error", "tax", None), ("PP", None, None, "partial_payment"),
    ]  # fmt: skip

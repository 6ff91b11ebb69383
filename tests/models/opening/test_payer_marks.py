"""Families of payers, the names and accounts that are known of them, and payments that came back."""

from __future__ import annotations

import pytest

from tests.models.running import column, columns, run_model


def groups(*payers: str) -> dict[str, str]:
    """The group of each payer; payers are written as `child < parent`."""
    rows = "".join(f"{payer.replace(' < ', '  ') if '<' in payer else payer + '  -'}\n" for payer in payers)
    found = run_model("payer_groups", merged_payers=f"payer_id  parent_payer_id\n{rows}")
    return dict(columns(found, "payer_id", "group_id"))


@pytest.mark.parametrize(
    ("payers", "expected"),
    [
        pytest.param(("P1",), {"P1": "P1"}, id="one without a parent"),
        pytest.param(
            ("P1 < P2", "P2 < P3", "P3"), {"P1": "P3", "P2": "P3", "P3": "P3"}, id="a chain of parents"
        ),
        pytest.param(("P1 < X9",), {"P1": "X9"}, id="a parent without master data"),
        pytest.param(("P3 < P2", "P2 < P3"), {"P2": "P2", "P3": "P2"}, id="a circle"),
        pytest.param(
            ("P1 < P3", "P3 < P2", "P2 < P3"), {"P1": "P2", "P2": "P2", "P3": "P2"}, id="below a circle"
        ),
        pytest.param(("P1 < P1",), {"P1": "P1"}, id="its own parent"),
    ],
)
def test_the_family_of_a_payer(payers: tuple[str, ...], expected: dict[str, str]) -> None:
    assert groups(*payers) == expected


def test_a_payer_is_new_where_its_master_data_are() -> None:
    found = run_model(
        "night_payers",
        merged_payers="payer_id  name\nP1  Acme\nP2  Best\nP3  Cole\n",
        payer_groups="payer_id  group_id\nP1  P1\nP2  P1\nP3  P3",
        old_payers="payer_id  name  is_live\nP1  Acme  yes\nP2  Bost  yes",
    )

    assert sorted(columns(found, "payer_id", "group_id", "is_new")) == [
        ("P1", "P1", False),
        ("P2", "P1", True),
        ("P3", "P3", True),
    ]


def marks(merged: str = "", old: str = "", families: str = "") -> list[tuple[object, ...]]:
    found = run_model(
        "payer_marks", merged_payers="payer_id  name\n" + merged, old_payer_marks="mark_kind  mark  payer_id\n" + old,
        payer_groups="payer_id  group_id\n" + families,
    )  # fmt: skip
    return sorted(columns(found, "mark_kind", "mark_key", "families", "group_id", "payer_id"))


@pytest.mark.parametrize(
    ("merged", "old", "families", "expected"),
    [
        pytest.param(
            "P1  Acme Foods Ltd.\n",
            "",
            "P1  P1",
            [("name", "ACMEFOODS", 1, "P1", "P1")],
            id="a name in master data",
        ),
        pytest.param("P1  -\n", "", "P1  P1", [], id="a payer without a name"),
        pytest.param(
            "",
            "account  DE12  P1\n",
            "P1  G1",
            [("account", "DE12", 1, "G1", "P1")],
            id="an account that payments bore",
        ),
        pytest.param(
            "P3  Acme\nP2  Acme\n",
            "",
            "P2  P9\nP3  P9",
            [("name", "ACME", 1, "P9", "P2")],
            id="of several of a family the first",
        ),
        pytest.param(
            "P3  Acme\nP2  Acme\n",
            "",
            "P2  P3\nP3  P3",
            [("name", "ACME", 1, "P3", "P3")],
            id="the head of the family where it bears it",
        ),
        pytest.param(
            "P1  Acme\n",
            "name  ACME  P2\n",
            "P1  P1\nP2  P2",
            [("name", "ACME", 2, "P1", "P1")],
            id="of two families",
        ),
        pytest.param(
            "",
            "name  ACME  P7\nname  ACME  P8\n",
            "",
            [("name", "ACME", 2, "P7", "P7")],
            id="payers without master data",
        ),
        pytest.param(
            "",
            "name  AC ME  P1\nname  ACME  P1\n",
            "P1  P1",
            [("name", "ACME", 1, "P1", "P1")],
            id="blanks do not matter",
        ),
        pytest.param("", 'name  ""  P1\n', "P1  P1", [], id="an empty mark is none"),
    ],
)
def test_whose_a_mark_is(merged: str, old: str, families: str, expected: list[tuple[object, ...]]) -> None:
    assert marks(merged, old, families) == expected


PROOFS = ("bank", "advice", "posting", "advice_references", "memo_references")
PROVEN = "company_code  payment_id  known_payer_id  payer_source  amount  is_new  value_date  payer_name  payer_account\n"


@pytest.mark.parametrize(
    ("payment", "is_kept"),
    [
        *[pytest.param(f"C1  B1  P1  {source}  5  yes", True, id=f"proven by {source}") for source in PROOFS],
        *[
            pytest.param(f"C1  B1  P1  {source}  5  yes", False, id=f"not by {source}")
            for source in ("account", "name", "similar_name")
        ],
        pytest.param("C1  B1  P1  bank  0  yes", False, id="without money"),
        pytest.param("C1  B1  P1  bank  5  no", False, id="seen before, by the same evidence"),
        pytest.param("C1  B1  P1  posting  5  no", True, id="seen before, by other evidence"),
        pytest.param("C1  B9  P1  bank  5  no", True, id="seen before, when nobody was found"),
    ],
)
def test_which_payments_leave_marks(payment: str, is_kept: bool) -> None:
    found = run_model(
        "night_payer_marks", night_payments=f"{PROVEN}{payment}  2026-03-01  Acme Ltd  de-12\n",
        old_payments="company_code  payment_id  payer_source\nC1  B1  bank\nC1  B9  -",
    )  # fmt: skip

    assert sorted(columns(found, "mark_kind", "mark", "payer_id")) == (
        [("account", "DE12", "P1"), ("name", "ACME", "P1")] if is_kept else []
    )


def test_marks_stay_and_are_seen_when_they_were_last() -> None:
    found = run_model(
        "night_payer_marks",
        night_payments=PROVEN
        + "C1  B1  P1  bank  5  yes  2026-03-01  Acme  -\nC1  B2  P1  bank  5  yes  2026-02-01  -  !\n",
        old_payer_marks="""
            mark_kind  mark  payer_id  seen_date
            name       ACME  P1        2026-01-01
            name       ACME  P2        2026-01-01
            account    X     P1        2026-01-05""",
    )

    assert sorted(columns(found, "mark_kind", "mark", "payer_id")) == [
        ("account", "X", "P1"),
        ("name", "ACME", "P1"),
        ("name", "ACME", "P2"),
    ]
    assert sorted(str(day) for day in column(found, "seen_date")) == [
        "2026-01-01",
        "2026-01-05",
        "2026-03-01",
    ]


@pytest.mark.parametrize(
    ("payments", "is_returned"),
    [
        pytest.param("C1  B1  -  EUR  100\nC1  R1  B1  EUR  -100", True, id="whole"),
        pytest.param("C1  B1  -  EUR  100\nC1  R1  B1  EUR  -99", False, id="in part"),
        pytest.param(
            "C1  B1  -  EUR  100\nC1  R1  B1  EUR  -60\nC1  R2  B1  EUR  -40", True, id="in two parts"
        ),
        pytest.param("C1  B1  -  EUR  100\nC1  R1  B1  EUR  -120", True, id="more than it was"),
        pytest.param("C1  B1  -  EUR  100\nC2  R1  B1  EUR  -100", False, id="in another company"),
        pytest.param("C1  B1  -  EUR  100\nC1  R1  B1  USD  -100", False, id="in another currency"),
        pytest.param(
            "C1  B1  -  EUR  100\nC1  R1  B1  EUR  100\nC1  R2  B1  EUR  -100",
            True,
            id="beside a row that takes nothing back",
        ),
        pytest.param("C1  B1  -  EUR  -100\nC1  R1  B1  EUR  -100", False, id="money that went out"),
    ],
)
def test_which_payments_came_back(payments: str, is_returned: bool) -> None:
    found = run_model(
        "returned_payments",
        payments_laid="company_code  payment_id  reverses_payment_id  currency  amount\n" + payments,
    )

    assert column(found, "payment_id") == (["B1"] if is_returned else [])

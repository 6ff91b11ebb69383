"""How a credit memo and a deduction meet, and which memo settles which."""

import pytest

from tests.models.running import column, columns, run_model

CREDITS = """
    document_no  company_code  group_id  currency  is_new  issue_date  unused
    20           1000          G1        USD       yes     2026-03-01  500"""
ITEMS = "document_no  invoice_number  po_number  delivery_number\n10  I10  PO1  D1"


def pairs(creditable: str, keys: str, **given: str) -> list:
    names = "difference_no  variance_id  document_no  company_code  group_id  currency  claim_number  amount  is_fresh"
    rows = run_model(
        "credit_pairs",
        creditable=f"{names}\n{creditable}",
        credit_keys=f"credit_no  key_rank  key\n{keys}",
        **({"documents_in_play": ITEMS, "open_credits": CREDITS} | given),
    )
    return columns(rows, "credit_no", "key_rank", "is_same_claim", "unused", "is_new")


MEANT = "1  -  10  1000  G1  USD  C-77  500  yes"


@pytest.mark.parametrize(
    ("keys", "key_rank", "is_same_claim"),
    [
        pytest.param("20  1  I10", 1, False, id="by its invoice"),
        pytest.param("20  2  C77", 2, True, id="by its claim"),
        pytest.param("20  3  PPO1", 3, False, id="by the order of its invoice"),
        pytest.param("20  3  DD1", 3, False, id="by the delivery of its invoice"),
        pytest.param(
            "20  3  DD1\n20  1  I10\n20  2  C77",
            1,
            True,
            id="by all of them: its best key, and the claim is the same",
        ),
    ],
)
def test_how_a_credit_memo_meets_a_deduction(keys: str, key_rank: int, is_same_claim: bool):
    assert pairs(MEANT, keys) == [(20, key_rank, is_same_claim, 500, True)]


@pytest.mark.parametrize(
    ("creditable", "keys"),
    [
        pytest.param(MEANT, "20  1  I11", id="another invoice"),
        pytest.param(MEANT, "20  1  C77", id="a claim that is the number of an invoice"),
        pytest.param(MEANT, "20  3  DPO1", id="an order that is the number of a delivery"),
        pytest.param("1  -  10  1000  G1  USD  -  500  yes", "20  2  -", id="no claim at all"),
        pytest.param("1  -  10  2000  G1  USD  C-77  500  yes", "20  2  C77", id="another company"),
        pytest.param("1  -  10  1000  G2  USD  C-77  500  yes", "20  2  C77", id="another group"),
        pytest.param("1  -  10  1000  G1  EUR  C-77  500  yes", "20  2  C77", id="another currency"),
        pytest.param(MEANT, "21  2  C77", id="a memo that is used"),
    ],
)
def test_what_does_not_meet(creditable: str, keys: str):
    assert pairs(creditable, keys) == []


@pytest.mark.parametrize(
    ("creditable", "place"),
    [
        pytest.param("1  -  10  1000  G1  USD  C-77  500  yes", "document 10", id="its document"),
        pytest.param(
            "-  V1  -  1000  G1  USD  C-77  500  no", "1000\nG1\nUSD\nC77", id="its claim where it has none"
        ),
    ],
)
def test_where_a_deduction_is(creditable: str, place: str):
    names = "difference_no  variance_id  document_no  company_code  group_id  currency  claim_number  amount  is_fresh"
    rows = run_model("credit_pairs", creditable=f"{names}\n{creditable}", credit_keys="credit_no  key_rank  key\n20  2  C77",
                     documents_in_play=ITEMS, open_credits=CREDITS)  # fmt: skip
    assert column(rows, "place") == [place]


@pytest.mark.parametrize(
    ("keys", "claim", "shared_key", "is_by_delivery"),
    [
        pytest.param("20  2  C77\n20  1  I10", "C77", "I10", False, id="its claim beside its invoice"),
        pytest.param("20  3  PPO1\n20  3  DD1", None, "DD1", True, id="its delivery before its order"),
        pytest.param("20  3  PPO1", None, "PPO1", False, id="its order"),
    ],
)
def test_which_keys_a_pair_shares(keys: str, claim: str | None, shared_key: str, is_by_delivery: bool):
    names = "difference_no  variance_id  document_no  company_code  group_id  currency  claim_number  amount  is_fresh"
    rows = run_model("credit_pairs", creditable=f"{names}\n{MEANT}", credit_keys=f"credit_no  key_rank  key\n{keys}",
                     documents_in_play=ITEMS, open_credits=CREDITS)  # fmt: skip
    scope = "1000\nG1\nUSD\n"
    assert columns(rows, "claim", "shared_key", "is_by_delivery") == [
        (claim and scope + claim, scope + shared_key, is_by_delivery)
    ]


def settles(*pairs: str) -> list:
    rows = run_model(
        "settled_by_credit",
        credit_pairs="\n".join(("difference_no  credit_no  key_rank  is_fresh  amount  unused", *pairs)),
    )
    return sorted(columns(rows, "difference_no", "credit_no", "amount"))


@pytest.mark.parametrize(
    ("pairs", "settled"),
    [
        pytest.param(["1  20  1  yes  500  500"], [(1, 20, 500)], id="the same amount"),
        pytest.param(["1  20  1  yes  500  501"], [], id="another amount"),
        pytest.param(["-  20  1  no  500  500"], [], id="a dispute of an earlier night is credited, not settled"),
        pytest.param(["1  20  1  yes  500  500", "1  21  1  yes  500  500"], [],
                     id="two memos for one deduction: a tie"),
        pytest.param(["1  20  1  yes  500  500", "2  20  1  yes  500  500"], [],
                     id="two deductions for one memo: a tie"),
        pytest.param(["1  20  3  yes  500  500", "1  21  1  yes  500  500"], [(1, 21, 500)],
                     id="the memo by the better key"),
        pytest.param(["1  20  3  yes  500  500", "2  20  1  yes  500  500"], [(2, 20, 500)],
                     id="the deduction by the better key"),
        pytest.param(["1  20  1  yes  500  400", "1  21  3  yes  500  500"], [(1, 21, 500)],
                     id="a better key with another amount is no rival"),
        pytest.param(["1  20  1  yes  500  500", "1  21  2  yes  500  500", "2  21  3  yes  500  500"],
                     [(1, 20, 500), (2, 21, 500)], id="each has its own"),
    ],
)  # fmt: skip
def test_an_unused_credit_memo_settles_the_one_deduction_of_its_amount(pairs: list[str], settled: list):
    assert settles(*pairs) == settled

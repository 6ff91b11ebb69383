"""What an amount alone proves: its payer's accounts, how plausible a set of documents is, and which is posted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import columns, run_model

PAYABLE = {"source_no": 1, "variant": "net", "is_own": "yes", "is_credit": "no", "due_date": "2026-03-01"}


def scale(amounts: list[int], money: int = 1_000_000, **constants: object) -> tuple[int, int, bool]:
    """Return documents, reach and whether amounts repeat, of a payment and documents of these amounts."""
    rows = "\n".join(f"{number}  {amount}" for number, amount in enumerate(amounts, 10))
    payable = alike(f"document_no  amount\n{rows}", **(PAYABLE | constants))
    found = run_model("amount_scales", unreferenced=f"source_no  money\n1  {money}", payable=payable)
    [answer] = columns(found, "documents", "reach", "is_repeating")
    return answer


@pytest.mark.parametrize(
    ("amounts", "money", "reach"),
    [
        pytest.param([1001, 2003], 1_000_000, 500, id="500 cents, where amounts are of cents"),
        pytest.param([1050, 2100], 1_000_000, 25_000, id="500 times what all amounts are multiples of"),
        pytest.param([1050, -2100], 1_000_000, 25_000, id="credit memos too"),
        pytest.param([1050, 2100], 1_000_010, 5_000, id="the payment too"),
        pytest.param([1001, 2003], 4_999, 499, id="a tenth of the payment at most"),
        pytest.param([], 1_000_000, 100_000, id="a tenth of the payment, where there is no document"),
    ],
)
def test_decoys_count_as_far_as(amounts: list[int], money: int, reach: int):
    assert scale(amounts, money)[:2] == (len(amounts), reach)


@pytest.mark.parametrize(
    ("amounts", "repeating"),
    [
        pytest.param([7, 7, *range(100, 108)], False, id="two of ten"),
        pytest.param([7, 7, *range(100, 107)], True, id="two of nine"),
        pytest.param([7, 7, 7, 7, *range(100, 116)], False, id="four of twenty"),
        pytest.param([7, 7, 8, 8, *range(100, 112)], True, id="twice two of sixteen"),
        pytest.param([7, 8, 9], False, id="none"),
        pytest.param([], False, id="none where there is no document"),
    ],
)
def test_amounts_repeat_where_more_than_a_fifth_are_equal(amounts: list[int], repeating: bool):
    assert scale(amounts)[2] is repeating


def test_only_documents_less_their_discount_are_counted():
    assert scale([7, 7, 8], variant="gross") == (0, 100_000, False)
    assert scale([7, 7, 8], source_no=2) == (0, 100_000, False)


def test_amounts_before_the_discount_do_not_repeat():
    payable = alike(
        "document_no  amount  variant\n10  7  net\n11  8  net\n10  9  gross\n11  9  gross", **PAYABLE
    )
    [row] = run_model("amount_scales", unreferenced="source_no  money\n1  1000", payable=payable)
    assert row["is_repeating"] is False


def test_accounts_are_the_payer_s_own_and_its_family_s_with_and_without_credit_memos():
    payable = alike("""
        document_no  amount  is_own  is_credit  variant
        10           500     yes     no         net
        11           -70     yes     yes        net
        12           300     no      no         net
        13           900     yes     no         disputed""", **PAYABLE)  # fmt: skip
    assert sorted(columns(run_model("accounts", payable=payable), "account", "document_no", "amount")) == [
        ("family with credit memos", 10, 500), ("family with credit memos", 11, -70), ("family with credit memos", 12, 300),
        ("family without credit memos", 10, 500), ("family without credit memos", 12, 300),
        ("own with credit memos", 10, 500), ("own with credit memos", 11, -70),
        ("own without credit memos", 10, 500),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "memo",
    ["2  net  yes", "1  gross  yes", "1  net  no"],
    ids=["of another payment", "for another way to pay", "of another payer of the family"],
)
def test_a_credit_memo_makes_no_account_with_credit_memos_that_is(memo: str):
    payable = alike(
        f"document_no  source_no  variant  is_own  is_credit\n10  1  net  yes  no\n11  {memo}  yes", **PAYABLE
    )
    rows = columns(run_model("accounts", payable=payable), "source_no", "variant", "account")
    assert (1, "net", "own without credit memos") in rows
    assert (1, "net", "own with credit memos") not in rows


OWN = {"source_no": 1, "variant": "net", "account": "own without credit memos"}


def test_an_account_runs_in_the_order_of_due_dates():
    rows = run_model("runs", accounts=alike("""
        document_no  amount  due_date    issue_date
        14           10000   2026-03-02  2026-01-01
        13           1000    2026-03-01  2026-02-02
        12           100     2026-03-01  2026-02-01
        11           10      2026-03-01  2026-02-01""", **OWN))  # fmt: skip
    assert sorted(columns(rows, "place", "document_no", "amount", "total")) == [
        (1, 11, 10, 10), (2, 12, 100, 110), (3, 13, 1000, 1110), (4, 14, 10000, 11110),
    ]  # fmt: skip


def test_each_account_runs_alone_and_none_with_credit_memos():
    rows = run_model("runs", accounts=alike("""
        document_no  amount  source_no  variant  account
        10           1       1          net      own without credit memos
        11           2       1          net      family without credit memos
        12           3       1          gross    own without credit memos
        13           4       2          net      own without credit memos
        14           5       1          net      own with credit memos""", due_date="2026-03-01"))  # fmt: skip
    assert sorted(columns(rows, "document_no", "place", "total")) == [
        (10, 1, 1),
        (11, 1, 2),
        (12, 1, 3),
        (13, 1, 4),
    ]


def test_a_run_may_come_to_more_than_any_payment():
    rows = run_model("runs", accounts=alike(
        "document_no  amount\n10  9000000000000000000\n11  9000000000000000000",
        source_no=1, variant="net", account="own without credit memos", due_date="2026-03-01"))  # fmt: skip
    assert sorted(columns(rows, "place", "total")) == [(1, 9_000_000_000_000_000_000), (2, None)]


FITS = "source_no  family  variant  documents  total"
SCALES = "source_no  money  documents  is_repeating\n1  1000  3  no\n2  500  3  no"


def explained(fits: str) -> list[tuple[Any, ...]]:
    rows = run_model("amount_explanations", amount_fits=f"{FITS}\n{fits}", amount_scales=SCALES)
    return sorted((row["documents"], row["family"], row["variant"], round(row["odds"])) for row in rows)


@pytest.mark.parametrize(
    ("fits", "found"),
    [
        pytest.param("1  one  net  [10]  1000", [([10], "one", "net", 4000)], id="4000 to 1 where nothing else is near"),
        pytest.param("1  one  net  [10]  1000\n1  one  net  [11]  999", [([10], "one", "net", 1333)],
            id="less with a decoy"),
        pytest.param("1  one  net  [10]  1000\n1  one  net  [11]  999\n1  one  gross  [11]  998",
            [([10], "one", "net", 1333)],
            id="a set of documents is one decoy"),
        pytest.param("1  one  net  [10]  1000\n1  pair  net  [11, 12]  999\n2  one  net  [11]  499",
            [([10], "one", "net", 4000)], id="decoys of another family or payment do not count"),
        pytest.param("1  pair  net  [10, 11]  1000", [([10, 11], "pair", "net", 500)], id="a pair is less plausible"),
        pytest.param("1  run  net  [10]  1000\n1  one  gross  [10]  1000", [([10], "one", "gross", 4000)],
            id="of two families the more plausible"),
        pytest.param("1  one  gross  [10]  1000\n1  one  net  [10]  1000\n1  one  disputed  [10]  1000",
            [([10], "one", "net", 4000)],
            id="of two ways to pay, less the discount"),
        pytest.param("1  pair  net  [10, 11]  1000\n1  run_less_one  net  [10, 11]  1000",
            [([10, 11], "run_less_one", "net", 500)],
            id="of equal families the last by name"),
        pytest.param("1  one  net  [10]  999", [], id="none that only comes near"),
        pytest.param("1  one  net  [10]  1000\n1  one  net  [11]  1000",
            [([10], "one", "net", 4000), ([11], "one", "net", 4000)],
            id="each set that adds up"),
    ],
)  # fmt: skip
def test_a_set_of_documents_is_plausible(fits: str, found: list[tuple[Any, ...]]):
    assert explained(fits) == found


EXPLAINED = "source_no  documents  odds"


def choices(explanations: str, scales: str = SCALES) -> list[tuple[Any, ...]]:
    rows = run_model(
        "amount_choices", amount_explanations=f"{EXPLAINED}\n{explanations}", amount_scales=scales
    )
    return sorted(columns(rows, "source_no", "explanations", "reason"))


@pytest.mark.parametrize(
    ("explanations", "scale", "found"),
    [
        pytest.param("1  [10]  4000", "3  no", (1, 1, None), id="posted, where one set adds up"),
        pytest.param("1  [10]  199", "3  no", (1, 1, None), id="posted, at 199 to 1"),
        pytest.param("1  [10]  198.9", "3  no", (1, 1, "ambiguous"), id="not at less"),
        pytest.param(
            "1  [10]  4000\n1  [11]  4000", "3  no", (1, 2, "ambiguous"), id="not where two sets add up"
        ),
        pytest.param("1  [10]  4000", "3  yes", (1, 1, "ambiguous"), id="not where amounts repeat"),
        pytest.param("", "30  no", (1, 0, "no_reference"), id="not where none adds up"),
        pytest.param("", "31  no", (1, 0, "too_many_to_combine"), id="not where not all could be tried"),
        pytest.param("1  [10]  4000", "31  no", (1, 1, None), id="posted, where one adds up of many"),
    ],
)
def test_a_payment_is(explanations: str, scale: str, found: tuple[Any, ...]):
    assert choices(explanations, f"source_no  documents  is_repeating\n1  {scale}") == [found]


def test_two_payments_for_one_document_are_not_believed():
    assert choices("1  [10, 11]  4000\n2  [11, 12]  4000") == [(1, 1, "conflict"), (2, 1, "conflict")]
    assert choices("1  [10]  4000\n2  [11]  4000") == [(1, 1, None), (2, 1, None)]
    assert choices("1  [10]  4000\n2  [10]  5") == [(1, 1, None), (2, 1, "ambiguous")]


def decoys(fits: str, explanations: str = "") -> list[tuple[Any, ...]]:
    rows = run_model(
        "amount_decoys", amount_fits=f"{FITS}\n{fits}", amount_scales=SCALES,
        amount_explanations=f"source_no  documents\n{explanations}",
    )  # fmt: skip
    return sorted(columns(rows, "source_no", "documents", "family", "total"))


def test_the_three_nearest_sets_are_the_decoys():
    near = "\n".join(
        f"1  one  net  [{number}]  {total}"
        for number, total in ((10, 996), (11, 1003), (12, 998), (13, 1001))
    )
    fits = f"{near}\n2  one  net  [14]  9"
    assert [row[1] for row in decoys(fits)] == [[11], [12], [13], [14]]


def test_a_set_of_documents_is_as_near_as_its_nearest_sum():
    sums = ((10, 1001), (10, 1400), (11, 1002), (12, 1003), (13, 1004))
    fits = "\n".join(f"1  one  net  [{number}]  {total}" for number, total in sums)
    assert [row[1] for row in decoys(fits)] == [[10], [11], [12]]


def test_of_decoys_as_near_the_first_documents_are_taken():
    fits = "\n".join(
        f"1  one  net  [{number}]  {total}"
        for number, total in ((13, 999), (12, 1001), (11, 999), (10, 1001))
    )
    assert [row[1] for row in decoys(fits)] == [[10], [11], [12]]


def test_a_decoy_has_its_nearest_total_the_lower_of_equals_and_its_first_family():
    assert decoys("1  run  net  [10]  998\n1  one  gross  [10]  1001\n1  pair  net  [10]  999") == [
        (1, [10], "one", 999)
    ]


def test_what_adds_up_is_no_decoy():
    assert decoys("1  one  net  [10]  1000\n1  one  net  [11]  999", "1  [10]\n2  [11]") == [
        (1, [11], "one", 999)
    ]


PROOF = {"source_no": 1, "family": "pair", "odds": 499}


def posted(explanation: str, payable: str, reason: str = "-") -> list[tuple[Any, ...]]:
    rows = run_model(
        "amount_pieces", amount_scales=SCALES, amount_choices=f"source_no  reason\n1  {reason}",
        amount_explanations=alike(explanation, **PROOF), payable=alike(payable, source_no=1),
    )  # fmt: skip
    return sorted(columns(rows, "source_no", "document_no", "cash_amount", "method", "confidence"))


TWO_WAYS = (
    "document_no  variant  amount\n10  net  395\n10  gross  400\n11  net  605\n11  gross  600\n12  net  7"
)


@pytest.mark.parametrize(("variant", "amounts"), [("net", (395, 605)), ("gross", (400, 600))])
def test_a_proven_amount_is_put_on_its_documents(variant: str, amounts: tuple[int, int]):
    rows = posted(f"variant  documents\n{variant}  [10, 11]", TWO_WAYS)
    assert rows == [(1, 10, amounts[0], "amount_pair", 0.998), (1, 11, amounts[1], "amount_pair", 0.998)]


def test_what_is_disputed_gets_the_payment_once():
    rows = posted(
        "variant  documents\ndisputed  [10]",
        "document_no  variant  amount\n10  disputed  1000\n10  disputed  300\n10  net  5",
    )
    assert [row[:3] for row in rows] == [(1, 10, 1000)]


def test_what_is_not_proven_is_put_nowhere():
    assert posted("variant  documents\nnet  [10, 11]", TWO_WAYS, "ambiguous") == []

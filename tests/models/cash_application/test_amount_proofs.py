"""What an amount alone proves: how plausible a set of documents is, what nearly adds up, and which set is posted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.models.given import alike
from tests.models.running import columns, run_model

FITS = "receipt_no  family  variant  documents  total"
SCALES = "receipt_no  money  documents  is_repeating\n1  1000  3  no\n2  500  3  no"


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


EXPLAINED = "receipt_no  documents  odds"


def choices(explanations: str, scales: str = SCALES) -> list[tuple[Any, ...]]:
    rows = run_model(
        "amount_choices", amount_explanations=f"{EXPLAINED}\n{explanations}", amount_scales=scales
    )
    return sorted(columns(rows, "receipt_no", "explanations", "reason"))


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
    assert choices(explanations, f"receipt_no  documents  is_repeating\n1  {scale}") == [found]


def test_two_payments_for_one_document_are_not_believed():
    assert choices("1  [10, 11]  4000\n2  [11, 12]  4000") == [(1, 1, "conflict"), (2, 1, "conflict")]
    assert choices("1  [10]  4000\n2  [11]  4000") == [(1, 1, None), (2, 1, None)]
    assert choices("1  [10]  4000\n2  [10]  5") == [(1, 1, None), (2, 1, "ambiguous")]


def decoys(fits: str, explanations: str = "") -> list[tuple[Any, ...]]:
    rows = run_model(
        "amount_decoys", amount_fits=f"{FITS}\n{fits}", amount_scales=SCALES,
        amount_explanations=f"receipt_no  documents\n{explanations}",
    )  # fmt: skip
    return sorted(columns(rows, "receipt_no", "documents", "family", "total"))


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


PROOF = {"receipt_no": 1, "family": "pair", "odds": 499}


def posted(explanation: str, payable: str, reason: str = "-") -> list[tuple[Any, ...]]:
    rows = run_model(
        "amount_pieces", amount_scales=SCALES, amount_choices=f"receipt_no  reason\n1  {reason}",
        amount_explanations=alike(explanation, **PROOF), payable=alike(payable, receipt_no=1),
    )  # fmt: skip
    return sorted(columns(rows, "receipt_no", "document_no", "cash_amount", "method", "confidence"))


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

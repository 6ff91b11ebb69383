"""Which dispute belongs to which."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

NAMES = "variance_id  company_code  payment_id  remittance_id  invoice_number  open_amount  original_amount\n"


def links(cases: str, variances: str, movements: str = "", **given: str) -> list[tuple[object, ...]]:
    placed = lambda rows: "".join(f"{n}  {row}\n" for n, row in enumerate(rows.splitlines(), 1))  # noqa: E731
    found = run_model(
        "linked_cases",
        cases="place  variance_id  is_new\n" + placed(cases),
        case_variances="place  " + NAMES + placed(variances),
        case_movements="variance_id  event  amount\n" + movements,
        **given,
    )
    return sorted(columns(found, "variance_id", "link", "linked_dispute_id", "is_by_night"))


SPLIT = "OLD  no\nNEW  yes"
OF_ONE_PAYMENT = "OLD  C1  B1  -  -  60  100\nNEW  C1  B1  -  I1  40  40"


@pytest.mark.parametrize(
    ("variances", "movements", "is_split"),
    [
        pytest.param(
            OF_ONE_PAYMENT,
            "OLD  withdrawn  40",
            True,
            id="what an old finding loses, a new one of its payment has",
        ),
        pytest.param(OF_ONE_PAYMENT, "OLD  withdrawn  -40", False, id="an old finding that grows back"),
        pytest.param(OF_ONE_PAYMENT, "OLD  repaid  40", False, id="an old finding that is repaid"),
        pytest.param(
            OF_ONE_PAYMENT.replace("NEW  C1  B1", "NEW  C1  B2"),
            "OLD  withdrawn  40",
            False,
            id="of another payment",
        ),
        pytest.param(
            OF_ONE_PAYMENT.replace("NEW  C1", "NEW  C2"), "OLD  withdrawn  40", False, id="of another company"
        ),
        pytest.param(
            OF_ONE_PAYMENT.replace("B1  -", "-  A1"), "OLD  withdrawn  40", True, id="of one advice"
        ),
        pytest.param(
            OF_ONE_PAYMENT.replace("-  60", "I1  60"), "OLD  withdrawn  40", True, id="on one document"
        ),
        pytest.param(
            OF_ONE_PAYMENT.replace("-  60", "I2  60"), "OLD  withdrawn  40", False, id="on two documents"
        ),
        pytest.param(
            OF_ONE_PAYMENT.replace("-  60", "I2  60").replace("I1", "-"),
            "OLD  withdrawn  40",
            True,
            id="on one, and on none",
        ),
    ],
)
def test_late_advice_splits_a_finding(variances: str, movements: str, is_split: bool) -> None:
    assert links(SPLIT, variances, movements) == ([("NEW", "split_from", "OLD", True)] if is_split else [])


def test_late_advice_makes_one_finding_of_two() -> None:
    both = "OLD  no\nBIG  no"
    variances = "OLD  C1  B1  -  I1  0  40\nBIG  C1  B1  -  -  100  60"
    moved = "OLD  withdrawn  40\nBIG  grown  40"

    assert links(both, variances, moved) == [("OLD", "merged_into", "BIG", True)]
    assert links(both, variances, moved.replace("grown", "opened")) == [("OLD", "merged_into", "BIG", True)]
    assert links(both, variances.replace("0  40", "1  40"), moved) == []
    assert links(both, variances.replace("BIG  C1  B1", "BIG  C1  B2"), moved) == []
    assert links(both, variances.replace("-  100", "I2  100"), moved) == []
    assert links(both, variances, "OLD  withdrawn  40") == []


def test_of_several_the_one_that_lost_most_is_the_one_that_it_was_split_from() -> None:
    three = "OLD  no\nODD  no\nNEW  yes"
    variances = "OLD  C1  B1  -  -  60  100\nODD  C1  B1  -  -  60  100\n" + OF_ONE_PAYMENT.splitlines()[1]

    assert links(three, variances, "OLD  withdrawn  40\nODD  withdrawn  50") == [
        ("NEW", "split_from", "ODD", True)
    ]
    assert links(three, variances, "OLD  withdrawn  40\nODD  withdrawn  40") == [
        ("NEW", "split_from", "ODD", True)
    ]
    assert links(three, variances, "OLD  withdrawn  20\nOLD  withdrawn  21\nODD  withdrawn  40") == [
        ("NEW", "split_from", "OLD", True)
    ]


WORDS = "dispute_id  ordinal  flaw  cause  leading_id\n"


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        pytest.param("NEW  1  -  merged  D5\n", ("merged_into", "D5", False), id="a person merges it"),
        pytest.param(
            "NEW  1  -  split  -\n",
            ("split_from", "D7", False),
            id="a person splits it from what it was linked with",
        ),
        pytest.param(
            "NEW  1  -  merged  D5\nNEW  2  -  merged  D6\n",
            ("merged_into", "D6", False),
            id="the last word counts",
        ),
        pytest.param(
            "NEW  1  bad  merged  D5\n", ("split_from", "OLD", True), id="an impossible one does not"
        ),
        pytest.param("NEW  1  -  note  D5\n", ("split_from", "OLD", True), id="a note does not"),
    ],
)
def test_a_persons_word_goes_before_the_nights(work: str, expected: tuple[object, ...]) -> None:
    known = "dispute_id  linked_dispute_id\nNEW  D7"

    assert links(
        SPLIT, OF_ONE_PAYMENT, "OLD  withdrawn  40", judged_activities=WORDS + work, known_cases=known
    ) == [("NEW", *expected)]


def test_a_case_that_was_linked_with_nothing_is_split_from_nothing() -> None:
    assert (
        links("OLD  no", "OLD  C1  B1  -  -  60  100", judged_activities=WORDS + "OLD  1  -  split  -") == []
    )


def test_a_case_that_is_merged_before_any_night_has_kept_it_is_linked() -> None:
    merged = WORDS + "NEW  1  -  merged  D5"
    assert links("NEW  yes", "NEW  C1  B1  -  I1  40  40", judged_activities=merged) == [
        ("NEW", "merged_into", "D5", False)
    ]

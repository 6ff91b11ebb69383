"""Which open disputes a credit memo of the night closes, wholly or in part: same claim, then same amount, then oldest."""

import pytest

from tests.models.running import columns, run_model

NAMES = (
    "credit_no  difference_no  variance_id  place  amount  unused  key_rank  is_same_claim  is_fresh"
    "  is_new  opened_date  issue_date  claim  shared_key  is_by_delivery"
)


def credited(*pairs: str, **given: str) -> list:
    rows = run_model("credited", credit_pairs="\n".join((NAMES, *pairs)), **given)
    return sorted(columns(rows, "credit_no", "difference_no", "variance_id", "amount"), key=str)


def pair(
    credit_no: int = 20, variance_id: str = "V1", amount: int = 500, unused: int = 500, **changed: object
) -> str:
    """Return a pair of a memo of tonight and a dispute of an earlier night on document 10."""
    values = {"credit_no": credit_no, "difference_no": "-", "variance_id": variance_id, "place": "10", "amount": amount,
              "unused": unused, "key_rank": 1, "is_same_claim": "no", "is_fresh": "no", "is_new": "yes",
              "opened_date": "2026-02-01", "issue_date": "2026-03-01", "claim": "CL-7", "shared_key": "PPO-1",
              "is_by_delivery": "no"} | changed  # fmt: skip
    return "  ".join(str(values[name]) for name in NAMES.split())


def fresh(difference_no: int, **changed: object) -> str:
    return pair(
        variance_id="-",
        **({"difference_no": difference_no, "is_fresh": "yes", "opened_date": "2026-03-02"} | changed),
    )


@pytest.mark.parametrize(
    ("unused", "credited_amount"),
    [
        pytest.param(500, 500, id="the whole dispute"),
        pytest.param(300, 300, id="a part of it"),
        pytest.param(800, 500, id="no more than is open: the rest stays on the memo"),
    ],
)
def test_a_memo_closes_a_dispute_as_far_as_it_reaches(unused: int, credited_amount: int):
    assert credited(pair(unused=unused)) == [(20, None, "V1", credited_amount)]


@pytest.mark.parametrize(
    ("pairs", "given"),
    [
        pytest.param([pair(is_new="no")], {}, id="a memo of an earlier night"),
        pytest.param(
            [pair()],
            {"settled_by_credit": "difference_no  credit_no\n7  20"},
            id="a memo that settles a deduction",
        ),
        pytest.param(
            [fresh(1, amount=400)],
            {
                "settled_by_credit": "difference_no  credit_no\n1  21",
                "classified_differences": "difference_no  outcome\n1  dispute",
            },
            id="a deduction that is settled",
        ),
        pytest.param(
            [fresh(1, amount=400)],
            {"classified_differences": "difference_no  outcome\n1  partial_payment"},
            id="a payment in part",
        ),
        pytest.param(
            [fresh(1)],
            {"classified_differences": "difference_no  outcome\n1  dispute"},
            id="an equal deduction of tonight: it was a tie",
        ),
    ],
)
def test_what_is_not_credited(pairs: list[str], given: dict):
    assert credited(*pairs, **given) == []


def test_a_dispute_found_tonight_is_credited_with_another_amount():
    assert credited(fresh(1, amount=400), classified_differences="difference_no  outcome\n1  dispute") == [
        (20, 1, None, 400)
    ]


def test_a_memo_that_settles_a_deduction_does_not_bar_another_memo():
    assert credited(pair(), settled_by_credit="difference_no  credit_no\n7  21") == [(20, None, "V1", 500)]


def test_a_memo_keeps_to_its_best_key():
    assert credited(pair(key_rank=3), pair(variance_id="V2", key_rank=2, amount=100)) == [
        (20, None, "V2", 100)
    ]


def test_a_dispute_goes_to_the_memo_of_its_best_key_and_the_rest_of_it_to_the_next():
    rows = credited(pair(key_rank=3), pair(credit_no=21, key_rank=2, unused=300))
    assert rows == [(20, None, "V1", 200), (21, None, "V1", 300)]


@pytest.mark.parametrize(
    ("other", "chosen"),
    [
        pytest.param(pair(variance_id="V0", amount=499), "V1", id="the same amount before an earlier name"),
        pytest.param(pair(variance_id="V2", opened_date="2026-01-31"), "V2", id="of equals the oldest"),
        pytest.param(pair(variance_id="V2"), "V1", id="of equals of one night the first by id"),
        pytest.param(pair(variance_id="V2", is_same_claim="yes", opened_date="2026-02-02"), "V2",
                     id="the same claim before an older one"),
        pytest.param(pair(variance_id="V2", is_same_claim="yes", amount=600, opened_date="2026-02-02"), "V2",
                     id="the same claim before the same amount"),
    ],
)  # fmt: skip
def test_which_dispute_a_memo_closes(other: str, chosen: str):
    assert credited(other, pair()) == [(20, None, chosen, 500)]


def test_of_equal_disputes_of_tonight_the_first_found():
    judged = "difference_no  outcome\n1  dispute\n2  dispute"
    rows = credited(fresh(2, amount=800), fresh(1, amount=800), classified_differences=judged)
    assert rows == [(20, 1, None, 500)]


@pytest.mark.parametrize(
    ("other", "chosen"),
    [
        pytest.param(pair(credit_no=19, issue_date="2026-03-02"), 20, id="the memo issued first"),
        pytest.param(pair(credit_no=19), 19, id="of one day the first by number"),
    ],
)
def test_of_two_memos_of_the_same_amount_one_closes_the_dispute(other: str, chosen: int):
    assert [row[0] for row in credited(other, pair())] == [chosen]


def test_each_of_two_memos_takes_the_dispute_of_its_amount():
    rows = credited(
        pair(20, "V1", amount=500, unused=500),
        pair(20, "V2", amount=300, unused=500),
        pair(21, "V1", amount=500, unused=300),
        pair(21, "V2", amount=300, unused=300),
    )
    assert rows == [(20, None, "V1", 500), (21, None, "V2", 300)]


def test_two_memos_share_the_disputes_of_a_document_one_after_the_other():
    rows = credited(
        pair(21, "V1", amount=500, unused=400, issue_date="2026-03-01"),
        pair(21, "V2", amount=300, unused=400, issue_date="2026-03-01", opened_date="2026-01-01"),
        pair(20, "V1", amount=500, unused=250, issue_date="2026-03-02"),
        pair(20, "V2", amount=300, unused=250, issue_date="2026-03-02", opened_date="2026-01-01"),
    )
    assert rows == [(20, None, "V1", 250), (21, None, "V1", 100), (21, None, "V2", 300)]


def test_of_memos_of_one_day_the_first_by_number_comes_first():
    rows = credited(pair(21, unused=400), pair(20, unused=400))
    assert rows == [(20, None, "V1", 400), (21, None, "V1", 100)]


@pytest.mark.parametrize(
    ("second", "first_credited"),
    [
        pytest.param(pair(variance_id="V0", amount=300, unused=400, is_same_claim="yes", opened_date="2026-02-02"), "V0",
                     id="same claim first"),
        pytest.param(pair(variance_id="V2", amount=300, unused=400, opened_date="2026-01-31"), "V2",
                     id="then the oldest"),
        pytest.param(pair(variance_id="V0", amount=300, unused=400), "V0", id="then by id"),
    ],
)  # fmt: skip
def test_a_memo_spills_over_in_order(second: str, first_credited: str):
    rows = credited(pair(amount=600, unused=400), second)
    assert {row[2]: row[3] for row in rows} == {first_credited: 300, "V1": 100}


def test_of_disputes_of_tonight_a_memo_fills_the_first_found():
    judged = "difference_no  outcome\n1  dispute\n2  dispute"
    rows = credited(fresh(2, amount=400), fresh(1, amount=400), classified_differences=judged)
    assert rows == [(20, 1, None, 400), (20, 2, None, 100)]


def test_memos_of_different_documents_do_not_share():
    rows = credited(
        pair(20, "V1", amount=500, unused=300, place="10"), pair(21, "V2", amount=500, unused=300, place="11")
    )
    assert rows == [(20, None, "V1", 300), (21, None, "V2", 300)]


def test_what_one_memo_closes_whole_another_does_not_credit_again():
    rows = credited(
        pair(20, "V1", amount=500, unused=500),
        pair(21, "V1", amount=500, unused=200),
        pair(21, "V2", amount=300, unused=200, opened_date="2026-02-20"),
    )
    assert rows == [(20, None, "V1", 500), (21, None, "V2", 200)]


def test_a_dispute_that_a_memo_just_does_not_reach_is_not_credited():
    rows = credited(
        *(
            pair(variance_id=f"V{n}", amount=100 * n, unused=300, opened_date=f"2026-02-0{n}")
            for n in (1, 2, 4)
        )
    )
    assert rows == [(20, None, "V1", 100), (20, None, "V2", 200)]


def test_a_dispute_of_two_places_goes_to_the_memo_of_its_claim():
    rows = credited(
        pair(20, "V1", amount=600, unused=800, place="10"),
        pair(20, "V2", amount=500, unused=800, place="11"),
        pair(21, "V2", amount=500, unused=200, place="11", is_same_claim="yes"),
    )
    assert rows == [(20, None, "V1", 600), (20, None, "V2", 200), (21, None, "V2", 200)]


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param(
            [fresh(1, amount=100), fresh(2, amount=200, credit_no=21, key_rank=3, place=11)],
            id="found tonight",
        ),
        pytest.param(
            [pair(variance_id="V1", amount=100), pair(21, "V2", amount=200, key_rank=3, place="11")],
            id="of earlier nights",
        ),
    ],
)
def test_each_dispute_has_a_best_key_of_its_own(pairs: list[str]):
    rows = credited(*pairs, classified_differences="difference_no  outcome\n1  dispute\n2  dispute")
    assert [(row[0], row[3]) for row in rows] == [(20, 100), (21, 200)]


def test_two_memos_of_exact_amounts_close_their_disputes_before_older_ones():
    rows = credited(
        pair(20, "V1", amount=500, unused=500),
        pair(21, "V2", amount=300, unused=300),
        pair(21, "V3", amount=200, unused=300, opened_date="2026-01-01"),
    )
    assert rows == [(20, None, "V1", 500), (21, None, "V2", 300)]


def test_a_memo_of_a_claim_closes_that_claim_before_another_one():
    rows = credited(
        *(pair(20, f"V{n}", amount=amount, unused=300, is_same_claim=same, claim="CL-1")
          for n, amount, same in ((1, 500, "yes"), (2, 350, "no"))),
        *(pair(21, f"V{n}", amount=amount, unused=400, is_same_claim=same, claim="CL-2")
          for n, amount, same in ((1, 500, "no"), (2, 350, "yes"))),
    )  # fmt: skip
    assert rows == [(20, None, "V1", 300), (21, None, "V1", 50), (21, None, "V2", 350)]


def test_a_memo_of_a_claim_comes_before_a_memo_of_the_same_amount():
    rows = credited(pair(20, unused=500), pair(21, unused=300, is_same_claim="yes"))
    assert rows == [(20, None, "V1", 200), (21, None, "V1", 300)]


def test_equal_amounts_meet_two_by_two_before_older_disputes():
    rows = credited(
        *(pair(memo, dispute, amount=amount, unused=500, opened_date=opened)
          for memo in (20, 21)
          for dispute, amount, opened in (("V0", 300, "2026-01-01"), ("V1", 500, "2026-02-01"), ("V2", 500, "2026-02-01")))
    )  # fmt: skip
    assert rows == [(20, None, "V1", 500), (21, None, "V2", 500)]


def test_memos_of_an_order_share_its_disputes_on_all_documents():
    rows = credited(
        pair(20, "V1", amount=500, unused=600, place="10", key_rank=3),
        pair(20, "V2", amount=500, unused=600, place="11", key_rank=3),
        pair(
            21, "V2", amount=500, unused=350, place="11", key_rank=3, is_by_delivery="yes", shared_key="DD-1"
        ),
    )
    assert rows == [(20, None, "V1", 500), (20, None, "V2", 100), (21, None, "V2", 350)]


def test_a_memo_of_two_claims_closes_one_after_the_other():
    rows = credited(
        pair(20, "V1", amount=500, unused=600, place="-", key_rank=2, claim="CL-1"),
        pair(20, "V2", amount=500, unused=600, place="-", key_rank=2, claim="CL-2"),
    )
    assert rows == [(20, None, "V1", 500), (20, None, "V2", 100)]


def test_a_memo_that_two_equal_deductions_of_tonight_fit_settles_nothing_else():
    judged = "difference_no  outcome\n1  dispute\n2  dispute"
    assert (
        credited(fresh(1), fresh(2), pair(variance_id="V1", amount=300), classified_differences=judged) == []
    )

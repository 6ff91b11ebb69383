"""Which difference of tonight is a variance of an earlier night, and the ids of those that are new."""

import hashlib

import pytest

from tests.models.running import Row, column, columns, run_model

STANDING = (
    "variance_id  company_code  invoice_number  claim_number  remittance_id  remittance_line_number  outcome"
)


def ranks(variance: str, mode: str = "full", **given: str) -> list[Row]:
    return run_model(
        "earlier_ranks",
        standing_variances=f"{STANDING}\n{variance}",
        variance_receipts=f"variance_id  receipt_no  mode\nV1  1  {mode}",
        documents_in_play="document_no  company_code  invoice_number\n10  1000  I10\n11  2000  I10",
        **given,
    )


@pytest.mark.parametrize(
    ("variance", "document_no", "claim_key"),
    [
        pytest.param("V1  1000  I10  C-1  R1  3  dispute", 10, "", id="its document, whatever it claims"),
        pytest.param("V1  1000  -  C-1  R1  3  dispute", None, "C1", id="its claim"),
        pytest.param("V1  1000  -  -  R1  3  dispute", None, "R1/3", id="its line of advice"),
        pytest.param("V1  1000  -  -  -  -  dispute", None, "bundle", id="the bundle of its payment"),
    ],
)
def test_the_place_of_an_earlier_variance(variance: str, document_no: int | None, claim_key: str):
    assert columns(ranks(variance), "document_no", "claim_key", "receipt_no") == [(document_no, claim_key, 1)]


@pytest.mark.parametrize(
    ("outcome", "mode", "is_matchable", "is_withdrawn"),
    [
        pytest.param("dispute", "full", True, False, id="of a payment reckoned anew"),
        pytest.param("dispute", "retry", False, False, id="of a payment that is only added to"),
        pytest.param("settled_by_credit", "full", False, False, id="settled by a credit memo for good"),
        pytest.param("withdrawn", "full", True, True, id="withdrawn, it may come again"),
    ],
)
def test_which_earlier_variance_may_be_found_again(
    outcome: str, mode: str, is_matchable: bool, is_withdrawn: bool
):
    rows = ranks(f"V1  1000  I10  -  -  -  {outcome}", mode)
    assert columns(rows, "is_matchable", "is_withdrawn") == [(is_matchable, is_withdrawn)]


def test_what_a_return_takes_with_it_stands_for_no_place():
    assert ranks("V1  1000  I10  -  -  -  dispute", returned_variances="variance_id\nV1") == []
    assert len(ranks("V1  1000  I10  -  -  -  dispute", returned_variances="variance_id\nV2")) == 1


def test_a_variance_of_a_payment_that_is_not_in_play_stands_for_no_place():
    assert ranks("V2  1000  I10  -  -  -  dispute") == []


JUDGED = (
    "difference_no  receipt_no  document_no  claim_key  slot  is_stated  amount  claim_number  line_no"
    "  company_code  invoice_number"
)
SOURCES = "receipt_no  payment_id  payer_id  remittance_id\n1  P1  C1  R1\n2  -  C1  R2\n3  -  -  R2"


def identified(*judged: str, **given: str) -> list[Row]:
    rows = run_model(
        "identified", classified_differences="\n".join((JUDGED, *judged)), **({"receipts": SOURCES} | given)
    )
    return sorted(rows, key=lambda row: row["difference_no"])


def digest(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("judged", "named"),
    [
        pytest.param("1  1  10  x  deduction  no  500  -  -  1000  I10", "1000|document I10|payment P1|deduction|1",
                     id="document and payment"),
        pytest.param("1  1  -  CK  deduction  no  500  -  -  1000  -", "1000|claim CK|payment P1|deduction|1",
                     id="claim and payment"),
        pytest.param("1  2  10  x  discount  no  500  -  -  1000  I10", "1000|document I10|advice C1 R2|discount|1",
                     id="document and advice"),
        pytest.param("1  3  10  x  discount  no  500  -  -  1000  I10", "1000|document I10|advice  R2|discount|1",
                     id="advice without a payer"),
        pytest.param("1  1  10  x  deduction  no  9  C7  5  1000  I10", "1000|document I10|payment P1|deduction|1",
                     id="never by amount, claim number or line"),
    ],
)  # fmt: skip
def test_the_id_of_a_new_variance_says_what_it_is_about(judged: str, named: str):
    assert columns(identified(judged), "rank", "variance_id") == [(1, digest(named))]


def test_new_variances_of_a_place_are_ranked():
    rows = identified(
        "7  1  10  x  deduction  no  900  A  1  1000  I10",
        "6  1  10  x  deduction  yes  300  B  1  1000  I10",
        "5  1  10  x  deduction  yes  300  B  2  1000  I10",
        "4  1  10  x  deduction  yes  300  B  2  1000  I10",
        "3  1  10  x  deduction  yes  300  A  9  1000  I10",
        "2  1  10  x  deduction  yes  400  Z  9  1000  I10",
    )
    assert column(rows, "rank") == [1, 2, 4, 5, 3, 6]
    assert len(set(column(rows, "variance_id"))) == 6


def test_each_place_has_ranks_of_its_own():
    rows = identified(
        "1  1  10  x  deduction  no  500  -  -  1000  I10",
        "2  1  10  x  discount  no  500  -  -  1000  I10",
        "3  1  11  x  deduction  no  500  -  -  1000  I11",
        "4  2  10  x  deduction  no  500  -  -  1000  I10",
        "5  1  -  K1  deduction  no  500  -  -  1000  -",
        "6  1  -  K2  deduction  no  500  -  -  1000  -",
    )
    assert column(rows, "rank") == [1] * 6


def test_a_variance_found_again_keeps_its_id_and_rank_and_does_not_count_among_the_new():
    rows = identified(
        "1  1  10  x  deduction  no  900  -  -  1000  I10",
        "2  1  10  x  deduction  no  500  -  -  1000  I10",
        matched_variances="difference_no  variance_id\n1  V1",
        standing_variances="variance_id  rank\nV1  3",
    )
    assert columns(rows, "variance_id", "rank") == [
        ("V1", 3), (digest("1000|document I10|payment P1|deduction|1"), 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("earlier", "rank"),
    [
        pytest.param(
            "1  10  x  deduction  4\n1  10  x  deduction  2", 5, id="the next after the highest there"
        ),
        pytest.param("2  10  x  deduction  4", 1, id="of another payment"),
        pytest.param("1  11  x  deduction  4", 1, id="on another document"),
        pytest.param("1  10  y  deduction  4", 1, id="of another claim"),
        pytest.param("1  10  x  discount  4", 1, id="in another slot"),
    ],
)
def test_a_new_variance_takes_the_next_rank(earlier: str, rank: int):
    rows = identified(
        "1  1  10  x  deduction  no  900  -  -  1000  I10",
        earlier_ranks=f"receipt_no  document_no  claim_key  slot  rank\n{earlier}",
    )
    assert column(rows, "rank") == [rank]


def test_a_new_variance_of_a_claim_takes_the_next_rank_of_the_claim():
    rows = identified(
        "1  1  -  CK  deduction  no  900  -  -  1000  -",
        earlier_ranks="receipt_no  document_no  claim_key  slot  rank\n1  -  CK  deduction  1",
    )
    assert column(rows, "rank") == [2]

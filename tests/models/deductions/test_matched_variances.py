"""Which difference of tonight is a variance of an earlier night."""

import pytest

from tests.models.running import columns, run_model

FOUND = "difference_no  receipt_no  document_no  claim_key  slot  is_stated  amount  claim_number"
EARLIER = (
    "variance_id  receipt_no  document_no  claim_key  slot  rank  claim_number  amount  is_matchable"
    "  is_withdrawn"
)


def matched(differences: list[str], earlier: list[str]) -> list:
    rows = run_model(
        "matched_variances",
        differences="\n".join((FOUND, *differences)),
        earlier_ranks="\n".join((EARLIER, *earlier)),
    )
    return sorted(columns(rows, "difference_no", "variance_id"))


ONE = ["1  1  10  x  deduction  yes  500  C1"]


@pytest.mark.parametrize(
    ("earlier", "is_matched"),
    [
        pytest.param(
            "V1  1  10  x  deduction  1  C1  300  yes  no", True, id="same payment, document, slot and claim"
        ),
        pytest.param(
            "V1  1  10  x  deduction  1  C9  300  yes  no", True, id="another claim in the same place"
        ),
        pytest.param(
            "V1  1  10  x  deduction  1  C1  300  no  no", False, id="one that may not be found again"
        ),
        pytest.param("V1  2  10  x  deduction  1  C1  300  yes  no", False, id="of another payment"),
        pytest.param("V1  1  11  x  deduction  1  C1  300  yes  no", False, id="on another document"),
        pytest.param("V1  1  10  x  discount  1  C1  300  yes  no", False, id="in another slot"),
        pytest.param("V1  1  10  y  deduction  1  C9  300  yes  no", False, id="of another place and claim"),
        pytest.param(
            "V1  1  10  y  deduction  1  C1  300  yes  no", True, id="of the same claim in another place"
        ),
        pytest.param("V1  1  10  x  deduction  1  C1  300  yes  yes", True, id="a withdrawn one comes again"),
    ],
)
def test_which_earlier_variance_a_difference_is(earlier: str, is_matched: bool):
    assert matched(ONE, [earlier]) == ([(1, "V1")] if is_matched else [])


def test_a_claim_without_a_document_is_known_by_its_number_in_another_place_too():
    assert matched(
        ["1  1  -  K1  deduction  yes  500  C1"], ["V1  1  -  K2  deduction  1  C1  500  yes  no"]
    ) == [(1, "V1")]


def test_a_difference_is_one_variance_only():
    earlier = ["V1  1  10  x  deduction  1  C1  500  yes  no", "V2  1  10  x  deduction  2  -  500  yes  no"]
    assert matched(ONE, earlier) == [(1, "V1")]


@pytest.mark.parametrize("claim", ["C1", "-"])
def test_differences_without_a_document_are_found_again_too(claim: str):
    assert matched(
        [f"1  1  -  CK  deduction  yes  500  {claim}"], [f"V1  1  -  CK  deduction  1  {claim}  500  yes  no"]
    ) == [(1, "V1")]


@pytest.mark.parametrize(
    ("earlier", "chosen"),
    [
        pytest.param(["V1  1  10  y  deduction  2  C1  300  yes  no", "V2  1  10  y  deduction  1  C1  400  yes  no"], "V2",
                     id="the first by rank"),
        pytest.param(["V1  1  10  y  deduction  2  C1  300  yes  no", "V2  1  10  y  deduction  1  C1  400  yes  yes"], "V1",
                     id="one that stands before a withdrawn one"),
        pytest.param(["V1  1  10  y  deduction  2  C1  500  yes  yes", "V2  1  10  y  deduction  1  C1  400  yes  no"], "V1",
                     id="the same amount before all"),
    ],
)  # fmt: skip
def test_of_several_variances_of_a_claim_a_difference_is(earlier: list[str], chosen: str):
    assert matched(ONE, earlier) == [(1, chosen)]


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        pytest.param(
            ["2  1  10  x  deduction  yes  500  C1", "1  1  10  x  deduction  yes  400  C1"],
            2,
            id="the same amount",
        ),
        pytest.param(
            ["2  1  10  x  deduction  yes  300  C1", "1  1  10  x  deduction  yes  400  C1"],
            1,
            id="the first found",
        ),
    ],
)
def test_of_several_differences_of_a_claim_a_variance_is(found: list[str], chosen: int):
    for differences in (found, found[::-1]):
        assert matched(differences, ["V1  1  10  y  deduction  1  C1  500  yes  no"]) == [(chosen, "V1")]


def test_what_the_claim_does_not_tell_goes_by_size_in_the_order_of_ranks():
    found = [
        "5  1  10  x  deduction  no  900  -",
        "4  1  10  x  deduction  yes  400  -",
        "3  1  10  x  deduction  yes  300  -",
        "2  1  10  x  deduction  yes  300  -",
    ]
    earlier = [
        "V5  1  10  x  deduction  1  -  1  yes  yes",
        "V4  1  10  x  deduction  4  -  1  yes  no",
        "V3  1  10  x  deduction  3  -  1  yes  no",
        "V2  1  10  x  deduction  2  -  1  yes  no",
    ]
    assert matched(found, earlier) == [(2, "V3"), (3, "V4"), (4, "V2"), (5, "V5")]


def test_places_are_counted_apart():
    found = ["1  1  10  x  deduction  no  9  -", "2  2  10  x  deduction  no  9  -", "3  1  11  x  deduction  no  9  -",
             "4  1  10  y  deduction  no  9  -", "5  1  10  x  discount  no  9  -"]  # fmt: skip
    earlier = ["V1  1  10  x  deduction  1  -  9  yes  no", "V2  2  10  x  deduction  1  -  9  yes  no",
               "V3  1  11  x  deduction  1  -  9  yes  no", "V4  1  10  y  deduction  1  -  9  yes  no",
               "V5  1  10  x  discount  1  -  9  yes  no"]  # fmt: skip
    assert matched(found, earlier) == [(number, f"V{number}") for number in range(1, 6)]


def test_a_variance_is_matched_once_by_its_claim_or_by_its_place():
    found = ["1  1  10  x  deduction  yes  900  C9", "2  1  10  x  deduction  yes  300  C1"]
    earlier = ["V1  1  10  x  deduction  1  C1  300  yes  no", "V2  1  10  x  deduction  2  -  900  yes  no"]
    assert matched(found, earlier) == [(1, "V2"), (2, "V1")]


BUNDLE = "V1  1  -  bundle  deduction  1  -  500  yes  no"


@pytest.mark.parametrize(
    ("found", "earlier", "chosen"),
    [
        pytest.param(["1  1  10  x  deduction  yes  300  C1", "2  1  11  x  deduction  yes  500  C2"], BUNDLE, [(2, "V1")],
                     id="the largest stated deduction"),
        pytest.param(["2  1  10  x  deduction  yes  500  C1", "1  1  11  x  deduction  yes  500  C2"], BUNDLE, [(1, "V1")],
                     id="of equals the first found"),
        pytest.param(["1  1  10  x  deduction  no  300  -"], BUNDLE, [], id="no unsaid one"),
        pytest.param(["1  2  10  x  deduction  yes  300  C1"], BUNDLE, [], id="not one of another payment"),
        pytest.param(["1  1  10  x  discount  yes  300  C1"], BUNDLE, [], id="not one of another slot"),
        pytest.param(["1  1  10  x  deduction  yes  300  C1"], BUNDLE.replace("bundle", "CK"), [],
                     id="not for another claim"),
        pytest.param(["1  1  10  x  deduction  yes  300  C1"], BUNDLE.replace("yes  no", "yes  yes"), [],
                     id="not for a withdrawn one"),
        pytest.param(["1  1  -  bundle  deduction  no  300  -", "2  1  10  x  deduction  yes  500  C1"], BUNDLE, [(1, "V1")],
                     id="not where the bundle's claim is still found"),
    ],
)  # fmt: skip
def test_late_advice_says_where_the_claim_of_a_bundle_is(found: list[str], earlier: str, chosen: list):
    assert matched(found, [earlier]) == chosen


def test_a_deduction_that_is_found_again_is_not_the_claim_of_a_bundle():
    found = ["1  1  10  x  deduction  yes  500  -", "2  1  11  x  deduction  yes  300  -"]
    assert matched(found, [BUNDLE, "V2  1  10  x  deduction  1  -  500  yes  no"]) == [(1, "V2"), (2, "V1")]

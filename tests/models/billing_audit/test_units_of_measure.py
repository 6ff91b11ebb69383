"""Lines that bill a pack for a piece, or a piece for a pack."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

NOTHING = {
    "document_id": "7", "line_number": "1", "item": "CUP", "is_charge": "no", "quantity3": "10000", "price4": "600000",
    "unit_price": "60", "net_amount": "60000", "taxed_amount": "72000", "tax4": "200000", "rate_amount": "60000",
    "billed3": "10000", "places": "2", **dict.fromkeys((
        "agreed4", "agreed_price", "shipped3", "last4", "last_price", "last_number", "usual4", "usual_price", "earlier4",
        "earlier_price", "earlier_number", "described_pack"), "-"),
}  # fmt: skip
AGREED = {"agreed4": "50000", "agreed_price": "5"}
LAST = {"last4": "50000", "last_price": "5", "last_number": "INV-0"}
USUAL = {"usual4": "50000", "usual_price": "5"}
EARLIER = {"earlier4": "50000", "earlier_price": "5", "earlier_number": "INV-2"}


def packs(least: int = 2, **line: str) -> list[tuple[object, ...]]:
    cells = {**NOTHING, **line}
    rows = run_model(
        "checks__unit_of_measure",
        {"least_pack": str(least)},
        tested_lines="  ".join(cells) + "\n" + "  ".join(cells.values()),
    )
    return columns(rows, "billed_amount", "right_amount", "claim")


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (AGREED, "12 times the agreed price 5.00"),
        (LAST, "12 times the price last paid, 5.00 on INV-0"),
        (USUAL, "12 times the usual price 5.00"),
        (EARLIER, "12 times the price last billed, 5.00 on INV-2"),
    ],
    ids=["agreed", "last paid", "usual", "last billed"],
)
def test_a_pack_billed_for_a_piece_is_right_at_the_price_that_is_known(
    known: dict[str, str], says: str
) -> None:
    # 600.00 for 50.00, and a fifth of each as tax.
    assert packs(**known) == [(72000, 6000, f"line 1 (CUP) bills 10 × 60.00, {says}")]


def test_pieces_billed_for_packs_are_known_by_the_shipped_quantity() -> None:
    assert packs(quantity3="12000", billed3="12000", shipped3="1000") == [
        (72000, 6000, "line 1 (CUP) bills 12 × 60.00, 12 times the shipped quantity 1")
    ]


PIECE = {
    "price4": "50000",
    "unit_price": "5",
    "net_amount": "5000",
    "taxed_amount": "6000",
    "rate_amount": "5000",
}


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"agreed4": "600000", "agreed_price": "60"}, "1/12 of the agreed price 60.00"),
        (
            {"last4": "600000", "last_price": "60", "last_number": "INV-0"},
            "1/12 of the price last paid, 60.00 on INV-0",
        ),
        ({"usual4": "600000", "usual_price": "60"}, "1/12 of the usual price 60.00"),
        ({"billed3": "10000", "shipped3": "120000"}, "1/12 of the shipped quantity 120"),
    ],
    ids=["agreed", "last paid", "usual", "shipped"],
)
def test_a_piece_billed_for_a_pack_is_too_little(known: dict[str, str], says: str) -> None:
    assert packs(**PIECE, **known) == [(6000, 72000, f"line 1 (CUP) bills 10 × 5.00, {says}")]


def test_what_is_cheaper_than_it_was_billed_before_may_have_been_a_pack_then() -> None:
    assert packs(**PIECE, earlier4="600000", earlier_price="60", earlier_number="INV-2") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ({"agreed4": "200000", "agreed_price": "20"}, 1),
        ({"agreed4": "300000", "agreed_price": "30"}, 0),
        ({"agreed4": "500001", "agreed_price": "50.0001"}, 0),
        ({"agreed4": "600", "agreed_price": "0.06"}, 1),
        ({"agreed4": "300", "agreed_price": "0.03"}, 0),
        ({**AGREED, "is_charge": "yes"}, 0),
        ({**AGREED, "net_amount": "0"}, 0),
        ({}, 0),
    ],
    ids=["three times", "twice", "no whole number", "a thousand times", "two thousand times", "a charge", "nothing billed",
         "nothing known"],
)  # fmt: skip
def test_a_pack_holds_three_to_a_thousand_pieces(line: dict[str, str], found: int) -> None:
    assert len(packs(**line)) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ({**LAST}, 1),
        ({**LAST, "last4": "54545"}, 0),
        ({**LAST, "last4": "60000"}, 0),
        ({**LAST, "last4": "60000", "described_pack": "10"}, 1),
        ({**LAST, "last4": "60000", "described_pack": "12"}, 0),
        ({**USUAL, "usual4": "60000"}, 0),
        ({**EARLIER, "earlier4": "60000"}, 0),
        ({**AGREED, "agreed4": "60000"}, 1),
        ({"billed3": "10000", "shipped3": "1000"}, 1),
    ],
    ids=["twelve times", "no whole number", "ten times", "ten times, as its words say", "other words", "the usual price",
         "the last billed price", "an agreed price", "a delivery"],
)  # fmt: skip
def test_without_a_paper_only_a_large_pack_or_one_that_the_words_name_counts(
    line: dict[str, str], found: int
) -> None:
    assert len(packs(least=12, **line)) == found


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (LAST | AGREED | USUAL | EARLIER, "the agreed price 5.00"),
        (AGREED | {"shipped3": "1000"}, "the agreed price 5.00"),
        (USUAL | {"shipped3": "1000"}, "the shipped quantity 1"),
        (LAST | {"shipped3": "1000"}, "the shipped quantity 1"),
        (LAST | USUAL | EARLIER, "the price last paid, 5.00 on INV-0"),
        (USUAL | EARLIER, "the usual price 5.00"),
    ],
    ids=[
        "a paper first",
        "of papers the first by name",
        "a delivery before a price",
        "before the last one too",
        "the price last paid",
        "the usual price",
    ],
)
def test_a_line_is_named_once_by_the_best_that_is_known(known: dict[str, str], says: str) -> None:
    [(_, _, claim)] = packs(**known)
    assert claim.endswith(says)

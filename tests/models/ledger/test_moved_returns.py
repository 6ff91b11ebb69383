"""What a return takes elsewhere when its payment is put elsewhere."""

import pytest

from tests.models.running import columns, run_model

SENT = "receipt_no  original_no  document_no  amount  discount_amount"
PUT = "receipt_no  document_no  amount  discount_amount"


def moved(
    *,
    sent: str,
    put: str = "",
    remaining_shortages: str = "10  9999\n11  9999",
    money: int = 1_000,
    excess: int = 0,
    **given: str,
) -> list:
    """Return what the returns 5 and 6 of payment 1 take elsewhere: source, document, amount, discount, method, held."""
    rows = run_model(
        "moved_returns",
        sent_back=f"{SENT}\n{sent}",
        target_allocations=f"{PUT}\n{put}",
        remaining_shortages=f"document_no  amount\n{remaining_shortages}",
        receipts=f"receipt_no  amount\n1  {money}\n2  7777",
        capped_allocations=f"receipt_no  excess\n1  {excess}\n2  333",
        **given,
    )
    found = columns(rows, "receipt_no", "document_no", "amount", "discount_amount", "method", "held_amount")
    return sorted(found, key=lambda row: tuple(-1 if cell is None else cell for cell in row))


def test_a_return_stays_where_its_payment_still_is():
    assert moved(sent="5  1  10  300  0", put="1  10  300  0") == []


def test_a_return_whose_payment_is_on_no_document_any_more_takes_its_free_rest():
    assert moved(sent="5  1  10  300  0") == [
        (1, None, 300, 0, "refund", 0),
        (5, None, -300, 0, "refund", 0),
        (5, 10, 300, 0, "reversal", 0),
    ]


@pytest.mark.parametrize(
    ("put", "lacking", "taken"),
    [
        pytest.param("1  10  200  0", "10  9999", 100, id="as far as less stands there than it took"),
        pytest.param("1  10  -50  0", "10  9999", 300, id="what is taken off stands for nothing"),
        pytest.param(
            "1  10  0  0", "10  120", 120, id="no more than the document lacks: others have filled the rest"
        ),
        pytest.param("2  10  300  0", "10  9999", 300, id="what another payment puts there is not it"),
    ],
)
def test_how_much_of_a_return_moves(put: str, lacking: str, taken: int):
    assert (5, 10, taken, 0, "reversal", 0) in moved(
        sent="5  1  10  300  0", put=put, remaining_shortages=lacking
    )


def test_the_latest_return_loses_its_place_first():
    rows = moved(sent="5  1  10  300  0\n6  1  10  200  0", put="1  10  250  0")
    assert [row for row in rows if row[1] == 10] == [
        (5, 10, 50, 0, "reversal", 0),
        (6, 10, 200, 0, "reversal", 0),
    ]


def test_after_the_free_rest_a_return_takes_from_other_documents_and_from_held_money_last():
    put = "1  11  300  0\n1  12  400  0"
    rows = moved(sent="5  1  10  850  0", put=put, remaining_shortages="10  9999", money=1_000, excess=200)
    # Of 1,000, 300 and 400 are placed, 200 are held, and 100 are free.
    assert rows == [
        (1, None, 50, 0, "refund", 50),
        (1, None, 100, 0, "refund", 0),
        (5, None, -100, 0, "refund", 0),
        (5, None, -50, 0, "refund", 0),
        (5, 10, 850, 0, "reversal", 0),
        (5, 11, -300, 0, "reversal", 0),
        (5, 12, -400, 0, "reversal", 0),
    ]


def test_of_other_documents_the_last_one_gives_first():
    rows = moved(
        sent="5  1  10  350  0", put="1  11  300  0\n1  12  400  0", remaining_shortages="10  9999", money=700
    )
    assert rows == [(5, 10, 350, 0, "reversal", 0), (5, 12, -350, 0, "reversal", 0)]


def test_what_a_return_takes_of_another_document_already_is_not_there_to_be_taken():
    rows = moved(
        sent="5  1  10  350  0\n5  1  12  100  0\n6  1  12  150  0",
        put="1  11  300  0\n1  12  400  0",
        remaining_shortages="10  9999\n12  0",
        money=700,
    )
    assert rows == [
        (5, 10, 350, 0, "reversal", 0),
        (5, 11, -200, 0, "reversal", 0),
        (5, 12, -150, 0, "reversal", 0),
    ]


@pytest.mark.parametrize(
    ("given", "free"),
    [
        pytest.param({}, 300, id="all that is not placed"),
        pytest.param({"put": "1  11  200  0\n2  11  70  0"}, 100, id="without what is put on documents"),
        pytest.param({"prior_allocations": "receipt_no  method  amount\n1  refund  120\n1  reversal  50\n2  refund  7"}, 180,
                     id="without what was sent back before"),
        pytest.param({"reversal_rows": "receipt_no  amount\n1  120\n2  7"}, 180,
                     id="without what is sent back tonight"),
    ],
)  # fmt: skip
def test_the_free_rest_of_a_payment(given: dict, free: int):
    rows = moved(sent="5  1  10  900  0", money=300, **given)
    assert [row[2] for row in rows if row[0] == 1] == [free]


def test_what_finds_no_place_stays_where_it_was():
    rows = moved(sent="5  1  10  300  0\n5  1  11  200  0", money=350)
    assert rows == [
        (1, None, 350, 0, "refund", 0),
        (5, None, -350, 0, "refund", 0),
        (5, 10, 300, 0, "reversal", 0),
        (5, 11, 50, 0, "reversal", 0),
    ]


def test_two_returns_share_the_places_the_first_one_first():
    rows = moved(sent="5  1  10  300  0\n6  1  11  200  0", put="1  12  400  0", money=500)
    assert [row for row in rows if row[0] != 1] == [
        (5, None, -100, 0, "refund", 0),
        (5, 10, 300, 0, "reversal", 0),
        (5, 12, -200, 0, "reversal", 0),
        (6, 11, 200, 0, "reversal", 0),
        (6, 12, -200, 0, "reversal", 0),
    ]


@pytest.mark.parametrize(
    ("put", "discount"),
    [
        pytest.param("", 12, id="nothing stands there any more: what they took of it comes back"),
        pytest.param("1  10  500  7", 5, id="they take all that stands, and its discount with it"),
        pytest.param("1  10  499  7", 5, id="they took more than stands"),
        pytest.param("1  10  501  7", 12, id="they leave some of it, and its discount with it"),
        pytest.param("1  10  500  12", 0, id="as before"),
    ],
)
def test_discount_of_returns_on_a_document(put: str, discount: int):
    rows = moved(sent="5  1  10  200  5\n6  1  10  300  7", put=put)
    assert sum(row[3] for row in rows) == discount
    assert all(row[0] == 6 for row in rows if row[3]), "once, with the latest return"


def test_a_return_moves_on_the_documents_where_its_payment_is_not_any_more():
    assert moved(sent="5  1  10  300  0\n5  1  11  200  0", put="1  10  300  0", money=900) == [
        (1, None, 200, 0, "refund", 0),
        (5, None, -200, 0, "refund", 0),
        (5, 11, 200, 0, "reversal", 0),
    ]


def test_returns_of_two_payments_do_not_mix():
    rows = run_model(
        "moved_returns",
        sent_back=f"{SENT}\n5  1  10  300  0\n6  2  10  200  0\n6  2  11  50  0",
        target_allocations=f"{PUT}\n2  10  200  0\n1  11  250  0\n2  11  50  0",
        remaining_shortages="document_no  amount\n10  9999",
        receipts="receipt_no  amount\n1  300\n2  250",
    )
    assert sorted(columns(rows, "receipt_no", "original_no", "document_no", "amount"), key=str) == [
        (1, 1, None, 50),
        (5, 1, 10, 300),
        (5, 1, 11, -250),
        (5, 1, None, -50),
    ]

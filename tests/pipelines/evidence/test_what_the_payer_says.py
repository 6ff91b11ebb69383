"""The payer's code and words: evidence beside the arithmetic; documents against them are named as contested."""

import pytest

from tests.pipelines.evidence.ledger import received, why

ALL_RECEIVED = (received("KETTLE", "24", "24"), received("TRAY", "10", "10"))
KETTLES_SHORT = (received("KETTLE", "24", "20"), received("TRAY", "10", "10"))


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        pytest.param(("78", "pricing", "contract_price"), "pricing/contract_price", id="price"),
        pytest.param(("PR", "other", "promotion"), "other/promotion", id="promotion"),
        pytest.param(("FN", "other", "compliance"), "other/compliance", id="compliance"),
        pytest.param(("AU", "other", "post_audit"), "other/post_audit", id="post audit"),
        pytest.param(("06", "short_ship", None), "short_ship/quantity", id="a code without a subtype"),
    ],
)
def test_a_code_alone_is_believed_but_not_as_much_as_papers(code, cause):
    answer = why("87.13", code=code)
    assert (answer.cause, answer.is_contested, answer.is_documented) == (cause, False, False)
    assert 0.9 < answer.confidence < 0.97


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        pytest.param("SHORT DELIVERED", "short_ship/quantity", id="short"),
        pytest.param("3 items not received", "short_ship/missing_line", id="missing"),
        pytest.param("broken on arrival", "short_ship/damaged_or_returned", id="damaged"),
        pytest.param("PO price 4.10, billed 4.35", "pricing/contract_price", id="price"),
        pytest.param("VAT NOT DUE", "billing_error/tax", id="tax"),
        pytest.param("Late delivery fee", "other/compliance", id="a fee for lateness is no freight"),
        pytest.param("TAX WITHHELD", "other/withholding_tax", id="withheld tax is no tax error"),
    ],
)
def test_words_alone(words, cause):
    answer = why("87.13", reason_text=words)
    assert answer.cause == cause and f"“{words}”" in answer.sentence


def test_words_that_say_nothing():
    assert why("87.13", reason_text="SEE OUR LETTER").cause == "other/unexplained"


def test_code_and_delivery_agree():
    answer = why("123.40", code=("06", "short_ship", "quantity"), shipments=KETTLES_SHORT)
    assert (answer.cause, answer.is_contested, answer.confidence) == ("short_ship/quantity", False, 0.99)


def test_the_delivery_contradicts_the_code():
    answer = why("123.40", code=("78", "pricing", "contract_price"), shipments=KETTLES_SHORT)
    assert (answer.cause, answer.is_contested) == ("short_ship/quantity", True)
    assert answer.sentence == (
        "Deduction 123.40 USD on INV-1, stated as a price difference (code 78): 4 of 24 × KETTLE at 30.85 not received "
        "according to POD-5."
    )


def test_a_coincidence_does_not_override_a_code():
    answer = why("92.55", code=("PR", "other", "promotion"))
    assert (answer.cause, answer.is_contested) == ("other/promotion", False)
    assert "short_ship/quantity" in answer.hypotheses


def test_a_coarse_code_for_the_neighbouring_subtype_backs_the_arithmetic():
    answer = why("259.60", code=("06", "short_ship", "quantity"))
    assert (answer.cause, answer.is_contested) == ("short_ship/missing_line", False)


def test_a_stated_shortage_of_goods_that_were_all_received():
    answer = why("87.13", code=("06", "short_ship", "quantity"), shipments=ALL_RECEIVED)
    assert (answer.cause, answer.is_contested) == ("other/unexplained", True)
    assert answer.sentence == (
        "Deduction 87.13 USD on INV-1, stated as short quantity (code 06): the delivery shows everything received; please "
        "state the reason."
    )


def test_stated_damage_is_not_refuted_by_the_delivery():
    answer = why("61.70", code=("05", "short_ship", "damaged_or_returned"), shipments=ALL_RECEIVED)
    assert (answer.cause, answer.is_contested) == ("short_ship/damaged_or_returned", False)


def test_a_code_that_says_nothing_is_not_contested():
    answer = why("123.40", code=("ZZ", "other", "unexplained"), shipments=KETTLES_SHORT)
    assert (answer.cause, answer.is_contested) == ("short_ship/quantity", False)

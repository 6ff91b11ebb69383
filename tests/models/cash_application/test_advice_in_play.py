"""Which advice has effect tonight, and for which payment."""

from __future__ import annotations

import pytest

from tests.models.running import altered, columns, run_model

PAYMENT = """
    receipt_no  payer_id  group_id  currency  payment_id  bank_reference  is_moneyless  has_advice
    7          A         G         USD       P-1         TR 77           no            no"""
ADVICE = """
    payer_id  remittance_id  group_id  currency  bank_reference  tied_payment_id  is_used  paid_amount
    A         R              G         USD       tr-77           -                no       100"""


@pytest.mark.parametrize(
    ("payment", "advice", "found"),
    [
        pytest.param({}, {}, [(7, True)], id="both bear the bank's reference, however written"),
        pytest.param(
            {}, {"bank_reference": "p1"}, [(7, True)], id="the advice names the payment's own number"
        ),
        pytest.param({}, {"currency": "EUR"}, [(7, False)], id="the advice is in another currency"),
        pytest.param({}, {"bank_reference": "TR-78"}, [], id="the advice names another payment"),
        pytest.param({}, {"group_id": "H"}, [], id="the advice is another family's"),
        pytest.param({}, {"group_id": "H", "payer_id": None}, [(7, True)], id="the advice names no payer"),
        pytest.param({"payer_id": None, "group_id": None}, {}, [(7, True)], id="the bank knows no payer"),
        pytest.param({}, {"payer_id": "B"}, [(7, True)], id="another payer of the family sent the advice"),
        pytest.param({}, {"tied_payment_id": "P-9"}, [], id="the advice is tied to a payment"),
        pytest.param({}, {"is_used": "yes"}, [], id="the advice is used already"),
        pytest.param({}, {"paid_amount": 0}, [], id="the advice needs no money"),
        pytest.param({"has_advice": "yes"}, {}, [], id="the payment has advice of its own"),
        pytest.param({"is_moneyless": "yes"}, {}, [], id="the source is an advice itself"),
        pytest.param(
            {"bank_reference": "--"}, {"bank_reference": "."}, [], id="references without a letter or digit"
        ),
    ],
)
def test_advice_that_names_a_payment_without_being_tied_to_it(payment, advice, found):
    rows = run_model(
        "unlinked_advice", receipts=altered(PAYMENT, **payment), night_advice=altered(ADVICE, **advice)
    )
    assert columns(rows, "receipt_no", "is_same_currency") == found


def test_an_advice_is_untied_as_a_whole():
    head = """
        payer_id  remittance_id  group_id  currency  bank_reference  is_used  paid_amount
        A         NETS-TO-0      G         USD       TR77            no       100
        A         NETS-TO-0      G         USD       TR77            no       -100
        A         NAMED-ONCE     G         USD       TR88            no       60
        A         NAMED-ONCE     G         USD       -               no       -20
        A         TWO-PAYERS     G         USD       TR99            no       100
        B         TWO-PAYERS     G         USD       TR99            no       -100"""
    payments = """
        receipt_no  payer_id  group_id  currency  payment_id  bank_reference  is_moneyless  has_advice
        1          A         G         USD       P-1         TR77            no            no
        2          A         G         USD       P-2         TR88            no            no
        3          A         G         USD       P-3         TR99            no            no"""
    rows = run_model("unlinked_advice", receipts=payments, night_advice=head)
    assert sorted(columns(rows, "receipt_no")) == [(2,), (3,)]


def test_one_advice_in_the_payments_currency_is_enough():
    advice = ADVICE + "\n    A  R2  G  EUR  TR77  -  no  50"
    rows = run_model("unlinked_advice", receipts=PAYMENT, night_advice=advice)
    assert columns(rows, "receipt_no", "is_same_currency") == [(7, True)]


SOURCES = """
    receipt_no  company_code  payment_id  remittance_id  payer_id  group_id  currency  amount  is_moneyless  mode
    1          C1            P-1         -              A         G         USD       100     no            full"""
LINE = """
    remittance_id  line_number  share_number  payer_id  tied_company_code  tied_payment_id  is_used  paid_amount
    R              1            0             -         C1                 P-1              no       100"""


@pytest.mark.parametrize(
    ("payment", "line", "receipt_no"),
    [
        pytest.param({}, {}, [1], id="advice tied to a payment in full play"),
        pytest.param({}, {"tied_payment_id": "P-2"}, [], id="advice tied to another payment"),
        pytest.param(
            {}, {"tied_company_code": "C2"}, [], id="advice tied to the same number in another company"
        ),
        pytest.param({}, {"is_used": "yes"}, [1], id="used advice, the payment in full play"),
        pytest.param({"mode": "retry"}, {}, [1], id="unused advice, the payment's rest tried again"),
        pytest.param(
            {"mode": "retry"}, {"is_used": "yes"}, [], id="used advice, the payment's rest tried again"
        ),
        pytest.param({"mode": "idle"}, {}, [], id="a payment that rests"),
        pytest.param({"mode": "returned"}, {}, [], id="a payment that the bank took back"),
    ],
)
def test_a_line_has_effect_with_its_payment(payment, line, receipt_no):
    rows = run_model("advice_lines", receipts=altered(SOURCES, **payment), night_advice=altered(LINE, **line))
    assert [row["receipt_no"] for row in rows] == receipt_no


NETTING = altered(
    SOURCES, payment_id=None, remittance_id="R", payer_id="A", amount=0, is_moneyless="yes", company_code="C9"
)


@pytest.mark.parametrize(
    ("source", "line", "receipt_no"),
    [
        pytest.param({}, {}, [1], id="its own lines"),
        pytest.param({"payer_id": None}, {"payer_id": None}, [1], id="no payer, known by its number alone"),
        pytest.param({}, {"payer_id": "B"}, [], id="another payer's advice of the same number"),
        pytest.param({}, {"remittance_id": "R2"}, [], id="another advice of the payer"),
        pytest.param({}, {"tied_payment_id": "P-1"}, [], id="a line that is tied to a payment"),
        pytest.param({"is_moneyless": "no"}, {}, [], id="a payment is no advice"),
    ],
)
def test_a_line_has_effect_with_advice_that_needs_no_money(source, line, receipt_no):
    written = altered(LINE, tied_company_code=None, tied_payment_id=None, payer_id="A")
    rows = run_model(
        "advice_lines", receipts=altered(NETTING, **source), night_advice=altered(written, **line)
    )
    assert [row["receipt_no"] for row in rows] == receipt_no


def test_lines_are_numbered_by_source_payer_advice_line_and_share():
    sources = SOURCES + "\n    2  C1  P-2  -  A  G  USD  100  no  full"
    lines = """
        remittance_id  line_number  share_number  payer_id  tied_company_code  tied_payment_id  is_used  paid_amount
        R1             1            1             A         C1                 P-2              no       1
        R1             1            2             B         C1                 P-1              no       2
        R1             1            1             B         C1                 P-1              no       3
        R1             2            1             B         C1                 P-1              no       4
        R2             1            1             B         C1                 P-1              no       5
        R3             1            1             A         C1                 P-1              no       6"""
    rows = run_model("advice_lines", receipts=sources, night_advice=lines)
    assert sorted(columns(rows, "line_no", "paid_amount")) == [(1, 6), (2, 3), (3, 2), (4, 4), (5, 5), (6, 1)]


def test_a_line_takes_company_family_and_currency_of_its_payment_and_its_payer_for_codes():
    line = altered(LINE, company_code="C2", currency="EUR", group_id="H")
    own, silent = altered(line, payer_id="B"), altered(line, payer_id=None)
    [row] = run_model("advice_lines", receipts=SOURCES, night_advice=own)
    assert (row["company_code"], row["currency"], row["group_id"]) == ("C1", "USD", "G")
    assert (row["payer_id"], row["coding_payer_id"]) == ("B", "B")
    [row] = run_model("advice_lines", receipts=SOURCES, night_advice=silent)
    assert (row["payer_id"], row["coding_payer_id"]) == (None, "A")


@pytest.mark.parametrize(
    ("paid", "claim", "reference", "read"),
    [
        pytest.param(100, "4711SCR", "INV-1", "4711SC", id="a claim paid back, by its claim number"),
        pytest.param(100, "-", "4711SCR", "4711SC", id="a claim paid back, by its reference"),
        pytest.param(100, "CL-1", "INV-1", "CL-1", id="a claim number as it is written"),
        pytest.param(0, "4711SCR", "INV-1", "4711SCR", id="nothing is paid back by a line that pays 0"),
        pytest.param(-100, "CL-2", "4711SCR", "CL-2", id="a claim on a negative line"),
        pytest.param(100, ".", "INV-1", ".", id="a claim number of one sign"),
        pytest.param(100, "''", "INV-1", None, id="an empty claim number"),
        pytest.param(-100, "''", "INV-1", None, id="an empty claim number on a negative line"),
    ],
)
def test_the_claim_of_a_line(paid, claim, reference, read):
    line = altered(LINE, paid_amount=paid, claim_number=claim, invoice_reference=reference)
    [row] = run_model("advice_lines", receipts=SOURCES, night_advice=line)
    assert row["claim_number"] == read


def test_long_texts_are_cut_where_a_reference_may_end_but_the_invoice_reference_is_whole():
    long = "7" * 10_001
    for paid in (100, -100):
        line = altered(
            LINE,
            paid_amount=paid,
            po_reference=long,
            reason_text=long,
            claim_number=long,
            invoice_reference=long,
        )
        [row] = run_model("advice_lines", receipts=SOURCES, night_advice=line)
        sizes = [
            len(row[name]) for name in ("po_reference", "reason_text", "claim_number", "invoice_reference")
        ]
        assert sizes == [10_000, 10_000, 10_000, 10_001]


TAKING = """
    remittance_id  line_number  tied_company_code  tied_payment_id  is_used  paid_amount  deduction_amount
    R              1            C1                 P-1              no       120          5
    R              2            C1                 P-1              no       0            20
    R              3            C1                 P-1              no       0            -"""


@pytest.mark.parametrize(
    ("amount", "lines", "read"),
    [
        pytest.param(100, TAKING, [(120, 5), (-20, 0), (0, 0)], id="the payment is short of just that"),
        pytest.param(120, TAKING, [(120, 5), (0, 20), (0, 0)], id="the payment comes to what the lines pay"),
        pytest.param(110, TAKING, [(120, 5), (0, 20), (0, 0)], id="the payment is short of something else"),
    ],
)
def test_a_line_that_pays_nothing_takes_off_what_the_payment_is_short_of(amount, lines, read):
    rows = run_model("advice_lines", receipts=altered(SOURCES, amount=amount), night_advice=lines)
    assert columns(rows, "paid_amount", "deduction_amount") == read


def test_what_an_advice_states_beyond_its_payment_is_taken_off_and_what_it_brings_beyond_is_not():
    more = TAKING.replace("0            20", "0            -20")
    rows = run_model("advice_lines", receipts=altered(SOURCES, amount=140), night_advice=more)
    assert columns(rows, "paid_amount", "deduction_amount") == [(120, 5), (0, -20), (0, 0)]


def test_what_another_company_was_promised_under_the_same_number_takes_nothing_off():
    sources = altered(SOURCES, amount=100) + "\n    2  C2  P-1  -  A  G  USD  90  no  full"
    lines = TAKING + "\n    R  4  C2  P-1  no  90  -"
    rows = run_model("advice_lines", receipts=sources, night_advice=lines)
    assert sorted(columns(rows, "receipt_no", "paid_amount")) == [(1, -20), (1, 0), (1, 120), (2, 90)]


def test_a_line_of_advice_that_needs_no_money_states_its_deduction():
    line = altered(
        LINE, tied_company_code=None, tied_payment_id=None, payer_id="A", paid_amount=0, deduction_amount=20
    )
    [row] = run_model("advice_lines", receipts=NETTING, night_advice=line)
    assert (row["paid_amount"], row["deduction_amount"]) == (0, 20)


@pytest.mark.parametrize(("stated", "read"), [(3, 3), (None, 0)], ids=["a discount", "no discount"])
def test_what_a_line_does_not_state_is_zero_but_for_the_amount_of_the_invoice(stated, read):
    [row] = run_model("advice_lines", receipts=SOURCES, night_advice=altered(LINE, discount_amount=stated))
    assert (row["discount_amount"], row["deduction_amount"], row["invoice_amount"]) == (read, 0, None)


def test_codes_are_asked_once_for_each_payer():
    lines = """
        line_no  coding_payer_id  reason_code
        1        A                22
        2        A                22
        3        B                22
        4        A                -
        5        -                22"""
    rows = run_model("codes_in_use", advice_lines=lines)
    found = sorted(columns(rows, "payer_id", "reason_code"), key=str)
    assert found == [("A", "22"), ("B", "22"), (None, "22")]

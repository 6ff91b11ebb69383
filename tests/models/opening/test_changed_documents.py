"""Whether a document or its lines are news."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

HEAD = (
    "company_code  invoice_number  document_type  payer_id  currency  gross_amount  tax_amount  "
    "freight_amount  is_cancelled"
)


@pytest.mark.parametrize(
    ("landed", "is_news"),
    [
        pytest.param("C1  I1  invoice  P1  EUR  100  19  5  no", False, id="the same content"),
        pytest.param("C1  I2  invoice  P1  EUR  100  19  5  no", True, id="another document"),
        pytest.param("C1  I1  debit_memo  P1  EUR  100  19  5  no", True, id="another kind"),
        pytest.param("C1  I1  invoice  P2  EUR  100  19  5  no", True, id="another payer"),
        pytest.param("C1  I1  invoice  P1  USD  100  19  5  no", True, id="another currency"),
        pytest.param("C1  I1  invoice  P1  EUR  101  19  5  no", True, id="another gross"),
        pytest.param("C1  I1  invoice  P1  EUR  100  20  5  no", True, id="another tax"),
        pytest.param("C1  I1  invoice  P1  EUR  100  19  6  no", True, id="another freight"),
        pytest.param("C1  I1  invoice  P1  EUR  100  19  5  yes", True, id="cancelled"),
    ],
)
def test_whether_a_document_is_news(landed: str, is_news: bool) -> None:
    given = {"old_documents": f"{HEAD}\nC1  I1  invoice  P1  EUR  100  19  5  no"}
    taken = run_model("night_changed_documents", landed_documents=f"{HEAD}  refusal\n{landed}  -", **given)
    refused = run_model(
        "night_changed_documents", landed_documents=f"{HEAD}  refusal\n{landed}  bad", **given
    )

    assert (len(taken), refused) == (int(is_news), [])


LINE = "company_code  invoice_number  line_number  net_amount\n"


@pytest.mark.parametrize(
    ("lines", "is_news"),
    [
        pytest.param("C1  I1  1  50\nC1  I1  2  50\n", False, id="the same lines"),
        pytest.param("C1  I1  1  60\nC1  I1  2  50\n", True, id="another amount"),
        pytest.param("C1  I1  1  50\n", True, id="one less"),
        pytest.param("C1  I1  1  50\nC1  I1  2  50\nC1  I1  3  1\n", True, id="one more"),
        pytest.param("C1  I1  1  50\nC1  I1  2  50\nC1  I1  3  -\n", False, id="one more that is not taken"),
        pytest.param("", False, id="none at all"),
    ],
)
def test_whether_its_lines_are_news(lines: str, is_news: bool) -> None:
    found = run_model(
        "night_changed_documents",
        tonight_lines=LINE + lines,
        old_lines=LINE + "C1  I1  1  50\nC1  I1  2  50\n",
    )

    assert columns(found, "company_code", "invoice_number") == ([("C1", "I1")] if is_news else [])


def test_lines_of_the_night_replace_all_earlier_lines_of_their_document() -> None:
    found = run_model(
        "night_lines",
        tonight_lines=LINE + "C1  I1  1  50\nC1  I1  2  -\n",
        landed_invoice_lines=LINE + "C1  I1  1  0.50\nC1  I1  2  0.5",
        old_lines=LINE + "C1  I1  1  40\nC1  I1  3  40\nC1  I2  1  70\nC2  I1  1  80\n",
    )

    assert sorted(columns(found, "company_code", "invoice_number", "line_number", "net_amount")) == [
        ("C1", "I1", 1, 50), ("C1", "I2", 1, 70), ("C2", "I1", 1, 80),
    ]  # fmt: skip

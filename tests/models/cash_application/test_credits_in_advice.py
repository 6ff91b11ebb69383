"""Which credit memos tonight's advice names, and which of them it nets."""

import pytest

from tests.models.running import columns, run_model


def credits(proposed_allocations: str) -> list[tuple[int, bool]]:
    rows = run_model(
        "credits_in_advice",
        line_pieces=f"line_no  document_no  is_credit  cash_amount\n{proposed_allocations}",
    )
    return sorted(columns(rows, "document_no", "is_netted"))


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        pytest.param("1  20  yes  -500", [(20, True)], id="netted"),
        pytest.param("1  20  yes  0", [(20, False)], id="named, and nothing taken"),
        pytest.param("1  20  yes  0\n2  20  yes  -500", [(20, True)], id="netted by one of two lines"),
        pytest.param("1  20  yes  -500\n2  21  yes  0", [(20, True), (21, False)], id="two memos"),
        pytest.param("1  10  no  500", [], id="an invoice is no credit memo"),
        pytest.param("1  -  yes  -500", [], id="a line that names no document"),
    ],
)
def test_credit_memos_that_advice_names(pieces: str, found: list[tuple[int, bool]]):
    assert credits(pieces) == found

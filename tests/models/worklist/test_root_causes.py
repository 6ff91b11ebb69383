"""Causes that several disputes share, as they are shown."""

from __future__ import annotations

import pytest

from tests.models.running import run_model

VARIANCES = "place  company_code  currency  original_amount  open_amount  opened_date\n"


def roots(kind: str, subject: str, *disputes: str) -> list[dict[str, object]]:
    """Disputes are written as `payer  original  open  opened`."""
    book, caused = VARIANCES, "place  root_cause_id  cause_kind  cause_subject  payer_id\n"
    for place, row in enumerate(disputes, 1):
        payer, _, rest = row.partition("  ")
        book += f"{place}  C1  EUR  {rest}\n"
        caused += f"{place}  R1  {kind}  {subject}  {payer}\n"
    return run_model(
        "root_causes", book_variances=book, caused_disputes=caused, book_payers="payer_id  name\nP1  Acme"
    )


def test_a_cause_is_shown_with_all_its_disputes_while_one_of_them_is_open() -> None:
    taken = ("P1  1000  0  2026-01-05", "P1  500  200  2026-02-01")
    [found] = roots("habit", "2 %", *taken)

    assert (found["dispute_count"], found["open_count"], found["payer_count"]) == (2, 1, 1)
    assert (found["original_amount"], found["open_amount"]) == (15, 2)
    assert (str(found["since_date"]), str(found["last_date"])) == ("2026-01-05", "2026-02-01")
    assert roots("habit", "2 %", taken[0], taken[0]) == []


@pytest.mark.parametrize(
    ("kind", "payers", "what"),
    [
        pytest.param("price", ("P1", "P1"), "Item X; deducted by Acme", id="of one payer"),
        pytest.param("price", ("P1", "P2"), "Item X; deducted by 2 payers", id="of two payers"),
        pytest.param(
            "carrier",
            ("P2", "P2"),
            "Shortages with carrier X, deducted by P2",
            id="of a payer without a name",
        ),
        pytest.param("ship_to", ("P1",), "Shortages at ship-to X of Acme", id="a place"),
        pytest.param("tax", ("P1",), "Tax billed to Acme, who says that none is owed", id="tax"),
        pytest.param("freight", ("P1",), "Freight billed to Acme, who does not pay it", id="freight"),
        pytest.param("billing", ("P1",), "Documents of company C1 that do not add up", id="billing"),
        pytest.param("habit", ("P1",), "Acme takes X again and again", id="a habit"),
    ],
)
def test_a_cause_in_words(kind: str, payers: tuple[str, ...], what: str) -> None:
    [found] = roots(kind, "X", *[f"{payer}  1000  5  2026-01-05" for payer in payers])

    assert found["what"] == what
    assert found["payer_id"] == (payers[0] if len(set(payers)) == 1 else None)


@pytest.mark.parametrize(
    ("kind", "fix"),
    [
        ("price", "Put the agreed price"),
        ("carrier", "Claim the shortages"),
        ("ship_to", "Have loads"),
        ("tax", "Ask for the exemption"),
        ("freight", "Settle the freight"),
        ("billing", "Find the calculation"),
        ("habit", "Settle this deduction"),
    ],
)
def test_every_cause_has_its_fix(kind: str, fix: str) -> None:
    assert roots(kind, "X", "P1  1000  5  2026-01-05")[0]["fix"].startswith(fix)

"""Rules for owners: whom a dispute may go to, and to whom it goes."""

from __future__ import annotations

import pytest

from tests.models.running import columns, run_model

BOOK = "place  variance_id  payer_id  dispute_type  original_amount  currency  open_amount  owner\n"
DISPUTE = "1  D1  P1  pricing  10000  EUR  100  -\n"
RULES = "rule_number  payer_id  dispute_type  region  from_amount  owners\n"


def pool(*rules: str, dispute: str = DISPUTE, owner: str = "-") -> list[tuple[object, ...]]:
    found = run_model(
        "owner_pools",
        case_variances=BOOK + dispute,
        ended_cases=f"place  owner\n1  {owner}",
        book_payers="payer_id  country\nP1  DE\nP2  -",
        currency_terms="currency  rate\nEUR  2\nUSD  1",
        owner_rules=RULES + "".join(f"{n}  {rule}\n" for n, rule in enumerate(rules, 1)),
    )
    return columns(found, "variance_id", "owners")


@pytest.mark.parametrize(
    ("rule", "is_about"),
    [
        pytest.param("-  -  -  -  [ann]", True, id="for every dispute"),
        pytest.param("P1  -  -  -  [ann]", True, id="for its payer"),
        pytest.param("P2  -  -  -  [ann]", False, id="for another payer"),
        pytest.param("-  pricing  -  -  [ann]", True, id="for its type"),
        pytest.param("-  other  -  -  [ann]", False, id="for another type"),
        pytest.param("-  -  DE  -  [ann]", True, id="for its payer's country"),
        pytest.param("-  -  FR  -  [ann]", False, id="for another country"),
        pytest.param("-  -  -  200  [ann]", True, id="from its amount on, in the reporting currency"),
        pytest.param("-  -  -  200.01  [ann]", False, id="from a cent more"),
    ],
)
def test_which_dispute_a_rule_is_about(rule: str, is_about: bool) -> None:
    assert pool(rule) == ([("D1", ["ann"])] if is_about else [])


@pytest.mark.parametrize(
    ("dispute", "owner", "expected"),
    [
        pytest.param(DISPUTE.replace("100  -", "0  -"), "-", [], id="a closed one"),
        pytest.param(DISPUTE.replace("100  -", "-100  -"), "-", [("D1", ["ann"])], id="money held"),
        pytest.param(DISPUTE.replace("100  -", "100  bob"), "-", [], id="one that somebody has"),
        pytest.param(DISPUTE, "bob", [], id="one that somebody takes tonight"),
    ],
)
def test_which_disputes_nobody_was_given(
    dispute: str, owner: str, expected: list[tuple[object, ...]]
) -> None:
    assert pool("-  -  -  -  [ann]", dispute=dispute, owner=owner) == expected


def test_a_dispute_without_country_or_rate_is_no_rules_that_names_them() -> None:
    abroad, unpriced = DISPUTE.replace("P1", "P2"), DISPUTE.replace("EUR", "CHF")

    assert pool("-  -  DE  -  [ann]", dispute=abroad) == []
    assert pool("-  -  -  1  [ann]", dispute=unpriced) == []
    assert (
        pool("-  -  -  -  [ann]", dispute=abroad)
        == pool("-  -  -  -  [ann]", dispute=unpriced)
        == [("D1", ["ann"])]
    )
    assert pool("-  -  -  150  [ann]", dispute=DISPUTE.replace("10000", "-10000")) == [("D1", ["ann"])]


@pytest.mark.parametrize(
    ("rules", "owners"),
    [
        pytest.param(("-  -  -  -  [ann]", "P1  -  -  -  [bob]"), ["bob"], id="a payer"),
        pytest.param(("-  -  -  -  [ann]", "-  pricing  -  -  [bob]"), ["bob"], id="a type"),
        pytest.param(("-  -  -  -  [ann]", "-  -  DE  -  [bob]"), ["bob"], id="a country"),
        pytest.param(("-  -  -  -  [ann]", "-  -  -  5  [bob]"), ["bob"], id="an amount"),
        pytest.param(("P1  -  -  -  [ann]", "-  pricing  DE  -  [bob]"), ["bob"], id="two against one"),
        pytest.param(
            ("-  -  -  50  [ann]", "-  -  -  100  [bob]", "-  -  -  999  [eve]"),
            ["bob"],
            id="the highest amount that it reaches",
        ),
        pytest.param(("P1  -  -  -  [ann]", "-  -  -  5  [bob]"), ["bob"], id="an amount before none"),
        pytest.param(
            ("P1  -  -  -  [eve, bob]", "-  pricing  -  -  [ann, bob]"),
            ["ann", "bob", "eve"],
            id="ties put their names together",
        ),
    ],
)
def test_the_rule_that_names_most_wins(rules: tuple[str, ...], owners: list[str]) -> None:
    assert pool(*rules) == pool(*reversed(rules)) == [("D1", owners)]


POOLS = "variance_id  owners  reporting_amount\n"


def assigned(pools: str, known: str = "", work: str = "") -> dict[str, str]:
    """Who gets each dispute; `work`: the owner of each open dispute of others, by owner's name."""
    given = [row.split("  ")[0] for row in pools.splitlines()]
    book = "".join(f"{n}  {name}  100  -\n" for n, name in enumerate(given, 1))
    others = "".join(f"{n}  W{n}  {row}\n" for n, row in enumerate(work.splitlines(), 50))
    places = "".join(
        f"{n}  -\n" for n in (*range(1, len(given) + 1), *range(50, 50 + len(work.splitlines())))
    )
    found = run_model(
        "assigned_owners", owner_pools=POOLS + pools, known_cases="dispute_id  rule_owner\n" + known,
        case_variances="place  variance_id  open_amount  owner\n" + book + others, ended_cases="place  owner\n" + places,
    )  # fmt: skip
    return dict(columns(found, "variance_id", "owner"))


ANN_OR_BOB = "D1  [ann, bob]  10\nD2  [ann, bob]  30\nD3  [ann, bob]  20\n"


def test_the_largest_go_first_to_whoever_has_least_to_do() -> None:
    assert assigned(ANN_OR_BOB) == {"D2": "ann", "D3": "bob", "D1": "ann"}
    assert assigned(ANN_OR_BOB, work="100  ann") == {"D2": "bob", "D3": "ann", "D1": "bob"}
    assert assigned(ANN_OR_BOB, work="100  ann\n100  ann\n100  ann") == {
        "D1": "bob",
        "D2": "bob",
        "D3": "bob",
    }


def test_closed_disputes_are_no_work() -> None:
    assert assigned(ANN_OR_BOB, work="0  ann\n0  ann") == assigned(ANN_OR_BOB)


def test_disputes_without_a_rate_go_last_and_equal_ones_by_their_id() -> None:
    assert assigned("D1  [ann, bob]  -\nD2  [ann, bob]  5\nD3  [ann, bob]  5\n") == {
        "D2": "ann",
        "D3": "bob",
        "D1": "ann",
    }


def test_who_has_a_dispute_keeps_it_while_the_rule_names_them_and_that_is_work() -> None:
    assert assigned(ANN_OR_BOB, "D1  ann\nD2  ann\n") == {"D3": "bob"}
    assert assigned("D1  [bob, eve]  10\n", "D1  ann\n") == {"D1": "bob"}


def test_each_pool_is_shared_out_by_itself() -> None:
    assert assigned("D1  [ann]  10\nD2  [bob, eve]  30\nD3  [bob, eve]  20\n") == {
        "D1": "ann",
        "D2": "bob",
        "D3": "eve",
    }


def test_who_takes_a_dispute_tonight_has_it_to_do() -> None:
    found = run_model(
        "assigned_owners",
        owner_pools=POOLS + "D1  [ann, bob]  10",
        case_variances="place  variance_id  open_amount  owner\n1  D1  100  -\n2  D2  100  bob",
        ended_cases="place  owner\n1  -\n2  ann",
    )

    assert columns(found, "variance_id", "owner") == [("D1", "bob")]

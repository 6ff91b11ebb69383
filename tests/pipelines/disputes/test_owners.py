"""Who owns a case by the rules of the policy: the rule that names most, the least loaded of its names,
and no change without need."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from pipelines.policy import Policy, load_policy
from pipelines.policy.rules import OwnerRule
from tests.casebook import acted, case
from tests.pipelines.disputes.test_cases import history, work


def rule(*owners: str, from_amount: str | None = None, **named: str) -> OwnerRule:
    values = dict.fromkeys(("payer_id", "dispute_type", "region")) | named
    return OwnerRule(**values, from_amount=Decimal(from_amount) if from_amount else None, owners=owners)


def policy(*rules: OwnerRule) -> Policy:
    return replace(load_policy(), owner_rules=rules)


def owners(result: dict[str, pa.Table]) -> dict[str, str | None]:
    return {row["dispute_id"]: row["rule_owner"] for row in result["book_cases"].to_pylist()}


@pytest.mark.parametrize(
    ("rules", "owner"),
    [
        pytest.param([], None, id="no rule: the payer's collector, on the worklist"),
        pytest.param([rule("ann")], "ann", id="for all"),
        pytest.param(
            [rule("ann"), rule("bob", dispute_type="short_ship")], "bob", id="the one that names more"
        ),
        pytest.param([rule("bob", region="FR", dispute_type="short_ship"), rule("ann")], "bob", id="region"),
        pytest.param([rule("bob", region="DE")], None, id="another region"),
        pytest.param([rule("bob", payer_id="C2"), rule("ann")], "ann", id="another payer"),
        pytest.param([rule("ann", from_amount="50"), rule("bob", from_amount="51")], "ann", id="amount"),
        pytest.param(
            [rule("bob", from_amount="10"), rule("ann", from_amount="50")], "ann", id="the higher amount"
        ),
        pytest.param([rule("zoe"), rule("ann")], "ann", id="rules that tie: the least loaded, then by name"),
    ],
)
def test_the_rule_that_names_most_wins(rules: list[OwnerRule], owner: str | None) -> None:
    assert owners(work([case("D1", "50.00")], [], [], policy=policy(*rules))) == {"D1": owner}


def test_new_cases_go_to_the_least_loaded_and_everybody_ends_alike() -> None:
    busy = [case(f"B{number}", "9.00", owner="ann") for number in range(4)]
    new = [case(f"D{number}", f"{50 + number}.00") for number in range(8)]
    found = owners(work(busy + new, [], [], policy=policy(rule("ann", "bob", "cleo"))))
    assert Counter(found.values()) == {None: 4, "bob": 4, "cleo": 4}
    # The largest comes first, and names take turns.
    assert [found[f"D{number}"] for number in (7, 6, 5, 4)] == ["bob", "cleo", "bob", "cleo"]


def test_who_has_a_case_keeps_it_while_the_rule_names_them() -> None:
    first = work([case("D1", "50.00")], [], [], policy=policy(rule("ann", "bob")))
    assert history(first) == ["D1 1 assigned: by rule: ann"]
    two = [case("D1", "50.00"), case("D2", "900.00", owner="ann")]
    again = work(two, [], [], first, policy(rule("ann", "bob")))
    assert (owners(again)["D1"], history(again)) == ("ann", [])
    gone = work(two, [], [], again, policy(rule("bob")))
    assert (owners(gone)["D1"], history(gone)) == ("bob", ["D1 1 assigned: by rule: bob"])


def test_a_person_s_word_beats_every_rule() -> None:
    assigned: dict[str, Any] = acted("D1", "assigned", text="zoe")
    result = work([case("D1", "50.00")], [], [assigned], policy=policy(rule("ann")))
    assert owners(result) == {"D1": None}
    assert result["book_variances"]["owner"].to_pylist() == ["zoe"]

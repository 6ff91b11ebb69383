"""The policy file: what is shipped, what another file changes, and every mistake said at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.errors import Refused
from pipelines.policy import PolicyError, load_policy


def write(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_policy_holds_the_contract_s_values():
    policy = load_policy()
    assert (policy.grace_days, policy.tolerance) == (3, Decimal("0.05"))
    assert (policy.late_folder_nights, policy.snapshot_nights) == (35, 400)
    assert policy.rates[policy.reporting_currency] == 1


def test_another_file_changes_what_it_names_and_nothing_else(tmp_path):
    policy = load_policy(write(tmp_path, "tolerance = 0.10\ngrace_days = 5\n"))
    assert (policy.tolerance, policy.grace_days) == (Decimal("0.10"), 5)
    assert policy.rates == load_policy().rates


def test_amounts_are_exact(tmp_path):
    policy = load_policy(write(tmp_path, "tolerance = 0.1\nbank_charge_limit = 33.33\n"))
    assert (policy.tolerance * 3, policy.bank_charge_limit) == (Decimal("0.3"), Decimal("33.33"))


@pytest.mark.parametrize(
    ("night", "required"),
    [
        pytest.param(date(2026, 3, 2), ("invoices", "payments"), id="monday"),
        pytest.param(date(2026, 3, 7), (), id="saturday"),
        pytest.param(date(2026, 3, 8), ("payments",), id="sunday, named for payments"),
        pytest.param(date(2026, 3, 3), (), id="tuesday, a holiday"),
    ],
)
def test_required_extracts_by_day(tmp_path, night, required):
    text = """
        holidays = [2026-03-03]
        [required_extracts]
        invoices = "weekdays"
        payments = ["monday", "sunday"]
    """
    assert load_policy(write(tmp_path, text)).required_on(night) == required


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("tolerence = 0.05", "tolerence: no such setting", id="a name misspelt"),
        pytest.param("tolerance = -1", "tolerance: expected a number of at least 0", id="negative"),
        pytest.param("tolerance = nan", "tolerance: expected a number", id="no number"),
        pytest.param('grace_days = "3"', "grace_days: expected a whole number", id="text for a number"),
        pytest.param("grace_days = true", "grace_days: expected a whole number", id="truth for a number"),
        pytest.param(
            "snapshot_nights = 0", "snapshot_nights: expected a whole number of at least 1", id="nothing kept"
        ),
        pytest.param(
            "late_folder_nights = 500", "expected at most snapshot_nights", id="noticed longer than kept"
        ),
        pytest.param(
            'holidays = ["2026-03-02"]', "line 1: holidays.1: expected a date", id="a text for a date"
        ),
        pytest.param(
            'reporting_currency = "XXX"', "reporting_currency: expected an ISO 4217", id="unknown currency"
        ),
        pytest.param(
            "[rates]\nUSD = 1", "rates.GBP: expected GBP = 1", id="no rate for the reporting currency"
        ),
        pytest.param(
            "[rates]\nGBP = 1\nUSD = 0", "line 3: rates.USD: expected a number above 0", id="rate of 0"
        ),
        pytest.param(
            "[recovery_probabilities]\npricing = 0.4", "found none for billing_error", id="a type forgotten"
        ),
        pytest.param(
            "[recovery_probabilities]\npricing = 1.2", "a share between 0 and 1", id="share above 1"
        ),
        pytest.param(
            '[required_extracts]\nbills = "weekdays"',
            "line 2: required_extracts.bills: expected one of",
            id="no such extract",
        ),
        pytest.param('[required_extracts]\ninvoices = ["mon"]', "expected one of friday", id="no such day"),
        pytest.param(
            "[[windows]]\nopens_after_days = 40\ncloses_after_days = 30",
            "closes before it opens",
            id="window",
        ),
        pytest.param(
            "[[windows]]\nopens_after_days = 0\n[[windows]]\nopens_after_days = 1",
            "line 3: windows.2: an entry about every case stands twice",
            id="window twice",
        ),
        pytest.param(
            '[[windows]]\nopens_after_days = 0\n# a comment\n[[windows]]\ndispute_type = "bill"',
            "line 5: windows.2.dispute_type: expected one of billing_error",
            id="no such type, in the second entry",
        ),
        pytest.param(
            "[[windows]]\nopens_after_days = 0\npayer = 'C1'",
            "line 3: windows.1.payer: expected one of payer_id, dispute_type",
            id="no such name in an entry",
        ),
        pytest.param(
            "[[write_off_limits]]\nmin_age_days = 30",
            "line 1: write_off_limits.1: limits nothing",
            id="a limit without one",
        ),
        pytest.param(
            "[[write_off_limits]]\npercent = 101",
            "line 2: write_off_limits.1.percent: expected a percentage",
            id="more than all of it",
        ),
        pytest.param(
            "[[due_rules]]\nfrom_age_days = 30\ndays = 14",
            "line 1: due_rules.1: is due before it counts",
            id="due before it is so old",
        ),
        pytest.param(
            "[[owner_rules]]\nowners = []",
            "line 1: owner_rules.1: names nobody",
            id="an owner rule without a name",
        ),
        pytest.param(
            "tolerance = 0.05\nrepeat_offender_days = 61",
            "line 2: repeat_offender_days: expected at most settled_memory_nights",
            id="longer than cases are at hand",
        ),
        pytest.param(
            "settled_memory_nights = 20",
            "line 1: repeat_offender_days: expected at most",
            id="the other of the two",
        ),
        pytest.param(
            'reporting_currency = "EUR"',
            "line 1: rates.EUR: expected EUR = 1, the reporting currency's own rate, found 0.85",
            id="another reporting currency with the old rates",
        ),
        pytest.param(
            "working_costs = 3",
            "line 1: working_costs: no such setting; expected perhaps working_cost",
            id="nearly",
        ),
        pytest.param(
            '[[owner_rules]]\nowners = ["ann", "bob", "ann"]',
            "expected every owner once, found ann twice",
            id="twice",
        ),
        pytest.param(
            "[evidence_scale]\nconfidence_most = 3",
            "line 2: evidence_scale.confidence_most: expected a share",
            id="surer than sure",
        ),
        pytest.param("tolerance = ", "cannot be read", id="no TOML"),
    ],
)
def test_a_mistake_is_refused(tmp_path, text, said):
    with pytest.raises(PolicyError, match="nothing was run") as error:
        load_policy(write(tmp_path, text))
    assert said in str(error.value)


def test_all_mistakes_are_said_at_once(tmp_path):
    with pytest.raises(PolicyError) as error:
        load_policy(
            write(tmp_path, "tolerance = -1\ngrace_days = -1\nunknown = 1\n[[owner_rules]]\nowners = []\n")
        )
    named = ("mistakes: 4", "tolerance", "grace_days", "unknown", "names nobody")
    assert [name in str(error.value) for name in named] == [True] * 5


def test_a_file_that_is_not_there_is_refused_with_exit_code_2(tmp_path):
    with pytest.raises(Refused) as error:
        load_policy(tmp_path / "nowhere.toml")
    assert error.value.exit_code == 2


def test_the_version_follows_the_values_and_nothing_else(tmp_path):
    shipped = load_policy().version
    assert (
        load_policy(write(tmp_path, "# a comment\ntolerance = 0.050\nworking_cost = 10.0\n")).version
        == shipped
    )
    assert load_policy(write(tmp_path, "tolerance = 0.06\n")).version != shipped
    assert load_policy(write(tmp_path, "[[write_off_limits]]\namount = 6\n")).version != shipped
    assert len(shipped) == 12

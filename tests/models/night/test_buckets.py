"""Which payer groups are settled together: those that money ties to each other, and those with news first."""

import pytest

from tests.models.running import column, columns, run_model

QUIET = "group_id  is_landed\nG1  no\nG2  no\nG3  no"


def buckets(count: int = 1_000_003, **given: str) -> dict[str, int]:
    """Return the bucket of each group: with so many, two groups share one only where they must."""
    given = {"night_documents": QUIET} | given
    rows = run_model("group_buckets", {"bucket_count": str(count)}, **given)
    assert len(rows) == len({row["group_id"] for row in rows})
    return dict(columns(rows, "group_id", "bucket"))


DOCUMENTS = (
    "group_id  is_landed  company_code  invoice_number\nG1  no  1000  I1\nG2  no  1000  I2\nG3  no  2000  I1"
)
PAYMENTS = "group_id  is_new  company_code  payment_id  reverses_payment_id"
TIED = "group_id  is_new  is_newly_tied  tied_company_code  tied_payment_id"
POSTING = "company_code  payment_id  invoice_number  is_new"


@pytest.mark.parametrize(
    "news",
    [
        pytest.param({"night_documents": "group_id  is_landed\nG1  yes\nG1  no\nG2  no"}, id="a document"),
        pytest.param({"night_payments": "group_id  is_new\nG1  yes\nG2  no"}, id="a payment"),
        pytest.param({"night_advice": "group_id  is_new  is_newly_tied\nG1  yes  no\nG2  no  no"}, id="advice"),
        pytest.param({"night_advice": "group_id  is_new  is_newly_tied\nG1  no  yes\nG2  no  no"},
                     id="advice that finds its payment"),
        pytest.param({"night_payers": "group_id  is_new\nG1  yes\nG2  no"}, id="a payer"),
        pytest.param({"night_payments": f"{PAYMENTS}\nG1  no  1000  P1  -\nG2  no  1000  P2  -",
                      "night_postings": f"{POSTING}\n1000  P1  I9  yes\n1000  P2  I9  no"}, id="a posting"),
    ],
)  # fmt: skip
def test_groups_with_news_come_before_those_without(news: dict):
    found = buckets(10, **news)
    assert 0 <= found["G1"] < 10 <= found["G2"] < 20


def test_every_group_has_a_bucket_whatever_it_is_known_by():
    assert buckets(
        night_documents="group_id  is_landed\nG1  no",
        night_payments=f"{PAYMENTS}\nG2  no  1000  P2  -",
        night_advice="group_id  is_new  is_newly_tied\nG3  no  no\n-  yes  no",
        night_payers="group_id  is_new\nG4  no",
    ).keys() == {"G1", "G2", "G3", "G4"}


def test_groups_that_nothing_ties_are_settled_apart():
    assert len(set(buckets().values())) == 3


POSTED = {"night_documents": DOCUMENTS, "night_payments": f"{PAYMENTS}\nG1  no  1000  P1  -"}


@pytest.mark.parametrize(
    ("ties", "together"),
    [
        pytest.param(POSTED | {"night_postings": f"{POSTING}\n1000  P1  I2  no"}, True,
                     id="a posting on the other's document"),
        pytest.param(POSTED | {"night_applications": f"{POSTING.replace('is_new', 'claim_key')}\n1000  P1  I2  x"}, True,
                     id="money put on the other's document"),
        pytest.param(POSTED | {"night_postings": f"{POSTING}\n1000  P1  I1  no"}, False,
                     id="money on its own document"),
        pytest.param(POSTED | {"night_postings": f"{POSTING}\n2000  P1  I2  no"}, False,
                     id="a payment of another company"),
        pytest.param({"night_payments": f"{PAYMENTS}\nG2  no  1000  P2  -",
                      "night_advice": f"{TIED}\nG1  no  no  1000  P2"}, True,
                     id="advice of the other's payment"),
        pytest.param({"night_payments": f"{PAYMENTS}\nG2  no  1000  P2  -",
                      "night_advice": f"{TIED}\nG1  no  no  2000  P2"}, False,
                     id="advice of a payment of another company"),
        pytest.param({"night_payments": f"{PAYMENTS}\nG1  no  1000  R1  P2\nG2  no  1000  P2  -"}, True,
                     id="a return of the other's payment"),
        pytest.param({"night_payments": f"{PAYMENTS}\nG1  no  2000  R1  P2\nG2  no  1000  P2  -"}, False,
                     id="a return of another company"),
        pytest.param({"night_payments": f"{PAYMENTS}\nG2  no  1000  P2  -",
                      "night_advice": f"{TIED}\nG1  no  no  1000  P3"}, False,
                     id="advice of another payment"),
        pytest.param({"night_payments": f"{PAYMENTS}\nG1  no  1000  R1  P3\nG2  no  1000  P2  -"}, False,
                     id="a return of another payment"),
    ],
)  # fmt: skip
def test_groups_that_money_ties_are_settled_together(ties: dict, together: bool):
    found = buckets(**ties)
    assert (found["G1"] == found["G2"]) is together


def test_advice_that_nobody_is_known_to_have_sent_is_no_group():
    found = buckets(night_advice="group_id  is_new  is_newly_tied\n-  yes  no\nG1  no  no")
    assert found.keys() == {"G1", "G2", "G3"} and min(found.values()) >= 1_000_003


def test_ties_reach_from_group_to_group_and_news_with_them():
    found = buckets(
        night_documents="group_id  is_landed\nG1  no\nG2  no\nG3  yes\nG4  no",
        night_payments=f"{PAYMENTS}\nG1  no  1000  R1  P2\nG2  no  1000  P2  -\nG2  no  1000  R2  P3\nG3  no  1000  P3  -",
    )
    assert found["G1"] == found["G2"] == found["G3"] < 1_000_003 <= found["G4"]


def test_documents_and_payments_go_with_their_group():
    groups = "group_id  bucket\nG1  4\nG2  7"
    documents = "company_code  invoice_number  delivery_number  group_id\n1000  I1  D1  G1\n1000  I2  -  G2\n1000  I3  -  G9"
    rows = run_model("document_buckets", night_documents=documents, group_buckets=groups)
    assert sorted(columns(rows, "invoice_number", "delivery_number", "bucket")) == [
        ("I1", "D1", 4),
        ("I2", None, 7),
    ]
    payments = "company_code  payment_id  group_id\n1000  P1  G2\n1000  P2  G1"
    rows = run_model("payment_buckets", night_payments=payments, group_buckets=groups)
    assert sorted(columns(rows, "payment_id", "bucket")) == [("P1", 7), ("P2", 4)]
    assert len(column(rows, "company_code")) == 2

"""A payment whose payer the bank does not know: which evidence names the payer, and when none does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.opening.paying import (
    advice,
    books,
    found,
    invoice,
    payer,
    payment,
    posting,
    run,
    who_paid,
)

ACME, BOLT = payer("X", "Acme Trading Ltd"), payer("Y", "Bolt Engineering GmbH")

NAMES = {
    "case and legal form": ("Kestrel Giftware Ltd", "KESTREL GIFTWARE LIMITED", "name"),
    "accents and punctuation": ("Café Müller & Söhne GmbH", "CAFE MULLER + SOHNE", "name"),
    "a dotted legal form": ("Maison Dubois S.A.", "MAISON DUBOIS SA", "name"),
    "a legal form in single letters": ("Fonderie Lacroix S.A.", "Fonderie Lacroix S. A.", "name"),
    "and, und, &": ("Hill & Son Inc.", "Hill and Son", "name"),
    "the article": ("The Copper Kettle Company", "COPPER KETTLE CO", "name"),
    "spaces": ("Super Market Supplies", "SUPERMARKET SUPPLIES", "name"),
    "no blanks at all": ("Lantern Stationery Ltd", "LANTERNSTATIONERYLTD", "similar_name"),
    "initials": ("J.P. Harris Ltd", "J P HARRIS", "name"),
    "letters without an accent to strip": ("Straßer Øresund ApS", "STRASSER ORESUND", "name"),
    "another script": ("Ромашка ООО", "РОМАШКА", "name"),
    "one letter off": ("Meadowbrook Dairies Ltd", "MEADOWBROK DAIRIES LTD", "similar_name"),
    "an umlaut written out": ("Schröder GmbH", "SCHROEDER GMBH", "similar_name"),
    "words in another order": ("Whitfield Oscar", "OSCAR WHITFIELD", "similar_name"),
    "cut off by the bank": (
        "Westminster International Trading Ltd",
        "WESTMINSTER INTERNATIONAL TR",
        "similar_name",
    ),
    "with a place behind it": ("Thistle Ironworks Ltd", "Thistle Ironworks Ltd, Leeds", "similar_name"),
}
STRANGERS = {
    "another quarter of the sky": ("Baker East Trading", "BAKER WEST TRADING"),
    "no blanks, and another word behind it": ("Zephyr Catering Ltd", "ZEPHYRCATERINGNORTH"),
    "another number": ("Store 1234 Harbour Retail", "STORE 1243 HARBOUR RETAIL"),
    "a short name one letter off": ("Baur", "BAUER"),
    "a longer name with other words": ("Smith Brothers Holdings", "SMITH BROTHERS"),
    "nothing but a legal form in common": ("Orchard GmbH", "FALCON GMBH"),
    "no name": ("Quarry GmbH", None),
}  # fmt: skip


@pytest.fixture(scope="module")
def named() -> dict[str, tuple[str | None, str | None]]:
    """By case, who has paid and what has named them. All cases lie in one night, each with a payer of its own."""
    cases = [(case, ours, theirs) for case, (ours, theirs, *_) in (NAMES | STRANGERS).items()]
    payers = [payer(case, ours) for case, ours, _ in cases]
    return found([*payers, *(payment(case, payer_name=theirs) for case, _, theirs in cases)])


@pytest.mark.parametrize("case", NAMES)
def test_a_name_is_known_however_it_is_written(case: str, named: dict[str, tuple[str | None, str | None]]):
    *_, source = NAMES[case]
    assert named[case] == (case, source)


@pytest.mark.parametrize("case", STRANGERS)
def test_another_name_is_nobody(case: str, named: dict[str, tuple[str | None, str | None]]):
    assert named[case] == (None, None)


def test_a_name_that_two_families_bear_is_nobody():
    came = [ACME, payer("Z", "ACME TRADING"), payment("P", payer_name="Acme Trading Ltd")]
    assert found(came) == {"P": (None, None)}


def test_a_name_as_like_one_family_as_another_is_nobody():
    payers = [payer("X", "Kestral Giftware"), payer("Y", "Kestril Giftware")]
    assert found([*payers, payment("P", payer_name="Kestrel Giftware")]) == {"P": (None, None)}


def test_a_name_that_a_parent_and_its_child_bear_is_the_parent():
    family = [payer("B", "Acme Trading"), payer("A", "Acme Trading Ltd", parent="B")]
    assert found([*family, payment("P", payer_name="ACME TRADING")]) == {"P": ("B", "name")}


def test_advice_names_the_payer():
    lines = advice("R", ("INV-1001", 10_000), payer_id="X", bank_reference="T1")
    came = [ACME, invoice("INV-1001", "X"), payment("P", bank_reference="T1"), *lines]
    assert found(came) == {"P": ("X", "advice")}


def test_a_posting_names_the_payer():
    came = [ACME, invoice("INV-1001", "X"), payment("P", 8_000), posting("P", "INV-1001", 8_000)]
    assert found(came) == {"P": ("X", "posting")}


REFERENCES = {
    "its number": "INV-1001",
    "its number without separators": "INV1001",
    "its number behind our company's code": "C1-INV-1001",
    "its digits": "20261001",
    "its order": "PO-77-4711",
    "its delivery": "DEL-88-4711",
}


@pytest.mark.parametrize("word", REFERENCES.values(), ids=REFERENCES)
def test_a_memo_that_names_one_familys_document_names_the_payer(word: str):
    more = {"po_number": "PO-77-4711", "delivery_number": "DEL-88-4711"}
    documents = [invoice("INV-1001", "X", **more), invoice("NX/2026/1001", "X"), invoice("INV-1002", "Y")]
    assert found([ACME, BOLT, *documents, payment("P", memo=f"PAYMENT {word}")]) == {
        "P": ("X", "memo_references")
    }


def test_a_memo_that_names_two_families_documents_names_nobody():
    documents = [invoice("INV-1001", "X"), invoice("INV-1002", "Y")]
    assert found([ACME, BOLT, *documents, payment("P", memo="INV-1001 INV-1002")]) == {"P": (None, None)}


def test_what_two_families_own_says_nothing_beside_what_one_owns():
    documents = [invoice("INV-1001", "X"), invoice("INV/1001", "Y"), invoice("INV-1002", "X")]
    assert found([ACME, BOLT, *documents, payment("P", memo="INV-1001 INV-1002")]) == {
        "P": ("X", "memo_references")
    }


def test_advice_of_nobody_names_the_payer_by_its_references(tmp_path: Path):
    runner = run(
        tmp_path,
        [ACME, invoice("INV-1001", "X"), payment("P", bank_reference="T1"),
         *advice("R", ("INV-1001", 10_000), bank_reference="T1")],
    )  # fmt: skip
    assert who_paid(runner)["P"] == ("X", "advice_references")
    assert books(runner)["P"]["unapplied_amount"] == 0


def test_references_win_over_a_name_and_the_name_stays_to_be_seen(tmp_path: Path):
    runner = run(
        tmp_path,
        [ACME, BOLT, invoice("INV-1001", "Y"), payment("P", memo="INV-1001", payer_name="ACME TRADING")],
    )
    row = books(runner)["P"]
    assert (row["known_payer_id"], row["payer_source"], row["named_payer_id"]) == (
        "Y",
        "memo_references",
        "X",
    )
    assert row["unapplied_amount"] == 0


def test_a_name_within_the_family_is_no_disagreement(tmp_path: Path):
    family = [payer("A", "Acme Holding"), payer("C", "Bolt Engineering", parent="A")]
    runner = run(
        tmp_path,
        [*family, invoice("INV-1001", "C"), payment("P", memo="INV-1001", payer_name="Acme Holding")],
    )
    assert books(runner)["P"]["named_payer_id"] is None


@pytest.mark.parametrize(
    "proof", [{"payer_id": "X"}, {"memo": "INV-1001"}], ids=["by the bank", "by references"]
)
def test_a_name_that_was_proven_before_is_known(proof: dict[str, str], tmp_path: Path):
    runner = run(
        tmp_path,
        [ACME, invoice("INV-1001", "X"), payment("P", payer_name="Factor Bank AG", **proof)],
        [payment("Q", 5_000, payer_name="FACTOR BANK")],
    )
    assert who_paid(runner)["Q"] == ("X", "name")


def test_an_account_that_was_proven_before_is_known_whatever_the_name(tmp_path: Path):
    runner = run(
        tmp_path,
        [ACME, BOLT, payment("P", payer_id="X", payer_account="DE89 3704 0044")],
        [payment("Q", payer_name="Bolt Engineering", payer_account="DE8937040044")],
    )
    row = books(runner)["Q"]
    assert (row["known_payer_id"], row["payer_source"], row["named_payer_id"]) == ("X", "account", "Y")


def test_a_name_that_has_paid_for_two_families_is_nobody(tmp_path: Path):
    runner = run(
        tmp_path,
        [ACME, BOLT, *(payment(f"P{x}", payer_id=x, payer_name="Factor Bank AG") for x in "XY")],
        [payment("Q", payer_name="FACTOR BANK")],
    )
    assert who_paid(runner)["Q"] == (None, None)


def test_a_name_that_only_a_name_has_named_proves_nothing(tmp_path: Path):
    runner = run(tmp_path, [ACME, payment("P", payer_name="ACME TRADNG")])
    assert who_paid(runner)["P"] == ("X", "similar_name")
    assert runner.tables[max(runner.tables)]["book_payer_marks"].num_rows == 0


def test_master_data_that_comes_later_names_the_payer(tmp_path: Path):
    runner = run(tmp_path, [invoice("INV-1", "X"), payment("P", payer_name="Acme Trading")], [ACME])
    assert who_paid(runner)["P"] == ("X", "name")


def test_what_was_found_stays_when_weaker_evidence_comes(tmp_path: Path):
    runner = run(
        tmp_path,
        [ACME, invoice("INV-1001", "X", 5_000), payment("P", memo="INV-1001", payer_name="Bolt Engineering")],
        [BOLT],
    )
    assert who_paid(runner)["P"] == ("X", "memo_references")


def test_late_advice_wins_over_a_name(tmp_path: Path):
    runner = run(
        tmp_path,
        [
            ACME,
            BOLT,
            invoice("INV-1001", "Y"),
            payment("P", payer_name="Acme Trading", bank_reference="T-4711"),
        ],
        advice("R", ("INV-1001", 10_000), payer_id="Y", bank_reference="T-4711"),
    )
    row = books(runner)["P"]
    assert (row["known_payer_id"], row["payer_source"], row["named_payer_id"]) == ("Y", "advice", "X")
    assert row["unapplied_amount"] == 0


def test_a_return_without_a_payer_is_its_payments(tmp_path: Path):
    runner = run(
        tmp_path,
        [ACME, invoice("INV-1001", "X"), payment("P", memo="INV-1001")],
        [payment("R", -10_000, reverses_payment_id="P")],
    )
    assert who_paid(runner)["R"] == ("X", "reversed_payment")
    assert {name: row["unapplied_amount"] for name, row in books(runner).items()} == {"P": 0, "R": 0}

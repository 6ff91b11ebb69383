"""Who paid, and by what advice, does not depend on the order of rows, on threads, or on who else pays that night."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from pipelines.state.opening import Books, open_books
from tests.nights import landed_tables
from tests.pipelines.opening.paying import FIRST, Row, advice, by_extract, invoice, payer, payment

PLACES = ("NORTH", "SOUTH", "HARBOUR", "KESTREL", "LANTERN", "MEADOW", "THISTLE", "ZEPHYR")
TRADES = ("GIFTWARE", "RETAIL", "FOODS", "SUPPLIES", "TRADING")
FORMS = ("Ltd", "GmbH", "S.A.", "Inc.")
Came = list[tuple[str, Row]]


def name_of(number: int, random: Random) -> str:
    return (
        f"{random.choice(PLACES)} {random.choice(TRADES)} {chr(65 + number % 26) * 3} {random.choice(FORMS)}"
    )


def misspelt(name: str, random: Random) -> str:
    place = random.randrange(len(name))
    return random.choice((name, name.lower(), name[:place] + name[place + 1 :], name[:24]))


def make_family(number: int, mark: str = "") -> Came:
    """A payer, two to four documents, payments that say more or less of them, and advice that says more or less of those."""
    random = Random(f"{mark}{number}")
    owner, came = f"{mark}C{number:03d}", []
    name = f"{mark}{name_of(number, random)}"
    came.append(payer(owner, name, parent=f"{mark}C{number - 1:03d}" if random.random() < 0.2 else None))
    amounts = [random.randrange(1_000, 90_000) for _ in range(random.randint(2, 4))]
    for place, amount in enumerate(amounts):
        came.append(invoice(f"{mark}INV-{number:03d}{place}7", owner, amount))
    cut = random.choice((len(amounts), 1))
    shares = [sum(amounts[:cut]), sum(amounts[cut:])]
    reference = random.choice((f"{mark}T-{number:06d}", f"{1000 + number % 7}", None))
    for place, amount in enumerate(share for share in shares if share):
        came.append(
            payment(
                f"{mark}P{number:03d}{place}",
                amount,
                payer_id=random.choice((owner, None, None)),
                payer_name=random.choice((misspelt(name, random), misspelt(name, random), None)),
                bank_reference=reference,
                memo=random.choice((None, f"PAY {mark}INV-{number:03d}07")),
            )
        )
    lines = [(f"{mark}INV-{number:03d}{place}7", amount) for place, amount in enumerate(amounts)]
    parts = random.choice(([lines], [lines[:1], lines[1:]]))
    for place, part in enumerate(parts):
        came += advice(
            f"{mark}R{number}-{place}", *part, payer_id=random.choice((owner, owner, None)), bank_reference=reference
        ) if random.random() < 0.8 else []  # fmt: skip
    return came


def shown(came: Came) -> list[str]:
    working = open_books(landed_tables(by_extract(came)), Books(), FIRST)
    payments = [
        (
            row["payment_id"],
            row["known_payer_id"],
            row["payer_source"],
            row["named_payer_id"],
            row["group_id"],
        )
        for row in working["night_payments"].to_pylist()
    ]
    lines = [
        tuple(row[name] for name in ("payer_id", "remittance_id", "line_number", "share_number", "tied_payment_id",
                                     "paid_amount", "invoice_reference"))
        for row in working["night_advice"].to_pylist()
    ]  # fmt: skip
    return sorted(map(str, payments + lines))


CAME = [row for number in range(120) for row in make_family(number)]


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return shown(CAME)


def test_the_night_is_worth_comparing() -> None:
    working = open_books(landed_tables(by_extract(CAME)), Books(), FIRST)
    sources = Counter(row["payer_source"] for row in working["night_payments"].to_pylist())
    assert (
        min(sources[source] for source in ("bank", "advice", "memo_references", "name", "similar_name", None))
        > 2
    )
    advised = working["night_advice"].to_pylist()
    tied = {
        (row["payer_id"], row["remittance_id"], row["tied_payment_id"])
        for row in advised
        if row["tied_payment_id"]
    }
    assert sum(count > 1 for count in Counter((payer_id, name) for payer_id, name, _ in tied).values()) > 2
    assert sum(count > 1 for count in Counter(payment_id for *_, payment_id in tied).values()) > 2
    assert 5 < sum(row["tied_payment_id"] is None for row in advised) < len(advised) / 2


@pytest.mark.parametrize("seed", range(3))
def test_rows_in_another_order(seed: int, expected: list[str]) -> None:
    came = CAME.copy()
    Random(seed).shuffle(came)
    assert shown(came) == expected


def test_more_threads(expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.sql.ROWS_OF_A_SECOND_THREAD", 0)
    monkeypatch.setenv("TIEOUT_THREADS", "4")
    assert shown(CAME) == expected


def test_unrelated_payers_beside_them(expected: list[str]) -> None:
    """They have their own names, and check numbers, amounts and days like everybody's."""
    others = [row for number in range(60) for row in make_family(number, mark="QUX")]
    assert [row for row in shown([*CAME, *others]) if "QUX" not in row] == expected

"""Makes chains: one payer's history over some nights, one move after the other, each in the words of a story.

What does **not** belong here: what must hold after each night (`tests.properties.identities`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import strategies as st

from pipelines.money import EXPONENTS
from tests.contract.story import Row, Story, advice, credit_memo, decision, invoice, line, payment, posting

Move = tuple[int, list[Row]]
LETTERS = "ABCDEFGHJKLN"


@dataclass
class Chain:
    """Builds the moves of one payer; amounts are minor units, `pick` chooses one of the given options."""

    pick: Callable[[Sequence[Any]], Any]
    last_night: int
    currency: str = "USD"
    night: int = 1
    moves: list[Move] = field(default_factory=list)
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    memos: dict[str, int] = field(default_factory=dict)
    originals: dict[str, str | None] = field(default_factory=dict)
    returns: dict[str, str] = field(default_factory=dict)
    advices: dict[str, tuple[str | None, list[dict[str, Any]]]] = field(default_factory=dict)
    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    withheld: list[tuple[str | None, str, int]] = field(default_factory=list)
    advised: int = 0

    def major(self, amount: int | None) -> str | None:
        if amount is None:
            return None
        places = EXPONENTS[self.currency]
        sign, digits = "-" if amount < 0 else "", str(abs(amount)).zfill(places + 1)
        return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"

    def tell(self, rows: list[Row], night: int | None = None) -> None:
        if (night or self.night) <= self.last_night:
            self.moves.append((night or self.night, rows))

    def line(self, reference: str | None, paid: int, **more: Any) -> dict[str, Any]:
        amounts = {
            name: self.major(more.pop(name)) for name in ("deduction", "discount", "gross") if name in more
        }
        return line(reference, self.major(paid), **amounts, **more)  # type: ignore[arg-type]

    # Documents

    def bill(self) -> None:
        if len(self.documents) == len(LETTERS):
            return
        letter = LETTERS[len(self.documents)]
        gross = self.pick((10000, 10000, 5000, 6000, 12345))
        keys = {
            "terms": self.pick((None, None, "2/1", "2/20")),
            "po_number": self.pick((None, f"PO-{letter}")),
        }
        self.documents[letter] = {"gross": gross, **keys}
        self.tell([invoice(letter, self.major(gross), **keys)])  # type: ignore[arg-type]

    def restate(self) -> None:
        letter = self.document()
        terms = self.documents[letter]
        changed = self.pick((0, -500, -1000, -4000, 2000, None))
        if changed is not None:
            terms["gross"] = max(terms["gross"] + changed, 100)
        row = invoice(letter, self.major(terms["gross"]), terms["terms"], po_number=terms["po_number"],
                      is_cancelled=changed is None)  # type: ignore[arg-type]  # fmt: skip
        self.tell([row])

    def credit(self) -> None:
        """A credit memo for something withheld, or for nothing we know."""
        letter = f"M{len(self.memos) + 1}"
        claim, document, amount = self.pick(self.withheld or [(None, self.document(), 1000)])
        amount = self.pick((amount, amount, amount + 500, max(amount - 400, 100)))
        original = self.pick((document, document, claim, None))
        self.memos[letter], self.originals[letter] = amount, original
        self.tell([credit_memo(letter, self.major(-amount), original)])  # type: ignore[arg-type]

    def restate_credit(self) -> None:
        if not self.memos:
            return
        letter = self.pick(list(self.memos))
        amount = max(self.memos[letter] + self.pick((-400, -900, 300)), 50)
        self.memos[letter] = amount
        row = credit_memo(
            letter, self.major(-amount), self.originals[letter], is_cancelled=self.pick((False, False, True))
        )  # type: ignore[arg-type]
        self.tell([row])

    # Money

    def document(self) -> str:
        if not self.documents:
            self.bill()
        return self.pick(list(self.documents))

    def pay_documents(self) -> None:
        """One payment for one to three documents, each settled in a way of its own."""
        count = self.pick((1, 1, 2, 3))
        chosen = list(dict.fromkeys(self.document() for _ in range(count)))
        self.pay([found for letter in chosen for found in self.settle(letter)])

    def settle(self, letter: str) -> list[dict[str, Any]]:
        gross = self.documents[letter]["gross"]
        cut = self.pick((1000, 1000, 500, 3))
        way = self.pick(("full", "full", "unsaid", "stated", "separate", "two", "claim", "zero", "discount",
                         "unsaid discount", "deducted discount", "part", "little", "more", "both"))  # fmt: skip
        claim = f"CL-{self.pick((1, 2, 3))}"
        if way in ("stated", "separate", "two", "claim"):
            self.withheld.append((claim, letter, cut))
        terms = gross * 2 // 100
        match way:
            case "unsaid":
                return [self.line(letter, gross - cut)]
            case "stated":
                return [
                    self.line(letter, gross - cut, gross=gross, deduction=cut, claim=self.pick((claim, None)))
                ]
            case "separate":
                return [self.line(letter, gross), self.line(letter, -cut, claim=self.pick((claim, None)))]
            case "two":
                return [self.line(letter, gross), self.line(letter, -cut, claim="CL-1"),
                        self.line(letter, -cut // 2, claim="CL-2")]  # fmt: skip
            case "both":
                return [self.line(letter, gross - 2 * cut, deduction=cut, claim=claim)]
            case "claim":
                return [self.line(letter, gross), self.line(None, -cut, claim=claim)]
            case "zero":
                return [self.line(letter, 0, gross=gross)]
            case "discount":
                taken = self.pick((terms, terms, terms + 100))
                return [self.line(letter, gross - taken, gross=gross, discount=taken)]
            case "unsaid discount":
                return [self.line(letter, gross - terms)]
            case "deducted discount":
                return [self.line(letter, gross - terms, deduction=terms)]
            case "part":
                return [self.line(letter, gross * 7 // 10, words="part payment")]
            case "little":
                return [self.line(letter, gross * 3 // 10)]
            case "more":
                return [self.line(letter, gross + cut)]
        return [self.line(letter, gross)]

    def pay(self, lines: list[dict[str, Any]], **more: Any) -> None:
        """The advice comes with its payment, after it, before it, or does not add up to it."""
        amount = sum(self.minor(found["paid_amount"]) for found in lines)
        if amount == 0:
            return self.advise(None, lines)
        when = self.pick(("together",) * 6 + ("late", "late after memo", "early", "less", "more"))
        amount += {"less": -700, "more": 700}.get(when, 0)
        if amount <= 0:
            return None
        named = " ".join(found["invoice_reference"] for found in lines if found["invoice_reference"])
        letter = self.receive(
            amount, self.night + (when == "early"), memo=named if when == "late after memo" else None
        )
        self.payments[letter]["lines"] = lines
        return self.advise(letter, lines, self.night + when.startswith("late"))

    def minor(self, amount: Any) -> int:
        return int(amount.scaleb(EXPONENTS[self.currency]))

    def receive(self, amount: int, night: int | None = None, **more: Any) -> str:
        letter = f"P{len(self.payments) + 1}"
        on = night or self.night
        self.payments[letter] = {"amount": amount, "lines": [], "night": on}
        self.tell([payment(letter, self.major(amount), on=on, **more)], on)  # type: ignore[arg-type]
        return letter

    def advise(self, letter: str | None, lines: list[dict[str, Any]], night: int | None = None) -> None:
        self.advised += 1
        on = night or self.night
        self.advices[f"R{self.advised}"] = (letter, lines)
        self.tell(advice(letter, *lines, name=f"R{self.advised}", on=on), on)

    def restate_advice(self) -> None:
        """Sent again: without a line, with another claim, or with a document settled in another way."""
        if not self.advices:
            return
        name = self.pick(list(self.advices))
        letter, lines = self.advices[name]
        other = [{**found, "claim_number": self.pick((None, "CL-1", "CL-2"))} for found in lines]
        changed = self.pick((other, lines[:-1] or other, lines[::-1], self.settle(self.document())))
        if letter is not None or sum(self.minor(found["paid_amount"]) for found in changed) == 0:
            self.tell(advice(letter, *changed, name=name, on=self.night))

    def take_off(self) -> None:
        """A line that pays 0 states what the payment is short of."""
        letter, gross = self.document(), 1000
        due = self.documents[letter]["gross"]
        self.withheld.append(("CL-4", letter, gross))
        lines = [
            self.line(letter, due),
            self.line(self.pick((letter, None)), 0, deduction=gross, claim="CL-4"),
        ]
        self.advise(self.receive(due - gross), lines)

    def take_back(self) -> None:
        """An overpayment netted in a later payment: by the document's number or by the payment's."""
        if not self.payments:
            return
        reference = self.pick((self.document(), f"payment {self.pick(list(self.payments))}"))
        other = self.document()
        self.pay(
            [self.line(other, self.documents[other]["gross"]), self.line(reference, -self.pick((500, 1000)))]
        )

    def decide(self) -> None:
        """People close or judge a dispute, if there is one."""
        known = [letter for letter, found in self.payments.items() if found["lines"]]
        if not known:
            return
        letter = self.pick(known)
        document = self.pick(self.payments[letter]["lines"])["invoice_reference"]
        resolution = self.pick(("written_off", "written_off", "lost", "denied", "credit_granted"))
        amount = self.pick((None, None, self.major(300)))
        if document in self.documents:
            self.tell([decision(resolution, document, letter, amount, on=self.night)])  # type: ignore[arg-type]

    def pay_by_memo(self) -> None:
        chosen = list(dict.fromkeys(self.document() for _ in range(self.pick((1, 1, 2, 3)))))
        due = sum(self.documents[letter]["gross"] for letter in chosen)
        less = self.pick((0, 0, 4, 1223, due * 2 // 100, due * 6 // 10, -1500))
        self.receive(due - less, memo=" ".join(chosen))

    def net_memo(self) -> None:
        letter = self.document()
        memo = self.pick(list(self.memos) or [None])
        taken = self.memos.get(memo, 1000)
        gross = self.documents[letter]["gross"]
        if gross > taken:
            self.pay([self.line(letter, gross), self.line(memo or letter, -taken)])

    def take_again(self) -> None:
        claim, document, amount = self.pick(self.withheld or [("CL-1", self.document(), 1000)])
        other = self.document()
        repeated = self.line(document, -amount, claim=self.pick((claim, None)))
        self.pay([self.line(other, self.documents[other]["gross"]), repeated])

    def repay(self) -> None:
        claim, document, amount = self.pick(self.withheld or [("CL-1", self.document(), 1000)])
        amount = self.pick((amount, amount, max(amount // 2, 1), amount + 300))
        by_claim = self.pick((False, False, True))
        self.pay([self.line(None if by_claim else document, amount, claim=claim if by_claim else None)])

    def pay_twice(self) -> None:
        known = [found for found in self.payments.values() if found["lines"]]
        if known:
            self.pay(self.pick(known)["lines"])

    def send_back(self) -> None:
        """Returned by the bank, in part or whole, or refunded by us."""
        known = [letter for letter, found in self.payments.items() if found["amount"] > 0]
        if not known:
            return
        letter = self.pick(known)
        amount = self.payments[letter]["amount"]
        back = self.pick((amount, amount, amount // 2, 300, 700))
        if back <= amount:
            self.returns[self.receive(-back, reverses_payment_id=letter)] = letter
            self.payments[letter]["amount"] = amount - back

    def send_back_anew(self) -> None:
        """A return told again with another amount."""
        if not self.returns:
            return
        letter = self.pick(list(self.returns))
        of, on = self.payments[self.returns[letter]], self.payments[letter]["night"]
        taken = -self.payments[letter]["amount"]
        back = self.pick((taken // 2 + 1, taken, taken + of["amount"]))
        self.payments[letter]["amount"] = -back
        of["amount"] += taken - back
        self.tell([payment(letter, self.major(-back), on=on, reverses_payment_id=self.returns[letter])])  # type: ignore[arg-type]

    def post(self) -> None:
        """The ERP says what it has done: as advised, on another document, less, or with a discount."""
        known = [letter for letter, found in self.payments.items() if found["amount"] > 0 and found["lines"]]
        if not known:
            return
        letter = self.pick(known)
        lines = self.payments[letter]["lines"]
        document = self.pick(lines)["invoice_reference"]
        applied = sum(
            self.minor(found["paid_amount"]) for found in lines if found["invoice_reference"] == document
        )
        document = self.pick((document, document, document, self.document()))
        applied = self.pick((applied, applied, applied, applied // 2, 0))
        discount = self.pick((None, None, None, 200))
        if document and (applied >= 0 or document in self.memos):
            night = max(self.night, self.payments[letter]["night"])
            self.tell([posting(letter, document, self.major(applied), self.major(discount), on=night)], night)  # type: ignore[arg-type]

    def offset(self) -> None:
        """Advice that needs no money: one document pays for another."""
        one, other = self.document(), self.document()
        amount = self.pick((1000, self.documents[one]["gross"]))
        self.advise(
            None, [self.line(one, amount), self.line(other, -amount, claim=self.pick((None, "CL-3")))]
        )

    def withhold_again(self) -> None:
        self.pay(self.settle(self.document()))


MOVES = (
    *(Chain.bill,) * 3, *(Chain.pay_documents,) * 5, Chain.restate, Chain.restate, Chain.credit, Chain.credit,
    Chain.pay_by_memo, Chain.net_memo, Chain.take_again, Chain.repay, Chain.repay, Chain.pay_twice, Chain.send_back,
    Chain.send_back, Chain.post, Chain.post, Chain.offset, Chain.withhold_again, Chain.restate_credit,
    Chain.restate_advice, Chain.take_off, Chain.take_back, Chain.decide, Chain.send_back_anew,
)  # fmt: skip


def make_chain(seed: int, last_night: int) -> tuple[str, tuple[Move, ...]]:
    """A currency and the moves of one payer, at most four a night."""
    pick = Random(seed).choice
    chain = Chain(pick, last_night, pick(("USD", "USD", "JPY", "KWD")))
    chain.bill()
    for night in range(1, last_night + 1):
        chain.night = night
        for _ in range(pick((1, 2, 2, 3, 4))):
            pick(MOVES)(chain)
    return chain.currency, tuple(chain.moves)


def histories(count: int, last_night: int) -> st.SearchStrategy[list[tuple[str, tuple[Move, ...]]]]:
    """Hypothesis draws the seed: choices by the thousand are too many for it, and shrinking goes side by side."""
    seeds = st.integers(0, 2**32)
    return seeds.map(lambda seed: [make_chain(seed * count + number, last_night) for number in range(count)])


def as_story(number: int, currency: str, moves: Sequence[Move], name: str = "") -> Story:
    """One night must not send the same row twice over: later moves of a night replace what they repeat."""
    nights: dict[int, list[Row]] = {}
    for night, rows in moves:
        nights.setdefault(night, []).extend(rows)
    return Story(name, {night: _last_versions(rows) for night, rows in nights.items()}, {}, currency, number)


def _last_versions(rows: list[Row]) -> list[Row]:
    keys = {"invoices": ("invoice_number",), "payments": ("payment_id",), "dispute_activity": ("activity_id",),
            "cash_applications": ("payment_id", "invoice_number"), "remittances": ("remittance_id",
            "line_number")}  # fmt: skip
    found = {(extract, *(row[name] for name in keys[extract])): (extract, row) for extract, row in rows}
    return list(found.values())

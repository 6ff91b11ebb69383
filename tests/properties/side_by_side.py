"""Runs many payers' histories in the same nights, for a night costs nearly the same whatever its size; shrinks likewise."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipelines.money import to_decimal
from tests.contract.story import Row, Story, day
from tests.nights import NightRunner, Rows
from tests.properties.chains import Move, as_story
from tests.properties.identities import Statements

Chain = tuple[str, tuple[Move, ...]]
FIRST_NUMBER = 100


@dataclass(frozen=True)
class Broken:
    """What did not hold for one chain, and after which night first."""

    chain: Chain
    night: int
    sentences: tuple[str, ...]

    @property
    def kind(self) -> tuple[str, ...]:
        """What a smaller chain must break as well: the sentences without their names and numbers."""
        words = (word for word in self.sentences[0].split() if word.isalpha() and word.islower())
        return tuple(words)

    def __str__(self) -> str:
        currency, moves = self.chain
        told = [f"  night {night}: {_words(row)}" for night, rows in moves for row in rows]
        return "\n".join(
            [f"{currency}, after night {self.night}:", *(f"  ✗ {s}" for s in self.sentences), *told]
        )


def _words(row: Row) -> str:
    extract, columns = row
    said = {name: str(value) for name, value in columns.items() if value not in (None, "C1")}
    return f"{extract} {said}"


def run(chains: Sequence[Chain], nights: int) -> list[Broken]:
    """The chains that broke something, each with its first night on which it did."""
    stories = [as_story(FIRST_NUMBER + n, *chain) for n, chain in enumerate(chains)]
    statements, found = Statements(), {}
    with tempfile.TemporaryDirectory() as folder:
        runner = NightRunner(Path(folder))
        for night in range(1, nights + 1):
            rows = night_rows(stories, night)
            statements.add(runner.run(day(night), rows), _payments(rows))
            for story in stories:
                sentences = tuple(statements.of[story.payer].broken())
                if sentences and story.number not in found:
                    chain = chains[story.number - FIRST_NUMBER]
                    found[story.number] = Broken(chain, night, sentences)
    return list(found.values())


def night_rows(stories: Sequence[Story], night: int) -> Rows:
    rows: Rows = {}
    for story in stories:
        for extract, row in story.rows(night):
            rows.setdefault(extract, []).append(row)
    if night == 1:
        rows["payers"] = [{"payer_id": story.payer, "name": f"Payer {story.number}"} for story in stories]
    return rows


def _payments(rows: Rows) -> dict[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = {}
    for row in rows.get("payments", []):
        found.setdefault(row["payer_id"], {})[row["payment_id"]] = to_decimal(row["amount"], row["currency"])
    return found


def shrink(broken: Sequence[Broken]) -> list[Broken]:
    """The smallest chain that breaks each the same: all that are a step smaller are tried side by side, again and again."""
    best, growing = list(broken), True
    while growing:
        tried = [(n, chain) for n, found in enumerate(best) for chain in _smaller(found)]
        last_night = max(found.night for found in best)
        smaller = {id(found.chain): found for found in run([chain for _, chain in tried], last_night)}
        growing = False
        for n, chain in tried:
            found = smaller.get(id(chain))
            if found and found.kind == best[n].kind and _size(found) < _size(best[n]):
                best[n], growing = found, True
    return best


def _size(broken: Broken) -> tuple[int, int]:
    moves = broken.chain[1]
    return sum(len(rows) for _, rows in moves), sum(night for night, _ in moves)


def _smaller(broken: Broken) -> list[Chain]:
    """Without half, a quarter or one of the moves, without one row, or with one move a night earlier."""
    currency, moves = broken.chain
    moves = tuple(move for move in moves if move[0] <= broken.night)
    lengths = {length for length in (len(moves) // 2, len(moves) // 4, 1) if length}
    found = [moves[:n] + moves[n + length :] for length in lengths for n in range(0, len(moves), length)]
    for n, (night, rows) in enumerate(moves):
        instead = [(night, rows[:k] + rows[k + 1 :]) for k in range(len(rows)) if len(rows) > 1]
        instead += [(night - 1, rows)] if night > 1 else []
        found += [(*moves[:n], other, *moves[n + 1 :]) for other in instead]
    return [(currency, fewer) for fewer in found]

"""The evidence scale: how much each kind of evidence weighs, in one place.

Weights are bits: one more bit makes a cause twice as likely against "nothing explains it". A cause's weight
is its best signature plus what the payer's code and words say for it; its confidence is its share, 2^weight,
among all causes that fit and `unexplained`. So confidence falls with the number and the strength of rivals.
No rule and no table is named here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Scale:
    """The weights and bounds of the evidence; every field is a SQL macro `scale_<field>()` in the rules."""

    unexplained: float = 5.0
    """What any cause must beat: a coincidence that 1 random amount in 32 would show proves nothing."""
    arithmetic_most: float = 12.0
    """The most that arithmetic alone weighs: the estimate of coincidence is not good beyond 1 in 4,096."""
    arithmetic_least: float = 3.0
    """The least that arithmetic weighs where a document names the very figure, however round the amount."""
    document: float = 8.0
    """A delivery, agreement, credit, tax or freight amount, or terms of ours that name the figure."""
    identical: float = 15.0
    """Settled by what it is (a slot, a repeated payment, a twin document), not by a reckoning."""
    repeated: float = 24.0
    """A deduction that was taken, or credited, before: what explained the first explains the second as well as any
    document can, so this must outweigh it."""
    code: float = 6.5
    """The payer's code alone: three in four are right; a document outweighs it, a coincidence does not."""
    code_same_type: float = 4.0
    """The payer's code for another subtype of the same type: payers' codes are coarse."""
    words: float = 6.0
    """The payer's words alone."""
    words_with_code: float = 1.5
    """Words that repeat the code: hardly independent of it."""
    refuted: float = 4.0
    """Taken off a stated shortage where the proof of delivery shows that everything came."""
    rare: float = 2.0
    """Taken off causes that payers seldom have without saying so: percentages, and credits used for another
    claim.
    """
    against_code: float = 4.0
    """The most that reckoning without a document weighs against a code for another type."""
    tie: float = 0.5
    """Two causes that are no further apart are a tie, and the sentence names both."""
    confidence_most: float = 0.99
    """No inference is certain."""
    round_weight: int = 20
    """A random amount is a whole number of currency units this much more often than any other one."""
    very_round_weight: int = 250
    """The same for a multiple of five units: flat fees."""
    percent_most: int = 15
    """Percentages tested: multiples of a half up to this."""
    evidence_rows: int = 12
    """Rows kept in the evidence list; all of them count as rivals."""

    def macros(self) -> str:
        """The scale as SQL macros."""
        return "\n".join(
            f"CREATE OR REPLACE TEMP MACRO scale_{name}() AS CAST({value} AS {_sql_type(value)});"
            for name, value in asdict(self).items()
        )


def _sql_type(value: float) -> str:
    return "BIGINT" if isinstance(value, int) else "DOUBLE"

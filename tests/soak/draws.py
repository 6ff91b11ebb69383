"""What the soak draws for a zone: its size, how payers behave, the policy, and the settings of each run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from data.simulator import Behaviour, simulate
from data.simulator.write import write

MOST_PAYERS, MOST_INVOICES_A_DAY, MOST_NIGHTS = 120, 300, 60


@dataclass(frozen=True)
class Settings:
    """The settings of a run that results do not depend on."""

    threads: int
    memory_limit: str
    parts: int | None

    @classmethod
    def draw(cls, random: Random) -> Settings:
        """Draw settings within what a small machine has."""
        memory_limit = random.choice(("600MB", "1GB", "2GB"))
        return cls(random.randint(1, 4), memory_limit, random.choice((None, 1, 2, 3, 5, 9)))

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that a run with these settings needs."""
        parts = {} if self.parts is None else {"TIEOUT_PARTS": str(self.parts)}
        return {"TIEOUT_THREADS": str(self.threads), "TIEOUT_MEMORY_LIMIT": self.memory_limit, **parts}


@dataclass(frozen=True)
class Draw:
    """One zone of a soak. `seed` and `scale` decide all of it."""

    seed: int
    payers: int
    invoices_a_day: int
    nights: int
    is_hard: bool
    is_parquet: bool
    policy: str
    settings: tuple[Settings, Settings]

    @classmethod
    def of(cls, seed: int, scale: float) -> Draw:
        """Draw a zone: sizes up to the largest ones times `scale`."""
        random = Random(f"soak {seed}")
        return cls(
            seed=seed,
            payers=random.randint(3, max(3, round(MOST_PAYERS * scale))),
            invoices_a_day=random.randint(5, max(5, round(MOST_INVOICES_A_DAY * scale))),
            nights=random.randint(2, max(2, round(MOST_NIGHTS * scale))),
            is_hard=random.random() < 0.7,
            is_parquet=random.random() < 0.3,
            policy=_draw_policy(random),
            settings=(Settings.draw(random), Settings.draw(random)),
        )

    def write(self, folder: Path) -> None:
        """Write the landing zone, its truth and the policy file."""
        behaviour = Behaviour.hard() if self.is_hard else Behaviour()
        invoices = self.invoices_a_day * self.nights
        zone = simulate(self.seed, invoices, self.nights, self.payers, behaviour)
        write(zone, folder, "parquet" if self.is_parquet else "csv")
        (folder / "policy.toml").write_text(self.policy, encoding="utf-8")

    def __str__(self) -> str:
        return (
            f"{self.payers} payers, {self.invoices_a_day} invoices a day, {self.nights} nights, "
            f"{'hard' if self.is_hard else 'ordinary'} {'Parquet' if self.is_parquet else 'CSV'}"
        )


def _draw_policy(random: Random) -> str:
    """Values that change which rows stay live, what is written off and what counts as usual."""
    memory, snapshots = random.choice((1, 3, 10, 60)), random.choice((5, 30, 400))
    return f"""
settled_memory_nights = {memory}
repeat_offender_days = {memory}
statement_days = {min(memory, 30)}
snapshot_nights = {snapshots}
late_folder_nights = {min(random.choice((0, 5, 35)), snapshots)}
grace_days = {random.randint(0, 10)}
tolerance = {random.choice(("0", "0.05", "1", "5"))}
bank_charge_limit = {random.choice((0, 10, 50))}
usual_documents = {random.randint(2, 8)}
usual_share = {random.choice(("0.6", "0.9", "1"))}
least_pack = {random.choice((2, 6, 12))}
learning_weight = {random.choice((1, 10, 50))}
"""

"""A seeded landing zone with its truth: documents, pay runs, advice, shortfalls. `python -m data.simulator --help`."""

from data.simulator.behaviour import Behaviour
from data.simulator.simulate import simulate
from data.simulator.zone import Zone

__all__ = ["Behaviour", "Zone", "simulate"]

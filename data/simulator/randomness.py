"""Seeded draws. Every purpose has a stream of its own, so a changed rate does not reshuffle unrelated behaviour."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import numpy as np


def stream(seed: int, purpose: str) -> np.random.Generator:
    """The generator of one purpose under one seed."""
    return np.random.default_rng([seed, zlib.crc32(purpose.encode())])


def happens(generator: np.random.Generator, count: int, rate: float) -> np.ndarray:
    """True with the given rate, `count` times."""
    return generator.random(count) < rate


def pick(generator: np.random.Generator, count: int, weights: Mapping[str, float]) -> np.ndarray:
    """Names drawn by their weights."""
    shares = np.array(list(weights.values()), dtype=float)
    return np.array(list(weights), dtype=object)[
        np.searchsorted(np.cumsum(shares / shares.sum()), generator.random(count) * 0.999_999)
    ]


def draw_kind(generator: np.random.Generator, count: int, rates: Mapping[str, float]) -> list[str | None]:
    """At most one of several exclusive kinds, each with its own rate; None where none happens."""
    names: list[str | None] = [*rates, None]
    edges = np.cumsum(list(rates.values()))
    if len(edges) and edges[-1] > 1:
        raise ValueError(f"rates of exclusive kinds sum to {edges[-1]:.3f}; expected at most 1")
    return [names[i] for i in np.searchsorted(edges, generator.random(count), side="right")]


def choose(generator: np.random.Generator, count: int, values: Sequence[int]) -> np.ndarray:
    """Integers drawn evenly from a list."""
    return np.asarray(values, dtype=np.int64)[generator.integers(0, len(values), count)]

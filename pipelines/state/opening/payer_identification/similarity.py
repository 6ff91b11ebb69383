"""How alike two texts are, pair by pair, from 0 to 100; which pairs are worth asking about is a query's work."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from rapidfuzz import fuzz, process


def with_similarity(pairs: pa.Table) -> pa.Table:
    """The pairs, two columns of text, with `similarity`: what both have in common, in that order, as a share of both."""
    one, other = (column.to_pylist() for column in pairs.columns)
    scores = process.cpdist(one, other, scorer=fuzz.ratio, dtype=np.uint8)
    return pairs.append_column("similarity", pa.array(scores.reshape(-1), pa.int64()))

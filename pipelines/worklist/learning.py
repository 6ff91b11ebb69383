"""How a share is learned from few cases: each group leans on the larger one, as if that were `learning_weight` cases.

What does **not** belong here: which groups there are (`probabilities.sql`), and counting cases (`pipelines.disputes`).
"""

from __future__ import annotations

MACROS = """
CREATE OR REPLACE MACRO shrunk(hits, total, larger_share) AS
    CAST((coalesce(hits, 0) + getvariable('learning_weight') * larger_share)
        / (coalesce(total, 0) + getvariable('learning_weight')) AS DECIMAL(9, 6));
CREATE OR REPLACE MACRO bent(surplus, total) AS
    coalesce(CAST(surplus / (total + getvariable('learning_weight')) AS DECIMAL(9, 6)), 0);
CREATE OR REPLACE MACRO bounded(share) AS CAST(least(greatest(share, 0.01), 0.99) AS DECIMAL(9, 6));
"""
"""Shares are decimals of six places, so that no sum of them depends on the order of rows. None is ever 0 or 1."""

"""On what the type of a dispute rests, and how old it is: the features by which resolved cases tell about open ones.

What does **not** belong here: how explanations are found and weighed (`pipelines.explanations`); here their words are read.
"""

from __future__ import annotations

DOCUMENTED_CONFIDENCE = 0.8
"""A type is documented when papers show it, and nothing else fits so well that this sureness is missed."""

AGE_BANDS = (0, 7, 14, 30, 60, 120)
"""First day of each band of age; what is known of older cases is known of the youngest day of their band."""

_BANDS = " ".join(f"WHEN days >= {first_day} THEN {first_day}" for first_day in reversed(AGE_BANDS))
MACROS = f"""
CREATE OR REPLACE MACRO is_documented(confidence, basis) AS
    -- Arithmetic alone, the payer's own word and "tried in vain" rest on no paper: explanations begin with these words.
    coalesce(confidence >= {DOCUMENTED_CONFIDENCE} AND NOT (
        starts_with(basis, 'arithmetic:') OR starts_with(basis, 'the payer') OR starts_with(basis, 'tried:')
    ), FALSE);
CREATE OR REPLACE MACRO evidence_kind(is_contested, confidence, basis) AS
    CASE
        WHEN is_contested THEN 'contested'
        WHEN is_documented(confidence, basis) THEN 'documented'
        WHEN basis IS NULL OR starts_with(basis, 'tried:') THEN 'none'
        WHEN starts_with(basis, 'the payer') THEN 'stated'
        WHEN starts_with(basis, 'arithmetic:') THEN 'arithmetic'
        ELSE 'doubtful'
    END;
CREATE OR REPLACE MACRO age_band(days) AS CASE {_BANDS} END;
"""
"""`evidence_kind`: contested, documented, doubtful (papers, but rivals), stated (the payer's word), arithmetic, none."""

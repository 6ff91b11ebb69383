-- One row per shortfall and cause: its best signature plus what the payer says for it, and its share among the rivals.
-- key: shortfall_id, dispute_type, dispute_subtype
WITH weighed AS (
    SELECT
        shortfall_id,
        dispute_type,
        dispute_subtype,
        max(strength) FILTER (NOT is_said) AS signature,
        coalesce(sum(CAST(strength AS DECIMAL(9, 1))) FILTER (is_said), 0)::DOUBLE AS said,
        bool_or(rule = 'payer_code') AS is_coded,
        bool_or(is_documented) AS is_documented
    FROM (SELECT *, rule IN ('payer_code', 'payer_words') AS is_said FROM explanations)
    GROUP BY ALL
),

bounded AS (
    SELECT
        weighed.*,
        -- The payer's code for a neighbouring subtype backs this one too (what is other has no neighbours); reckoning alone does not beat a code.
        CASE
            WHEN stated_type IS NULL OR is_coded OR dispute_subtype = 'unexplained' THEN coalesce(signature, 0) + said
            WHEN stated_type = dispute_type AND dispute_type <> 'other' THEN coalesce(signature, 0) + said + scale_code_same_type()
            WHEN is_documented THEN signature + said
            ELSE least(coalesce(signature, 0) + said, scale_against_code())
        END AS weight
    FROM weighed
    JOIN shortfalls USING (shortfall_id)
)

SELECT
    *,
    round(least(
        2 ** weight / sum(CAST(2 ** weight AS DECIMAL(30, 6))) OVER (PARTITION BY shortfall_id),
        scale_confidence_most()), 4)::DOUBLE AS confidence,
    row_number() OVER (
        PARTITION BY shortfall_id ORDER BY weight DESC, is_documented DESC, dispute_type, dispute_subtype
    ) AS place
FROM bounded

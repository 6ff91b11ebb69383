-- One row per payer, type, subtype, evidence and age at the end: how resolved cases came out, tonight's among them.
-- key: payer_id, dispute_type?, dispute_subtype?, evidence_kind, age_band
WITH counted AS (
    SELECT
        payer_id,
        dispute_type,
        dispute_subtype,
        evidence_kind,
        age_band,
        valid_count,
        recovered_count,
        lost_count
    FROM known_outcomes
    UNION ALL
    SELECT
        outcome_payer_id,
        outcome_type,
        outcome_subtype,
        outcome_evidence,
        outcome_age_band,
        CAST(outcome = 'valid' AS INTEGER),
        CAST(outcome = 'recovered' AS INTEGER),
        CAST(outcome = 'lost' AS INTEGER)
    FROM book_cases
    WHERE outcome IS NOT NULL
    UNION ALL
    -- A case that came back, or came out otherwise, no longer counts as it did.
    SELECT
        outcome_payer_id,
        outcome_type,
        outcome_subtype,
        outcome_evidence,
        outcome_age_band,
        -CAST(outcome = 'valid' AS INTEGER),
        -CAST(outcome = 'recovered' AS INTEGER),
        -CAST(outcome = 'lost' AS INTEGER)
    FROM known_cases
    WHERE outcome IS NOT NULL
)

SELECT
    payer_id,
    dispute_type,
    dispute_subtype,
    evidence_kind,
    age_band,
    CAST(sum(valid_count) AS BIGINT) AS valid_count,
    CAST(sum(recovered_count) AS BIGINT) AS recovered_count,
    CAST(sum(lost_count) AS BIGINT) AS lost_count,
    TRUE AS is_live
FROM counted
GROUP BY payer_id, dispute_type, dispute_subtype, evidence_kind, age_band
HAVING sum(valid_count) <> 0 OR sum(recovered_count) <> 0 OR sum(lost_count) <> 0

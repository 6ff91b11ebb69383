-- One row per question, payer, type, subtype, evidence and band of age at the end, with its cases and how many were hits.
-- The questions: was the payer wrong (of all judged), and did a wrong payer pay.
-- key: question, payer_id, dispute_type?, dispute_subtype?, evidence_kind, age_band
SELECT
    payer_id,
    dispute_type,
    dispute_subtype,
    evidence_kind,
    age_band,
    unnest(['invalid', 'recovery']) AS question,
    unnest([recovered_count + lost_count, recovered_count]) AS hits,
    unnest([valid_count + recovered_count + lost_count, recovered_count + lost_count]) AS total
FROM book_outcomes

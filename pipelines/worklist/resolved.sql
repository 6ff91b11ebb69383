-- One row per payer, type, subtype, evidence and band of age at the end: how many cases were judged, payer wrong, recovered.
SELECT
    payer_id,
    dispute_type,
    dispute_subtype,
    evidence_kind,
    age_band,
    valid_count + recovered_count + lost_count AS judged_count,
    recovered_count + lost_count AS wrong_count,
    recovered_count
FROM outcomes

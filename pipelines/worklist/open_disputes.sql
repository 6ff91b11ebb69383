-- One row per open dispute: what valuing and ranking need of it.
SELECT
    variance_id,
    payer_id,
    currency,
    open_amount,
    dispute_type,
    dispute_subtype,
    is_contested,
    evidence[1].hypothesis AS hypothesis,
    opened_date,
    confidence >= getvariable('documented_confidence') AS is_documented
FROM variances
WHERE open_amount <> 0

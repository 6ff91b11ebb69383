-- One row per open dispute: what valuing and ranking need of it.
SELECT
    variance_id,
    payer_id,
    currency,
    open_amount,
    dispute_type,
    dispute_subtype,
    is_contested,
    concat_ws(': ', evidence[1].hypothesis, evidence[1].basis) AS cause,
    opened_date,
    -- Arithmetic alone, the payer's own word and "tried in vain" rest on no paper: explanations begin with these words.
    confidence >= getvariable('documented_confidence')
        AND NOT coalesce(regexp_matches(evidence[1].basis, '^(arithmetic:|the payer|tried:)'), TRUE) AS is_documented
FROM variances
WHERE open_amount <> 0

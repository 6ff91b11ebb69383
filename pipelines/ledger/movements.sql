-- One row per column of a dispute's ledger that moved tonight, and per dispute that came or was typed anew.
-- key: variance_id, event
WITH pairs AS (
    SELECT
        l.variance_id,
        l.outcome,
        l.dispute_type,
        l.dispute_subtype,
        e.dispute_type AS earlier_type,
        e.dispute_subtype AS earlier_subtype,
        coalesce(e.original_amount, 0) AS original_before,
        l.original_amount,
        l.credited_amount - coalesce(e.credited_amount, 0) AS credited,
        l.repaid_amount - coalesce(e.repaid_amount, 0) AS repaid,
        l.written_off_amount - coalesce(e.written_off_amount, 0) AS written_off,
        l.withdrawn_amount - coalesce(e.withdrawn_amount, 0) AS withdrawn
    FROM settled_variances AS l LEFT JOIN night_variances AS e USING (variance_id)
),

moved AS (
    SELECT
        variance_id,
        'opened' AS event,
        original_amount AS amount,
        dispute_type || ' / ' || dispute_subtype AS text
    FROM pairs
    WHERE original_before = 0 AND original_amount <> 0
    UNION ALL
    SELECT
        variance_id,
        'grown',
        original_amount - original_before,
        NULL
    FROM pairs
    WHERE original_before <> 0 AND original_amount <> original_before
    UNION ALL
    SELECT
        variance_id,
        'credited',
        credited,
        NULL
    FROM pairs
    UNION ALL
    SELECT
        variance_id,
        'repaid',
        repaid,
        NULL
    FROM pairs
    UNION ALL
    SELECT
        variance_id,
        'written_off',
        written_off,
        NULL
    FROM pairs
    UNION ALL
    SELECT
        variance_id,
        'withdrawn',
        withdrawn,
        NULL
    FROM pairs
)

SELECT
    variance_id,
    event,
    amount::BIGINT AS amount,
    text
FROM moved
WHERE amount <> 0
UNION ALL
SELECT
    variance_id,
    'reclassified',
    0,
    earlier_type || ' / ' || earlier_subtype || ' → ' || dispute_type || ' / ' || dispute_subtype
FROM pairs
WHERE outcome = 'dispute' AND original_before <> 0 AND (earlier_type, earlier_subtype) <> (dispute_type, dispute_subtype)

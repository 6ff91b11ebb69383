-- One row per piece that a return or refund takes back: the unapplied rest first, then the latest rows.
WITH held AS (
    SELECT source_no AS original_no, document_no, claim_key, amount, discount_amount, applied_date, invoice_number
    FROM prior WHERE source_no IS NOT NULL
), refunded AS (
    SELECT source_no, original_no, least(amount, unapplied_before) AS amount FROM reversals
), stacked AS (
    SELECT
        v.source_no, v.original_no, v.is_whole, h.document_no, h.claim_key, h.amount, h.discount_amount,
        v.amount - f.amount AS wanted,
        coalesce(sum(h.amount) FILTER (WHERE h.amount > 0) OVER (
            PARTITION BY v.source_no ORDER BY h.applied_date DESC, h.invoice_number DESC, h.claim_key DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM reversals AS v
    JOIN refunded AS f USING (source_no, original_no)
    JOIN held AS h USING (original_no)
    WHERE NOT (h.document_no IS NULL AND h.amount > 0)
)
SELECT
    source_no, original_no, document_no, claim_key,
    CASE WHEN is_whole THEN -amount ELSE -least(amount, wanted - before) END AS amount,
    CASE WHEN is_whole OR wanted - before >= amount THEN -discount_amount ELSE 0 END AS discount_amount,
    is_whole OR wanted - before >= amount AS is_all_of_it,
    'reversal' AS method
FROM stacked WHERE is_whole OR (amount > 0 AND before < wanted)
UNION ALL
SELECT source_no, original_no, NULL, '', -amount, 0, false, 'refund' FROM refunded WHERE amount > 0
UNION ALL
SELECT original_no, original_no, NULL, '', amount, 0, false, 'refund' FROM refunded WHERE amount > 0

-- One row per piece that a return or refund takes back: the unapplied rest first, then the latest rows.
WITH standing_rows AS (
    -- What a payment put somewhere, less what earlier returns of it took back there.
    SELECT source_no AS original_no, document_no, claim_key, amount, discount_amount, applied_date, invoice_number
    FROM prior WHERE source_no IS NOT NULL
    UNION ALL
    SELECT o.source_no, p.document_no, p.claim_key, p.amount, p.discount_amount, NULL, p.invoice_number
    FROM prior AS p
    JOIN sources AS r USING (source_no)
    JOIN sources AS o ON o.company_code = r.company_code AND o.payment_id = r.reverses_payment_id
    WHERE p.method <> 'refund'
), held AS (
    SELECT original_no, document_no, claim_key, sum(amount)::BIGINT AS amount, sum(discount_amount)::BIGINT AS discount_amount,
        max(applied_date) AS applied_date, any_value(invoice_number) AS invoice_number
    FROM standing_rows
    GROUP BY original_no, document_no, claim_key
    HAVING (sum(amount) <> 0 OR sum(discount_amount) <> 0) AND NOT (document_no IS NULL AND sum(amount) > 0)
), stacked AS (
    SELECT
        v.source_no, v.original_no, v.is_whole, v.low, v.low + v.amount AS high,
        h.document_no, h.claim_key, h.amount, h.discount_amount,
        v.unapplied_before + coalesce(sum(greatest(h.amount, 0)) OVER (
            PARTITION BY v.source_no ORDER BY h.applied_date DESC NULLS LAST, h.invoice_number DESC, h.claim_key DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS start
    FROM reversals AS v JOIN held AS h USING (original_no)
), taken AS (
    SELECT
        *,
        CASE
            WHEN amount <= 0 THEN CASE WHEN is_whole THEN amount ELSE 0 END
            WHEN is_whole THEN greatest(0, start + amount - greatest(start, low))
            ELSE greatest(0, least(start + amount, high) - greatest(start, low))
        END AS take,
        is_whole OR high >= start + amount AS is_all_of_it
    FROM stacked
), refunded AS (
    SELECT source_no, original_no, greatest(0, least(unapplied_before, low + amount) - low) AS amount FROM reversals
)
SELECT
    source_no, original_no, document_no, claim_key, -take AS amount,
    CASE WHEN is_all_of_it THEN -discount_amount ELSE 0 END AS discount_amount,
    is_all_of_it, 'reversal' AS method
FROM taken WHERE take <> 0 OR (is_all_of_it AND discount_amount <> 0)
UNION ALL
SELECT source_no, original_no, NULL, '', -amount, 0, false, 'refund' FROM refunded WHERE amount > 0
UNION ALL
SELECT original_no, original_no, NULL, '', amount, 0, false, 'refund' FROM refunded WHERE amount > 0

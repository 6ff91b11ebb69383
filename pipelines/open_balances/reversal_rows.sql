-- One row per piece that a return or refund takes back: the unapplied rest first, then the latest rows; the return that
-- makes it whole takes all that is left. One that is sent again takes the difference to what it took before.
-- key: receipt_no, original_no, document_no?, claim_key, method
WITH held AS (
    SELECT
        o.receipt_no AS original_no,
        p.document_no,
        p.claim_key,
        sum(p.amount)::BIGINT AS amount,
        sum(p.discount_amount)::BIGINT AS discount_amount,
        max(p.applied_date) AS applied_date,
        any_value(p.invoice_number) AS invoice_number
    FROM prior_allocations AS p
    JOIN receipts AS s USING (receipt_no)
    JOIN receipts AS o
        ON
            o.receipt_no = s.receipt_no
            OR (o.company_code = s.company_code AND o.payment_id = s.reverses_payment_id)
    WHERE p.receipt_no NOT IN (SELECT receipt_no FROM reversals)
    GROUP BY o.receipt_no, p.document_no, p.claim_key
    HAVING sum(p.amount) <> 0 OR sum(p.discount_amount) <> 0
),

refunded AS (
    -- With claims taken off it, more than a payment's amount may be unapplied.
    SELECT
        *,
        greatest(before - unapplied_before, 0) AS low,
        least(CASE WHEN is_whole THEN unapplied_before ELSE amount END, greatest(unapplied_before - before, 0)) AS refund
    FROM reversals
),

stacked AS (
    SELECT
        v.receipt_no,
        v.original_no,
        v.is_whole,
        h.document_no,
        h.claim_key,
        h.amount,
        h.discount_amount,
        v.low,
        v.low + v.amount - v.refund AS high,
        coalesce(sum(greatest(h.amount, 0)) OVER (
            PARTITION BY v.receipt_no ORDER BY h.applied_date DESC, h.invoice_number DESC, h.claim_key DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS position
    FROM refunded AS v JOIN held AS h USING (original_no)
    WHERE NOT (h.document_no IS NULL AND h.claim_key = '')
),

reversed_amounts AS (
    SELECT
        *,
        CASE WHEN is_whole THEN 0 ELSE greatest(0, least(high, position + amount) - greatest(low, position)) END AS part,
        CASE
            WHEN amount > 0 AND NOT is_whole AND high >= position + amount AND low < position + amount
                THEN discount_amount
            ELSE 0
        END AS discount_part
    FROM stacked
),

reversed_pieces AS (
    SELECT
        receipt_no,
        original_no,
        document_no,
        claim_key,
        is_whole,
        CASE WHEN is_whole THEN amount - sum(part) OVER piece ELSE part END AS amount,
        CASE WHEN is_whole THEN discount_amount - sum(discount_part) OVER piece ELSE discount_part END AS discount_amount,
        is_whole OR (amount > 0 AND high >= position + amount AND low < position + amount) AS is_all_of_it
    FROM reversed_amounts
    WINDOW piece AS (PARTITION BY original_no, document_no, claim_key)
),

rows AS (
    SELECT
        receipt_no,
        original_no,
        document_no,
        claim_key,
        -amount AS amount,
        -discount_amount AS discount_amount,
        is_all_of_it,
        'reversal' AS method
    FROM reversed_pieces
    UNION ALL
    SELECT
        unnest([receipt_no, original_no]),
        original_no,
        NULL,
        '',
        unnest([-refund, refund]),
        0,
        FALSE,
        'refund'
    FROM refunded
    UNION ALL
    SELECT
        v.receipt_no,
        v.original_no,
        p.document_no,
        p.claim_key,
        -p.amount,
        -p.discount_amount,
        FALSE,
        p.method
    FROM prior_allocations AS p JOIN reversals AS v USING (receipt_no)
    UNION ALL
    SELECT
        original_no,
        original_no,
        NULL,
        '',
        -refunded_before,
        0,
        FALSE,
        'refund'
    FROM reversals
)

SELECT
    receipt_no,
    original_no,
    document_no,
    claim_key,
    sum(amount)::BIGINT AS amount,
    sum(discount_amount)::BIGINT AS discount_amount,
    bool_or(is_all_of_it) AS is_all_of_it,
    method
FROM rows
GROUP BY receipt_no, original_no, document_no, claim_key, method
HAVING sum(amount) <> 0 OR sum(discount_amount) <> 0

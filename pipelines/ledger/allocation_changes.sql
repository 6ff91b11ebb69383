-- One row per source, document, claim and method: what tonight adds to what already stands.
-- key: receipt_no, document_no?, claim_key, method
WITH wanted AS (
    SELECT
        receipt_no,
        document_no,
        claim_key,
        sum(amount)::BIGINT AS amount,
        sum(discount_amount)::BIGINT AS discount_amount,
        any_value(method ORDER BY abs(amount) DESC, method) AS method,
        min(confidence) AS confidence,
        min(remittance_id) AS remittance_id,
        min(remittance_line_number) AS remittance_line_number,
        bool_or(is_posted) AS is_posted,
        min(claim_number) AS claim_number
    FROM target_allocations
    GROUP BY receipt_no, document_no, claim_key
),

standing_rows AS (
    SELECT
        p.receipt_no,
        p.document_no,
        p.claim_key,
        sum(p.amount)::BIGINT AS amount,
        sum(p.discount_amount)::BIGINT AS discount_amount
    FROM prior_allocations AS p JOIN receipts AS s USING (receipt_no)
    WHERE s.mode = 'full' AND p.method <> 'refund'
    GROUP BY ALL
),

changed_rows AS (
    SELECT
        coalesce(w.receipt_no, p.receipt_no) AS receipt_no,
        coalesce(w.document_no, p.document_no) AS document_no,
        coalesce(w.claim_key, p.claim_key) AS claim_key,
        coalesce(w.amount, 0) - coalesce(p.amount, 0) AS amount,
        coalesce(w.discount_amount, 0) - coalesce(p.discount_amount, 0) AS discount_amount,
        CASE WHEN p.receipt_no IS NULL THEN w.method ELSE 'correction_' || coalesce(w.method, 'withdrawn') END AS method,
        coalesce(w.confidence, 1.0) AS confidence,
        w.remittance_id,
        w.remittance_line_number,
        coalesce(w.is_posted, FALSE) AS is_posted,
        w.claim_number
    FROM wanted AS w
    FULL JOIN standing_rows
        AS p ON p.receipt_no = w.receipt_no AND p.claim_key = w.claim_key
    AND p.document_no IS NOT DISTINCT FROM w.document_no
),

restated_rows AS (
    SELECT
        receipt_no,
        document_no,
        -amount AS amount,
        0 AS discount_amount
    FROM restated_money
    UNION ALL
    SELECT
        max(p.receipt_no),
        document_no,
        0,
        -any_value(r.amount)
    FROM restated_discounts AS r JOIN prior_allocations AS p USING (document_no) JOIN receipts AS s USING (receipt_no)
    WHERE p.discount_amount > 0 AND s.mode <> 'full'
    GROUP BY document_no
)

FROM changed_rows
WHERE amount <> 0 OR discount_amount <> 0
UNION ALL BY NAME
SELECT
    receipt_no,
    document_no,
    claim_key,
    sum(amount)::BIGINT AS amount,
    sum(discount_amount)::BIGINT AS discount_amount,
    method,
    1.0 AS confidence,
    FALSE AS is_posted
FROM (
    SELECT
        receipt_no,
        document_no,
        claim_key,
        amount,
        discount_amount,
        method
    FROM reversal_rows
    UNION ALL
    SELECT
        receipt_no,
        document_no,
        '',
        amount,
        discount_amount,
        method
    FROM moved_returns
)
GROUP BY receipt_no, document_no, claim_key, method
HAVING sum(amount) <> 0 OR sum(discount_amount) <> 0
UNION ALL BY NAME
SELECT
    receipt_no,
    document_no,
    '' AS claim_key,
    sum(amount)::BIGINT AS amount,
    sum(discount_amount)::BIGINT AS discount_amount,
    'restatement' AS method,
    1.0 AS confidence,
    FALSE AS is_posted
FROM restated_rows
GROUP BY receipt_no, document_no

-- One row per deduction that a credit memo may settle: those found tonight, and the open disputes of earlier nights.
-- key: difference_no?, variance_id?
WITH repaid AS (
    SELECT
        variance_id,
        sum(amount)::BIGINT AS amount
    FROM repayments
    GROUP BY ALL
)

SELECT
    difference_no,
    NULL::VARCHAR AS variance_id,
    f.document_no,
    f.company_code,
    f.group_id,
    f.currency,
    f.claim_number,
    o.amount - coalesce(r.amount, 0) AS amount,
    TRUE AS is_fresh,
    g.night AS opened_date
FROM differences AS f
JOIN openable AS o USING (difference_no)
LEFT JOIN matched_variances AS m USING (difference_no)
LEFT JOIN repaid AS r ON r.variance_id = m.variance_id,
    settings AS g
WHERE f.slot IN ('deduction', 'discount') AND o.amount > coalesce(r.amount, 0)
UNION ALL
SELECT
    NULL,
    d.variance_id,
    d.document_no,
    d.company_code,
    d.group_id,
    d.currency,
    d.claim_number,
    d.open_amount - coalesce(r.amount, 0),
    FALSE,
    d.opened_date
FROM disputes AS d
LEFT JOIN repaid AS r USING (variance_id)
WHERE
    d.holds_document AND d.open_amount > coalesce(r.amount, 0) AND coalesce(d.receipt_mode, 'idle') <> 'full'
    AND d.variance_id NOT IN (SELECT variance_id FROM returned_variances)
    AND d.variance_id NOT IN (SELECT variance_id FROM restated_disputes)

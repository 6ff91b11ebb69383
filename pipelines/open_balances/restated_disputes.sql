-- One row per dispute that a lower gross withdraws, latest first, and how much of it.
-- key: variance_id
SELECT
    variance_id,
    document_no,
    least(open_amount, from_disputes - before) AS amount
FROM (
    SELECT
        d.variance_id,
        d.document_no,
        d.open_amount,
        r.from_disputes,
        coalesce(sum(d.open_amount) OVER (
            PARTITION BY d.document_no ORDER BY d.opened_date DESC, d.variance_id DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM disputes AS d JOIN restated AS r USING (document_no)
    WHERE
        d.holds_document AND coalesce(d.receipt_mode, 'idle') <> 'full'
        AND d.variance_id NOT IN (SELECT variance_id FROM returned_variances)
)
WHERE before < from_disputes

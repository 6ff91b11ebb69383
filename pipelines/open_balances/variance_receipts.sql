-- One row per variance in play whose payment, or whose advice that needs no money, is a source in play.
-- key: variance_id
SELECT
    v.variance_id,
    s.receipt_no,
    s.mode
FROM standing_variances AS v JOIN receipts AS s ON s.company_code = v.company_code AND s.payment_id = v.payment_id
UNION ALL
SELECT
    v.variance_id,
    s.receipt_no,
    s.mode
FROM standing_variances AS v
JOIN
    (
        SELECT * FROM receipts
        WHERE is_moneyless QUALIFY count(*) OVER (PARTITION BY remittance_id) = 1
    ) AS s
    USING (remittance_id)
WHERE v.payment_id IS NULL

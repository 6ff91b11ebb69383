-- One row per open dispute within the limits of a write-off; `is_audited`: it is looked into all the same.
-- A limit in percent says nothing about a claim without a document, and so allows none.
-- key: place
SELECT
    d.place,
    CAST('0x' || left(md5('audit ' || v.variance_id), 8) AS UBIGINT) % 10000
    < getvariable('write_off_audit_percent') * 100 AS is_audited
FROM (
    -- Most are above every limit, and need not be looked up.
    SELECT *
    FROM open_disputes
    WHERE open_amount > 0 AND reporting_open_amount <= (SELECT max(coalesce(amount, 1e15)) FROM write_off_scopes)
) AS d
INNER JOIN book_variances AS v ON v.place = d.place
INNER JOIN write_off_scopes AS s
    ON s.company_code = d.company_code AND s.payer_id = d.payer_id AND s.dispute_type = d.dispute_type
WHERE
    (s.amount IS NULL OR d.reporting_open_amount <= s.amount)
    AND d.age_days >= s.min_age_days
    AND (s.percent IS NULL OR d.place IN (
        SELECT o.place
        FROM open_disputes AS o
        INNER JOIN write_off_scopes AS l USING (company_code, payer_id, dispute_type)
        INNER JOIN book_documents AS b USING (company_code, invoice_number)
        WHERE CAST(o.open_amount AS HUGEINT) * 100 <= l.percent * b.gross_amount
    ))
    AND d.payer_id NOT IN (SELECT payer_id FROM repeat_offenders)

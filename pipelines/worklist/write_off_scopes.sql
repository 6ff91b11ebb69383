-- One row per company, payer and type of a dispute at hand: its limits, of all entries of the policy the most restrictive.
-- key: company_code, payer_id, dispute_type?
WITH scopes AS (
    SELECT DISTINCT
        company_code,
        payer_id,
        dispute_type
    FROM book_variances
    WHERE opened_date IS NOT NULL
)

SELECT
    s.company_code,
    s.payer_id,
    s.dispute_type,
    min(l.amount) AS amount,
    min(l.percent) AS percent,
    max(l.min_age_days) AS min_age_days
FROM scopes AS s INNER JOIN write_off_limits AS l
    ON
        coalesce(l.company_code = s.company_code, TRUE)
        AND coalesce(l.payer_id = s.payer_id, TRUE)
        AND coalesce(l.dispute_type = s.dispute_type, TRUE)
GROUP BY s.company_code, s.payer_id, s.dispute_type

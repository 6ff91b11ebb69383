-- One row per payer that takes small amounts again and again: disputes within their limit, closed ones too.
-- key: payer_id
SELECT
    v.payer_id,
    count(*) AS dispute_count
FROM book_variances AS v
INNER JOIN write_off_scopes AS s
    ON s.company_code = v.company_code AND s.payer_id = v.payer_id AND s.dispute_type = v.dispute_type
INNER JOIN currency_terms AS t ON t.currency = v.currency
WHERE
    v.original_amount > 0
    AND v.opened_date > getvariable('night') - CAST(getvariable('repeat_offender_days') AS INTEGER)
    AND (s.amount IS NULL OR reporting_value(v.original_amount, v.currency, t.rate) <= s.amount)
GROUP BY v.payer_id
HAVING count(*) >= getvariable('repeat_offender_count')

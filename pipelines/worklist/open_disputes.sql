-- One row per open dispute: what judging, valuing and ranking need of it. `place`: its variance's in the book, in the
-- order of ids.
-- key: place
SELECT
    v.place,
    v.company_code,
    v.invoice_number,
    v.payer_id,
    v.currency,
    v.original_amount,
    v.open_amount,
    reporting_value(v.open_amount, v.currency, t.rate) AS reporting_open_amount,
    v.dispute_type,
    v.dispute_subtype,
    v.is_contested,
    v.opened_date,
    getvariable('night') - v.opened_date AS age_days,
    age_band(getvariable('night') - v.opened_date) AS age_band,
    is_documented(v.confidence, v.evidence_source) AS is_documented,
    evidence_kind(v.is_contested, v.confidence, v.evidence_source) AS evidence_kind
FROM book_variances AS v LEFT JOIN currency_terms AS t ON t.currency = v.currency
WHERE v.open_amount <> 0

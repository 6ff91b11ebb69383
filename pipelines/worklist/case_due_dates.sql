-- One row per open dispute that a rule for due dates is about: the entry that names most of it, then the first.
-- key: place
WITH scopes AS (
    SELECT DISTINCT
        payer_id,
        dispute_type
    FROM open_disputes
),

chosen AS (
    SELECT
        s.payer_id,
        s.dispute_type,
        r.rule_number,
        r.days,
        r.from_amount,
        r.from_age_days,
        CAST(r.payer_id IS NOT NULL AS INTEGER) + CAST(r.dispute_type IS NOT NULL AS INTEGER)
        + CAST(r.from_amount IS NOT NULL AS INTEGER) + CAST(r.from_age_days IS NOT NULL AS INTEGER) AS named_count
    FROM scopes AS s INNER JOIN due_rules AS r
        ON coalesce(r.payer_id = s.payer_id, TRUE) AND coalesce(r.dispute_type = s.dispute_type, TRUE)
)

SELECT
    d.place,
    d.opened_date + CAST(c.days AS INTEGER) AS due_date
FROM open_disputes AS d
INNER JOIN chosen AS c ON c.payer_id = d.payer_id AND c.dispute_type = d.dispute_type
LEFT JOIN currency_terms AS t ON t.currency = d.currency
WHERE (
    c.from_amount IS NULL
    OR coalesce(abs(reporting_value(d.original_amount, d.currency, t.rate)) >= c.from_amount, FALSE)
)
AND d.age_days >= coalesce(c.from_age_days, 0)
QUALIFY row_number() OVER (
    PARTITION BY d.place
    ORDER BY c.named_count DESC, c.from_age_days DESC NULLS LAST, c.from_amount DESC NULLS LAST, c.rule_number
) = 1

-- One row per fact of the night, payer, dispute type (null where it has none) and currency.
WITH received AS (
    SELECT *, coalesce(known_payer_id, payer_id) AS owner_payer_id
    FROM book_payments
    WHERE arrived_date = getvariable('night') AND amount > 0 AND reverses_payment_id IS NULL
),

applied AS (
    SELECT
        company_code,
        payment_id,
        coalesce(sum(amount) FILTER (NOT list_contains(getvariable('posting_methods'), method)), 0) AS matched_amount,
        bool_or(list_contains(getvariable('posting_methods'), method)) AS is_posted,
        bool_and(list_contains(getvariable('first_tier_methods'), method)) AS is_first_tier
    FROM allocations
    WHERE payment_id IS NOT NULL
    GROUP BY company_code, payment_id
),

matched AS (
    SELECT
        r.owner_payer_id,
        r.currency,
        coalesce(a.matched_amount, 0) AS matched_amount,
        r.unapplied_amount = 0 AND a.payment_id IS NOT NULL AND NOT a.is_posted AS is_matched,
        r.unapplied_amount = 0 AND coalesce(a.is_first_tier, FALSE) AS is_first_pass
    FROM received AS r LEFT JOIN applied AS a USING (company_code, payment_id)
),

cases AS (
    SELECT
        v.variance_id,
        v.payer_id,
        v.dispute_type,
        v.currency,
        v.opened_date,
        to_money(v.original_amount, v.currency) AS original_amount
    FROM book_variances AS v
    WHERE v.opened_date IS NOT NULL
),

days AS (
    SELECT least(getvariable('settled_memory_nights'), getvariable('night') - min(opened_date) + 1) AS day_count
    FROM cases
),

facts AS (
    SELECT 'received_count' AS fact, owner_payer_id AS payer_id, NULL AS dispute_type, currency, 1 AS amount
    FROM received
    UNION ALL
    SELECT 'received', owner_payer_id, NULL, currency, to_money(amount, currency) FROM received
    UNION ALL
    SELECT 'matched_count', owner_payer_id, NULL, currency, CAST(is_matched AS INTEGER) FROM matched
    UNION ALL
    SELECT 'matched', owner_payer_id, NULL, currency, matched_amount FROM matched
    UNION ALL
    SELECT 'first_pass_count', owner_payer_id, NULL, currency, CAST(is_first_pass AS INTEGER) FROM matched
    UNION ALL
    SELECT 'unapplied_count', payer_id, NULL, currency, 1 FROM unapplied_payments
    UNION ALL
    SELECT 'unapplied', payer_id, NULL, currency, amount FROM unapplied_payments
    UNION ALL
    SELECT 'invoiced', payer_id, NULL, currency, to_money(gross_amount, currency) FROM book_documents
    WHERE arrived_date = getvariable('night') AND document_type = 'invoice' AND NOT coalesce(is_cancelled, FALSE)
    UNION ALL
    SELECT 'open_count', payer_id, dispute_type, currency, 1 FROM worklist
    UNION ALL
    SELECT 'open', payer_id, dispute_type, currency, open_amount FROM worklist WHERE open_amount > 0
    UNION ALL
    SELECT 'held', payer_id, dispute_type, currency, -open_amount FROM worklist WHERE open_amount < 0
    UNION ALL
    SELECT 'open_unexplained', payer_id, dispute_type, currency, open_amount FROM worklist
    WHERE open_amount > 0 AND dispute_subtype = 'unexplained'
    UNION ALL
    SELECT 'open_contested', payer_id, dispute_type, currency, open_amount FROM worklist
    WHERE open_amount > 0 AND is_contested
    UNION ALL
    SELECT 'open_by_days', payer_id, dispute_type, currency, open_amount * day_count FROM worklist, days
    WHERE open_amount > 0
    UNION ALL
    SELECT 'opened_count', payer_id, dispute_type, currency, 1 FROM cases WHERE opened_date = getvariable('night')
    UNION ALL
    SELECT 'opened', payer_id, dispute_type, currency, original_amount FROM cases
    WHERE opened_date = getvariable('night') AND original_amount > 0
    UNION ALL
    SELECT 'opened_recently', payer_id, dispute_type, currency, original_amount FROM cases, days
    WHERE original_amount > 0 AND getvariable('night') - opened_date < day_count
    UNION ALL
    SELECT h.event, c.payer_id, c.dispute_type, c.currency, h.amount
    FROM dispute_history AS h INNER JOIN cases AS c ON c.variance_id = h.dispute_id
    WHERE h.event IN ('credited', 'repaid', 'written_off', 'withdrawn') AND c.original_amount > 0
    UNION ALL
    SELECT 'closed_count', c.payer_id, c.dispute_type, c.currency, 1
    FROM dispute_history AS h INNER JOIN cases AS c ON c.variance_id = h.dispute_id
    WHERE h.event = 'closed'
    UNION ALL
    SELECT 'closed_days', c.payer_id, c.dispute_type, c.currency, getvariable('night') - c.opened_date
    FROM dispute_history AS h INNER JOIN cases AS c ON c.variance_id = h.dispute_id
    WHERE h.event = 'closed'
)

SELECT fact, payer_id, dispute_type, currency, sum(CAST(amount AS DECIMAL(38, 3))) AS amount
FROM facts
GROUP BY fact, payer_id, dispute_type, currency

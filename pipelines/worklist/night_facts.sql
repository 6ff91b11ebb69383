-- One row per fact of the night, payer, dispute type, owner (null where it has none) and currency.
-- key: fact, payer_id?, dispute_type?, owner?, currency
WITH received AS (
    SELECT
        *,
        coalesce(known_payer_id, payer_id) AS owner_payer_id
    FROM book_payments
    WHERE arrived_date = getvariable('night') AND amount > 0 AND reverses_payment_id IS NULL
),

night_pieces AS (
    SELECT
        *,
        is_posting_method(method) AS is_posted
    FROM allocations
    WHERE payment_id IS NOT NULL
),

applied AS (
    SELECT
        company_code,
        payment_id,
        coalesce(sum(amount) FILTER (NOT is_posted), 0) AS matched_amount,
        bool_or(is_posted) AS is_posted,
        bool_and(is_first_tier_method(method)) AS is_first_tier
    FROM night_pieces
    GROUP BY company_code, payment_id
),

matched AS (
    SELECT
        r.owner_payer_id,
        r.currency,
        r.unapplied_amount,
        coalesce(a.matched_amount, 0) AS matched_amount,
        r.unapplied_amount = 0 AND a.payment_id IS NOT NULL AND NOT a.is_posted AS is_matched,
        r.unapplied_amount = 0 AND coalesce(a.is_first_tier, FALSE) AS is_first_pass
    FROM received AS r LEFT JOIN applied AS a USING (company_code, payment_id)
),

-- What tonight took off documents again that we had put there: corrections, not returns by the bank.
taken_back AS (
    SELECT
        payer_id,
        currency,
        -amount AS amount
    FROM night_pieces
    WHERE starts_with(method, 'correction_') AND amount < 0
),

auto_applied AS (
    SELECT
        d.payer_id,
        d.currency,
        to_money(a.amount, d.currency) AS amount
    FROM book_applications AS a INNER JOIN book_documents AS d USING (company_code, invoice_number)
    WHERE a.payment_id IS NOT NULL AND a.amount > 0 AND NOT a.is_posted
),

invoices AS (
    SELECT
        payer_id,
        currency,
        arrived_date,
        to_money(gross_amount, currency) AS amount
    FROM book_documents
    WHERE document_type = 'invoice' AND NOT coalesce(is_cancelled, FALSE)
),

receivables AS (
    SELECT
        payer_id,
        currency,
        due_date,
        open_amount + disputed_amount AS amount
    FROM open_items
),

days AS (
    SELECT
        least(getvariable('settled_memory_nights'), getvariable('night') - min(opened_date) + 1) AS day_count,
        (
            SELECT least(getvariable('settled_memory_nights'), getvariable('night') - min(arrived_date) + 1) FROM invoices
        ) AS sales_day_count
    FROM measured_cases
),

facts AS (
    SELECT
        'received_count' AS fact,
        owner_payer_id AS payer_id,
        NULL AS dispute_type,
        NULL AS owner,
        currency,
        1 AS amount
    FROM received
    UNION ALL
    SELECT
        'received',
        owner_payer_id,
        NULL,
        NULL,
        currency,
        to_money(amount, currency)
    FROM received
    UNION ALL
    SELECT
        'matched_count',
        owner_payer_id,
        NULL,
        NULL,
        currency,
        CAST(is_matched AS INTEGER)
    FROM matched
    UNION ALL
    SELECT
        'matched',
        owner_payer_id,
        NULL,
        NULL,
        currency,
        matched_amount
    FROM matched
    UNION ALL
    SELECT
        'first_pass_count',
        owner_payer_id,
        NULL,
        NULL,
        currency,
        CAST(is_first_pass AS INTEGER)
    FROM matched
    UNION ALL
    SELECT
        'line_count',
        payer_id,
        NULL,
        NULL,
        currency,
        1
    FROM night_pieces
    WHERE amount > 0
    UNION ALL
    SELECT
        'line_count',
        owner_payer_id,
        NULL,
        NULL,
        currency,
        1
    FROM matched
    WHERE unapplied_amount > 0
    UNION ALL
    SELECT
        'matched_line_count',
        payer_id,
        NULL,
        NULL,
        currency,
        1
    FROM night_pieces
    WHERE amount > 0 AND NOT is_posted
    UNION ALL
    SELECT
        'auto_applied',
        payer_id,
        NULL,
        NULL,
        currency,
        amount
    FROM auto_applied
    UNION ALL
    SELECT
        'auto_applied',
        payer_id,
        NULL,
        NULL,
        currency,
        amount
    FROM taken_back
    UNION ALL
    SELECT
        'auto_kept',
        payer_id,
        NULL,
        NULL,
        currency,
        amount
    FROM auto_applied
    UNION ALL
    SELECT
        'unapplied_count',
        payer_id,
        NULL,
        NULL,
        currency,
        1
    FROM unapplied_payments
    UNION ALL
    SELECT
        'unapplied',
        payer_id,
        NULL,
        NULL,
        currency,
        amount
    FROM unapplied_payments
    UNION ALL
    SELECT
        'invoiced',
        payer_id,
        NULL,
        NULL,
        currency,
        amount
    FROM invoices
    WHERE arrived_date = getvariable('night')
    UNION ALL
    SELECT
        'sold',
        payer_id,
        NULL,
        NULL,
        currency,
        amount
    FROM invoices, days
    WHERE getvariable('night') - arrived_date < sales_day_count
    UNION ALL
    SELECT
        'receivable_by_days',
        payer_id,
        NULL,
        NULL,
        currency,
        amount * sales_day_count
    FROM receivables, days
    UNION ALL
    SELECT
        'current_by_days',
        payer_id,
        NULL,
        NULL,
        currency,
        amount * sales_day_count
    FROM receivables, days
    WHERE due_date >= getvariable('night')
    UNION ALL
    SELECT
        'overdue_by_days',
        payer_id,
        NULL,
        NULL,
        currency,
        amount * sales_day_count
    FROM receivables, days
    WHERE due_date < getvariable('night')
    UNION ALL
    SELECT
        unnest(['collected', 'collectible']),
        payer_id,
        NULL,
        NULL,
        currency,
        open_amount + disputed_amount
    FROM open_items_before
    UNION ALL
    SELECT
        unnest(['collected', 'collectible']),
        payer_id,
        NULL,
        NULL,
        currency,
        amount
    FROM invoices
    WHERE arrived_date = getvariable('night')
    UNION ALL
    SELECT
        'collected',
        payer_id,
        NULL,
        NULL,
        currency,
        -amount
    FROM receivables
    UNION ALL
    SELECT
        'collectible',
        payer_id,
        NULL,
        NULL,
        currency,
        -amount
    FROM receivables
    WHERE due_date >= getvariable('night')
    UNION ALL
    SELECT
        'open_count',
        payer_id,
        dispute_type,
        owner,
        currency,
        1
    FROM worklist
    UNION ALL
    SELECT
        'open',
        payer_id,
        dispute_type,
        owner,
        currency,
        open_amount
    FROM worklist
    WHERE open_amount > 0
    UNION ALL
    SELECT
        'held',
        payer_id,
        dispute_type,
        owner,
        currency,
        -open_amount
    FROM worklist
    WHERE open_amount < 0
    UNION ALL
    SELECT
        'expected',
        payer_id,
        dispute_type,
        owner,
        currency,
        expected_recovery
    FROM worklist
    WHERE expected_recovery > 0
    UNION ALL
    SELECT
        'open_unexplained',
        payer_id,
        dispute_type,
        owner,
        currency,
        open_amount
    FROM worklist
    WHERE open_amount > 0 AND dispute_subtype = 'unexplained'
    UNION ALL
    SELECT
        'open_contested',
        payer_id,
        dispute_type,
        owner,
        currency,
        open_amount
    FROM worklist
    WHERE open_amount > 0 AND is_contested
    UNION ALL
    SELECT
        'overdue_count',
        payer_id,
        dispute_type,
        owner,
        currency,
        1
    FROM worklist
    WHERE due_date < getvariable('night')
    UNION ALL
    SELECT
        'window_missed_count',
        payer_id,
        dispute_type,
        owner,
        currency,
        1
    FROM worklist
    WHERE window_closes < getvariable('night')
    UNION ALL
    SELECT
        'open_by_days',
        payer_id,
        dispute_type,
        owner,
        currency,
        open_amount * day_count
    FROM worklist, days
    WHERE
        open_amount > 0 AND dispute_subtype NOT IN (
            SELECT dispute_subtype FROM subtypes
            WHERE is_posting_error
        )
    UNION ALL
    SELECT
        'opened_count',
        payer_id,
        dispute_type,
        owner,
        currency,
        1
    FROM measured_cases
    WHERE opened_date = getvariable('night')
    UNION ALL
    SELECT
        'opened',
        payer_id,
        dispute_type,
        owner,
        currency,
        original_amount
    FROM measured_cases
    WHERE opened_date = getvariable('night') AND is_deduction
    UNION ALL
    SELECT
        'opened_recently',
        payer_id,
        dispute_type,
        owner,
        currency,
        original_amount
    FROM measured_cases, days
    WHERE is_deduction AND getvariable('night') - opened_date < day_count
    UNION ALL
    SELECT
        'deducted',
        payer_id,
        dispute_type,
        owner,
        currency,
        original_amount
    FROM measured_cases
    WHERE is_deduction
    UNION ALL
    SELECT
        'denied',
        payer_id,
        dispute_type,
        owner,
        currency,
        original_amount
    FROM measured_cases
    WHERE is_deduction AND is_invalid
    UNION ALL
    SELECT
        'denied_repaid',
        payer_id,
        dispute_type,
        owner,
        currency,
        repaid_amount
    FROM measured_cases
    WHERE is_deduction AND is_invalid
    UNION ALL
    SELECT
        'given_up',
        payer_id,
        dispute_type,
        owner,
        currency,
        written_off_amount
    FROM measured_cases
    WHERE is_deduction
    UNION ALL
    SELECT
        'decided_count',
        payer_id,
        dispute_type,
        owner,
        currency,
        1
    FROM measured_cases
    WHERE outcome IS NOT NULL
    UNION ALL
    SELECT
        'won_count',
        payer_id,
        dispute_type,
        owner,
        currency,
        1
    FROM measured_cases
    WHERE outcome = 'recovered'
    UNION ALL
    SELECT
        h.event,
        c.payer_id,
        c.dispute_type,
        c.owner,
        c.currency,
        h.amount
    FROM dispute_history AS h INNER JOIN measured_cases AS c ON c.variance_id = h.dispute_id
    WHERE h.event IN ('credited', 'repaid', 'written_off', 'withdrawn') AND c.is_deduction
    UNION ALL
    SELECT
        'reopened_count',
        c.payer_id,
        c.dispute_type,
        c.owner,
        c.currency,
        1
    FROM dispute_history AS h INNER JOIN measured_cases AS c ON c.variance_id = h.dispute_id
    WHERE h.to_status = 'reopened'
    UNION ALL
    SELECT
        unnest(['closed_count', 'closed_days']),
        payer_id,
        dispute_type,
        owner,
        currency,
        unnest([1, cycle_days])
    FROM closed_tonight
)

SELECT
    fact,
    payer_id,
    dispute_type,
    owner,
    currency,
    sum(CAST(amount AS DECIMAL(38, 3))) AS amount
FROM facts
GROUP BY fact, payer_id, dispute_type, owner, currency

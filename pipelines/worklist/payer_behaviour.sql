-- One row per payer and currency with anything at hand: how it pays, deducts and refers, and whether that grows.
-- All of it is reckoned over the nights that settled documents stay at hand; the trend compares their two halves.
-- key: payer_id, currency
WITH invoices AS (
    SELECT
        payer_id,
        currency,
        gross_amount,
        first_paid_date - due_date AS days_late,
        getvariable('night') - arrived_date < getvariable('half_nights') AS is_recent
    FROM book_documents
    WHERE
        document_type = 'invoice'
        AND NOT coalesce(is_cancelled, FALSE)
        AND getvariable('night') - arrived_date < 2 * getvariable('half_nights')
),

billed AS (
    SELECT
        payer_id,
        currency,
        count(*) AS invoice_count,
        sum(gross_amount) AS invoiced_amount,
        sum(gross_amount) FILTER (is_recent) AS recent_invoiced,
        sum(gross_amount) FILTER (NOT is_recent) AS earlier_invoiced,
        count(days_late) AS paid_count,
        count(*) FILTER (days_late > 0) AS paid_late_count,
        sum(days_late) AS days_late_sum
    FROM invoices
    GROUP BY payer_id, currency
),

deducted AS (
    SELECT
        payer_id,
        currency,
        count(*) AS deduction_count,
        sum(original_amount) AS deducted_amount,
        sum(original_amount) FILTER (is_recent) AS recent_deducted,
        sum(original_amount) FILTER (NOT is_recent) AS earlier_deducted
    FROM (
        SELECT
            *,
            getvariable('night') - opened_date < getvariable('half_nights') AS is_recent
        FROM book_variances
        WHERE
            original_amount > 0
            AND slot <> 'misapplied'
            AND getvariable('night') - opened_date < 2 * getvariable('half_nights')
    )
    GROUP BY payer_id, currency
),

codes AS (
    SELECT
        payer_id,
        currency,
        string_agg(reason_code || ' × ' || code_count, ', ' ORDER BY place) AS typical_codes
    FROM (
        SELECT
            payer_id,
            currency,
            reason_code,
            count(*) AS code_count,
            row_number() OVER (PARTITION BY payer_id, currency ORDER BY count(*) DESC, reason_code) AS place
        FROM book_variances
        WHERE reason_code IS NOT NULL AND original_amount > 0
        GROUP BY payer_id, currency, reason_code
    )
    WHERE place <= 3
    GROUP BY payer_id, currency
),

styles AS (
    SELECT
        payer_id,
        currency,
        method AS reference_style,
        CAST(style_count AS DOUBLE) / total_count AS reference_share
    FROM (
        SELECT
            d.payer_id,
            d.currency,
            replace(a.method, 'correction_', '') AS method,
            count(*) AS style_count,
            sum(count(*)) OVER (PARTITION BY d.payer_id, d.currency) AS total_count
        FROM book_applications AS a
        INNER JOIN book_documents AS d ON d.company_code = a.company_code AND d.invoice_number = a.invoice_number
        WHERE a.payment_id IS NOT NULL AND a.amount > 0 AND NOT a.is_posted
        GROUP BY d.payer_id, d.currency, replace(a.method, 'correction_', '')
    )
    QUALIFY row_number() OVER (PARTITION BY payer_id, currency ORDER BY style_count DESC, method) = 1
),

rated_payers AS (
    SELECT
        payer_id,
        CAST(sum(valid_count + recovered_count + lost_count) AS BIGINT) AS judged_count,
        CAST(sum(recovered_count + lost_count) AS BIGINT) AS invalid_count
    FROM book_outcomes
    GROUP BY payer_id
),

rated AS (
    SELECT
        payer_id,
        currency,
        b.* EXCLUDE (payer_id, currency),
        d.* EXCLUDE (payer_id, currency),
        CAST(d.recent_deducted AS DOUBLE) / b.recent_invoiced AS recent_rate,
        CAST(d.earlier_deducted AS DOUBLE) / b.earlier_invoiced AS earlier_rate
    FROM billed AS b FULL JOIN deducted AS d USING (payer_id, currency)
)

SELECT
    r.payer_id,
    r.currency,
    p.name AS payer_name,
    coalesce(r.invoice_count, 0) AS invoice_count,
    to_total(coalesce(r.invoiced_amount, 0), r.currency) AS invoiced_amount,
    coalesce(r.paid_count, 0) AS paid_count,
    CAST(r.days_late_sum AS DOUBLE) / nullif(r.paid_count, 0) AS days_late,
    CAST(r.paid_late_count AS DOUBLE) / nullif(r.paid_count, 0) AS late_share,
    coalesce(r.deduction_count, 0) AS deduction_count,
    to_total(coalesce(r.deducted_amount, 0), r.currency) AS deducted_amount,
    CAST(r.deducted_amount AS DOUBLE) / nullif(r.invoiced_amount, 0) AS deduction_rate,
    CASE
        WHEN r.earlier_invoiced IS NULL OR r.recent_invoiced IS NULL THEN NULL
        -- In the first weeks of a lake the older half is cut short, and everything seems to rise.
        WHEN
            (SELECT min(arrived_date) FROM book_documents) > getvariable('night') - 2 * getvariable('half_nights') + 1
            THEN NULL
        WHEN coalesce(r.recent_rate, 0) > 1.25 * coalesce(r.earlier_rate, 0) THEN 'rising'
        WHEN coalesce(r.recent_rate, 0) < 0.8 * coalesce(r.earlier_rate, 0) THEN 'falling'
        ELSE 'steady'
    END AS deduction_trend,
    coalesce(j.judged_count, 0) AS judged_count,
    CAST(j.invalid_count AS DOUBLE) / nullif(j.judged_count, 0) AS invalid_rate,
    c.typical_codes,
    s.reference_style,
    s.reference_share
FROM rated AS r
LEFT JOIN book_payers AS p ON p.payer_id = r.payer_id
LEFT JOIN codes AS c ON c.payer_id = r.payer_id AND c.currency = r.currency
LEFT JOIN styles AS s ON s.payer_id = r.payer_id AND s.currency = r.currency
LEFT JOIN rated_payers AS j ON j.payer_id = r.payer_id

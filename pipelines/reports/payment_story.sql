-- One row per thing that the nights did or left with one payment, in order.
WITH told AS (
    SELECT a.business_date, 1 AS part, a.amount < 0 AS is_taken, coalesce(a.invoice_number, a.claim_number, '') AS name,
        concat(CASE WHEN a.amount < 0 THEN 'took ' ELSE 'put ' END, plain_amount(abs(a.amount), a.currency),
            CASE WHEN a.amount < 0 THEN ' off ' ELSE ' on ' END,
            coalesce(a.invoice_number, 'claim ' || a.claim_number, 'no document'),
            CASE WHEN a.discount_amount <> 0 THEN ' with ' || plain_amount(a.discount_amount, a.currency) || ' earned discount' ELSE '' END,
            ' (', coalesce(m.words, a.method), coalesce('; advice ' || a.remittance_id || ' line ' || a.remittance_line_number, ''),
            '; ', round(100 * a.confidence, 2), ' % sure)') AS words
    FROM allocations AS a LEFT JOIN method_words AS m USING (method)
    WHERE a.payment_id = getvariable('name') AND a.company_code = getvariable('company')
    UNION ALL
    SELECT c.business_date, 2, false, concat_ws(' ', c.remittance_id, c.remittance_line_number, c.reference, c.invoice_numbers),
        concat(CASE WHEN c.reason = 'beyond_limit' THEN 'read ' || c.reference
                ELSE coalesce('read "' || shortened(c.reference) || '"', 'tried the amount') END,
            coalesce(' (advice ' || c.remittance_id || ' line ' || c.remittance_line_number || ')', ''), ': ',
            coalesce(c.invoice_numbers || ', ' || plain_amount(c.candidate_amount, c.currency) || ', ' || m.words || '; left: ', ''), r.words)
    FROM match_candidates AS c LEFT JOIN method_words AS m USING (method) JOIN reason_words AS r USING (reason)
    WHERE c.payment_id = getvariable('name') AND c.company_code = getvariable('company')
    UNION ALL
    SELECT v.business_date, 3, false, coalesce(v.invoice_number, v.claim_number, ''),
        concat('found ', plain_amount(abs(v.amount), v.currency), CASE WHEN v.amount < 0 THEN ' too much' ELSE ' short' END,
            coalesce(' on ' || v.invoice_number, ' under claim ' || v.claim_number, ''), ': ',
            CASE WHEN v.outcome = 'dispute' THEN v.dispute_type || '/' || v.dispute_subtype || ', dispute ' || v.variance_id
                ELSE replace(v.outcome, '_', ' ') END)
    FROM variances AS v
    WHERE v.payment_id = getvariable('name') AND v.company_code = getvariable('company')
    UNION ALL
    SELECT u.business_date, 4, false, '', concat('left ', plain_amount(u.amount, u.currency), ' unapplied: ', w.words,
        CASE WHEN u.candidates > 1 THEN ' (' || u.candidates || ' candidates)' ELSE '' END)
    FROM unapplied_payments AS u JOIN unapplied_words AS w USING (reason)
    WHERE u.payment_id = getvariable('name') AND u.company_code = getvariable('company')
    QUALIFY lag((u.amount, u.reason)) OVER (ORDER BY u.business_date) IS DISTINCT FROM (u.amount, u.reason)
)
SELECT business_date, words FROM told ORDER BY business_date, part, is_taken DESC, name, words

-- One row per thing that the nights did with one document, or left, in order.
WITH told AS (
    SELECT a.business_date, 1 AS part, a.amount < 0 AS is_taken, coalesce(a.payment_id, '') AS name,
        concat(coalesce('payment ' || a.payment_id, 'advice ' || a.remittance_id), CASE WHEN a.amount < 0 THEN ' took ' ELSE ' put ' END,
            plain_amount(abs(a.amount), a.currency), CASE WHEN a.amount < 0 THEN ' off it' ELSE ' on it' END,
            CASE WHEN a.discount_amount <> 0 THEN ' with ' || plain_amount(a.discount_amount, a.currency) || ' earned discount' ELSE '' END,
            ' (', coalesce(m.words, a.method), coalesce('; advice ' || a.remittance_id || ' line ' || a.remittance_line_number, ''),
            '; ', round(100 * a.confidence, 2), ' % sure)') AS words
    FROM allocations AS a LEFT JOIN method_words AS m USING (method)
    WHERE a.invoice_number = getvariable('name') AND a.company_code = getvariable('company')
    UNION ALL
    SELECT c.business_date, 2, false, concat_ws(' ', c.payment_id, c.reference),
        concat('came close for ', coalesce('payment ' || c.payment_id, 'advice ' || c.remittance_id), ' of ',
            plain_amount(c.wanted_amount, c.currency), coalesce(', which reads "' || shortened(c.reference) || '"', ''), coalesce(': ' || m.words, ''),
            '; left: ', r.words)
    FROM match_candidates AS c LEFT JOIN method_words AS m USING (method) JOIN reason_words AS r USING (reason)
    WHERE list_contains(string_split(c.invoice_numbers, ' '), getvariable('name')) AND c.company_code = getvariable('company')
    UNION ALL
    SELECT v.business_date, 3, false, coalesce(v.payment_id, ''),
        concat('found ', plain_amount(abs(v.amount), v.currency), CASE WHEN v.amount < 0 THEN ' too much' ELSE ' short' END,
            coalesce(' with payment ' || v.payment_id, ''), ': ',
            CASE WHEN v.outcome = 'dispute' THEN v.dispute_type || '/' || v.dispute_subtype || ', dispute ' || v.variance_id
                ELSE replace(v.outcome, '_', ' ') END)
    FROM variances AS v
    WHERE v.invoice_number = getvariable('name') AND v.company_code = getvariable('company')
    UNION ALL
    SELECT o.business_date, 4, false, '', concat('stands at ', plain_amount(o.open_amount, o.currency), ' open, ',
        plain_amount(o.disputed_amount, o.currency), ' disputed: ', plain_amount(o.gross_amount, o.currency), ' billed, ',
        plain_amount(o.allocated_amount, o.currency), ' paid, ', plain_amount(o.discount_amount, o.currency), ' discount, ',
        plain_amount(o.credited_amount, o.currency), ' credited, ', plain_amount(o.written_off_amount, o.currency), ' written off')
    FROM open_items AS o
    WHERE o.invoice_number = getvariable('name') AND o.company_code = getvariable('company')
    QUALIFY lag((o.open_amount, o.disputed_amount, o.gross_amount)) OVER (ORDER BY o.business_date)
        IS DISTINCT FROM (o.open_amount, o.disputed_amount, o.gross_amount)
)
SELECT business_date, words FROM told ORDER BY business_date, part, is_taken DESC, name, words

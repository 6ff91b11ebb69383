-- One row per payment in play with its rest after tonight, and why it is one.
-- key: company_code, payment_id
WITH placed AS (
    SELECT
        receipt_no,
        sum(amount)::BIGINT AS amount
    FROM (
        SELECT
            receipt_no,
            amount
        FROM prior_allocations
        WHERE receipt_no IS NOT NULL
        UNION ALL
        SELECT
            receipt_no,
            amount
        FROM allocation_changes
    )
    GROUP BY ALL
),

too_much AS (
    SELECT receipt_no FROM capped_allocations
    WHERE excess > 0 OR held_cash < 0
    UNION
    SELECT receipt_no FROM restated_money
),

settled_lines AS (
    SELECT
        receipt_no,
        bool_or(status = 'ambiguous') AS is_ambiguous,
        bool_or(status = 'not_found') AS is_lost,
        bool_or(status = 'not_found' AND line_no IN (SELECT line_no FROM long_references)) AS is_too_long,
        max(candidates)::BIGINT AS candidates
    FROM line_outcomes
    WHERE paid_amount <> 0
    GROUP BY ALL
)

SELECT
    p.* EXCLUDE (group_id, is_new, unapplied_amount, unapplied_reason, candidates),
    p.amount - coalesce(a.amount, 0) AS unapplied_amount,
    CASE
        WHEN p.amount = coalesce(a.amount, 0) THEN NULL
        WHEN t.receipt_no IS NOT NULL THEN 'overpayment'
        WHEN f.reason IS NOT NULL THEN f.reason
        WHEN s.receipt_no IN (SELECT receipt_no FROM memo_cash ANTI JOIN memo_pieces USING (receipt_no)) THEN 'conflict'
        WHEN l.is_ambiguous OR u.is_same_currency THEN 'ambiguous'
        WHEN u.receipt_no IS NOT NULL OR x.receipt_no IS NOT NULL THEN 'currency'
        WHEN l.is_too_long THEN 'too_many_to_combine'
        WHEN l.is_lost OR s.mode = 'reversal' THEN 'not_found'
        WHEN s.mode IN ('idle', 'returned') THEN coalesce(p.unapplied_reason, 'no_reference')
        WHEN s.receipt_no IN (SELECT receipt_no FROM long_memos) THEN 'too_many_to_combine'
        WHEN s.receipt_no IN (
            SELECT receipt_no FROM memo_words
            WHERE NOT is_idle
        ) THEN 'not_found'
        ELSE coalesce(c.reason, 'no_reference')
    END AS unapplied_reason,
    CASE
        WHEN f.candidates > 0 THEN f.candidates WHEN l.is_ambiguous THEN l.candidates WHEN
            s.mode = 'idle'
            THEN p.candidates
        ELSE coalesce(c.explanations, 0)
    END
        AS candidates
FROM night_payments AS p
JOIN receipts AS s USING (company_code, payment_id)
LEFT JOIN placed AS a ON a.receipt_no = s.receipt_no
LEFT JOIN too_much AS t ON t.receipt_no = s.receipt_no
LEFT JOIN refused_receipts AS f ON f.receipt_no = s.receipt_no
LEFT JOIN settled_lines AS l ON l.receipt_no = s.receipt_no
LEFT JOIN amount_choices AS c ON c.receipt_no = s.receipt_no
LEFT JOIN unlinked_advice AS u ON u.receipt_no = s.receipt_no
LEFT JOIN crossed_receipts AS x ON x.receipt_no = s.receipt_no

-- One row per payment in play with its rest after tonight, and why it is one.
-- key: company_code, payment_id
WITH placed AS (
    SELECT source_no, sum(amount)::BIGINT AS amount FROM (
        SELECT source_no, amount FROM prior WHERE source_no IS NOT NULL
        UNION ALL SELECT source_no, amount FROM tonight_rows
    ) GROUP BY ALL
), too_much AS (
    SELECT source_no FROM settlements WHERE excess > 0 OR held_cash < 0 UNION SELECT source_no FROM restated_money
), settled_lines AS (
    SELECT source_no, bool_or(status = 'ambiguous') AS is_ambiguous, bool_or(status = 'not_found') AS is_lost,
        bool_or(status = 'not_found' AND line_no IN (SELECT line_no FROM long_references)) AS is_too_long,
        max(candidates)::BIGINT AS candidates
    FROM line_outcomes WHERE paid_amount <> 0 GROUP BY ALL
)
SELECT
    p.* EXCLUDE (group_id, is_new, unapplied_amount, unapplied_reason, candidates),
    p.amount - coalesce(a.amount, 0) AS unapplied_amount,
    CASE
        WHEN p.amount = coalesce(a.amount, 0) THEN NULL
        WHEN t.source_no IS NOT NULL THEN 'overpayment'
        WHEN f.reason IS NOT NULL THEN f.reason
        WHEN s.source_no IN (SELECT source_no FROM memo_cash ANTI JOIN memo_pieces USING (source_no)) THEN 'conflict'
        WHEN l.is_ambiguous OR u.is_same_currency THEN 'ambiguous'
        WHEN u.source_no IS NOT NULL OR x.source_no IS NOT NULL THEN 'currency'
        WHEN l.is_too_long THEN 'too_many_to_combine'
        WHEN l.is_lost OR s.mode = 'reversal' THEN 'not_found'
        WHEN s.mode IN ('idle', 'returned') THEN coalesce(p.unapplied_reason, 'no_reference')
        WHEN s.source_no IN (SELECT source_no FROM long_memos) THEN 'too_many_to_combine'
        WHEN s.source_no IN (SELECT source_no FROM memo_words WHERE NOT is_idle) THEN 'not_found'
        ELSE coalesce(c.reason, 'no_reference')
    END AS unapplied_reason,
    CASE WHEN f.candidates > 0 THEN f.candidates WHEN l.is_ambiguous THEN l.candidates WHEN s.mode = 'idle' THEN p.candidates ELSE coalesce(c.explanations, 0) END
        AS candidates
FROM night_payments AS p
JOIN sources AS s USING (company_code, payment_id)
LEFT JOIN placed AS a ON a.source_no = s.source_no
LEFT JOIN too_much AS t ON t.source_no = s.source_no
LEFT JOIN refused_sources AS f ON f.source_no = s.source_no
LEFT JOIN settled_lines AS l ON l.source_no = s.source_no
LEFT JOIN amount_choices AS c ON c.source_no = s.source_no
LEFT JOIN untied_advice AS u ON u.source_no = s.source_no
LEFT JOIN crossed_sources AS x ON x.source_no = s.source_no

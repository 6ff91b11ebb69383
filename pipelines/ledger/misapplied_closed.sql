-- One row per open dispute over misapplied cash whose document lacks less money after tonight than it is about, and how much
-- of it there is nothing to put right any more.
-- key: variance_id
SELECT
    d.variance_id,
    coalesce(s.incoming, 0) > 0 AS is_repaid,
    (d.open_amount - l.amount)::BIGINT AS amount
FROM disputes AS d
JOIN remaining_shortages AS l USING (document_no)
LEFT JOIN document_settlements AS s USING (document_no)
WHERE
    d.slot = 'misapplied' AND d.open_amount > l.amount
    AND coalesce(d.receipt_mode, 'idle') <> 'full' AND d.variance_id NOT IN (SELECT variance_id FROM returned_variances)

-- One row per open dispute over misapplied cash whose document lacks less money after tonight than it is about, and how much
-- of it there is nothing to put right any more.
WITH disputed AS (
    SELECT j.document_no, sum(o.amount)::BIGINT AS amount
    FROM judged AS j JOIN openable AS o USING (found_no)
    WHERE j.outcome <> 'partial_payment' AND j.document_no IS NOT NULL GROUP BY ALL
)
SELECT
    d.variance_id, coalesce(s.incoming, 0) > 0 AS is_repaid, (d.open_amount - l.lacking)::BIGINT AS amount
FROM disputes AS d
JOIN standing AS t USING (document_no)
LEFT JOIN shares AS s USING (document_no)
LEFT JOIN disputed AS n USING (document_no),
LATERAL (SELECT greatest(coalesce(s.holdable, t.due - t.disputed) - coalesce(n.amount, 0), 0) AS lacking) AS l
WHERE d.slot = 'misapplied' AND d.open_amount > l.lacking
    AND coalesce(d.source_mode, 'idle') <> 'full' AND d.variance_id NOT IN (SELECT variance_id FROM returned_variances)

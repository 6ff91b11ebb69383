-- One row per document: what it lacks after tonight beyond all that is in dispute on it, misapplied cash apart.
-- key: document_no
WITH disputed AS (
    SELECT
        j.document_no,
        sum(o.amount)::BIGINT AS amount
    FROM classified_differences AS j JOIN openable AS o USING (difference_no)
    WHERE j.outcome <> 'partial_payment' AND j.document_no IS NOT NULL
    GROUP BY ALL
)

SELECT
    t.document_no,
    greatest(coalesce(s.holdable, t.due - t.disputed) - coalesce(n.amount, 0), 0)::BIGINT AS amount
FROM opening_balances AS t
LEFT JOIN document_settlements AS s USING (document_no)
LEFT JOIN disputed AS n USING (document_no)

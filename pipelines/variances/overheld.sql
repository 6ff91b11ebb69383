-- One row per dispute of tonight beyond what its document still owes: by how much. So it is where an earlier variance of
-- the document, which tonight names otherwise, was credited or repaid: what it closed is not open a second time.
WITH settled AS (
    SELECT document_no, sum(amount)::BIGINT AS amount FROM judged
    WHERE outcome IN ('tolerance', 'settled_by_credit') AND amount > 0 GROUP BY document_no
), opened AS (
    SELECT
        i.variance_id, i.document_no, i.is_stated, i.amount,
        greatest(i.amount - coalesce(e.credited_amount + e.repaid_amount + e.written_off_amount, 0), 0) AS open_amount
    FROM identified AS i LEFT JOIN night_variances AS e USING (variance_id)
    WHERE i.outcome = 'dispute' AND i.amount > 0 AND i.slot <> 'misapplied' AND i.document_no IS NOT NULL
), stacked AS (
    SELECT
        o.variance_id, o.open_amount, greatest(s.holdable - coalesce(t.amount, 0), 0) AS holdable,
        sum(o.open_amount) OVER (PARTITION BY o.document_no ORDER BY o.is_stated DESC, o.amount DESC, o.variance_id) AS held
    FROM opened AS o JOIN shares AS s USING (document_no) LEFT JOIN settled AS t USING (document_no)
)
SELECT variance_id, least(open_amount, held - holdable)::BIGINT AS amount FROM stacked WHERE held > holdable

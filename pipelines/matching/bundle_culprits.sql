-- One row per short bundle whose shortfall lies on one document: the one that documents explain, else, within tolerance, the earliest.
WITH documented AS (
    SELECT s.source_no, min(s.document_no) AS document_no
    FROM bundle_shortfalls AS s JOIN bundle_verdicts AS v USING (shortfall_id)
    WHERE v.is_documented
    GROUP BY s.source_no HAVING count(*) = 1 AND sum(v.explained_count) = 1
), tolerated AS (
    SELECT n.source_no, n.document_no
    FROM memo_named AS n JOIN bundles AS b USING (source_no) JOIN sources AS s USING (source_no), settings AS g
    WHERE b.kind = 'short' AND b.short_amount - b.granted <= to_minor(g.tolerance, s.currency)
    QUALIFY row_number() OVER (PARTITION BY n.source_no ORDER BY n.due_date, n.invoice_number) = 1
)
FROM documented
UNION ALL
SELECT * FROM tolerated ANTI JOIN documented USING (source_no)

-- One row per document of a bundle that pays less than it comes to: what would be withheld, did it lie there.
-- key: receipt_no, document_no
SELECT
    row_number() OVER (ORDER BY n.receipt_no, n.document_no) AS shortfall_id,
    n.receipt_no,
    n.document_no,
    (b.short_amount - b.granted)::BIGINT AS amount
FROM memo_named AS n JOIN bundles AS b USING (receipt_no)
WHERE b.kind = 'short' AND n.due > 0 AND b.short_amount > b.granted AND b.short_amount - b.granted <= n.due

-- One row per short bundle whose shortfall lies on one document: the one that documents explain in exactly one way (a
-- delivery, an agreement, tax, an unused credit memo of that very amount, …), else, within tolerance, the earliest.
-- key: receipt_no
WITH ways AS (
    SELECT
        s.receipt_no,
        s.document_no,
        v.explained_count AS ways
    FROM bundle_shortfalls AS s JOIN bundle_verdicts AS v USING (shortfall_id)
    WHERE v.is_documented
    UNION ALL
    SELECT
        s.receipt_no,
        s.document_no,
        1
    FROM bundle_shortfalls AS s
    JOIN documents_in_play AS i USING (document_no)
    JOIN
        documents_in_play AS m
        ON m.company_code = i.company_code AND m.original_invoice_number = i.invoice_number AND m.is_credit
    JOIN opening_balances AS d ON d.document_no = m.document_no AND d.due = -s.amount
    ANTI JOIN line_pieces AS l ON l.document_no = m.document_no
),

documented AS (
    SELECT
        receipt_no,
        min(document_no) AS document_no
    FROM ways
    GROUP BY receipt_no
    HAVING sum(ways) = 1
),

tolerated AS (
    SELECT
        n.receipt_no,
        n.document_no
    FROM memo_named AS n JOIN bundles AS b USING (receipt_no) JOIN receipts AS s USING (receipt_no), settings AS g
    WHERE b.kind = 'short' AND b.short_amount - b.granted <= to_minor(g.tolerance, s.currency)
    QUALIFY row_number() OVER (PARTITION BY n.receipt_no ORDER BY n.due_date, n.invoice_number) = 1
)

FROM documented
UNION ALL
SELECT * FROM tolerated ANTI JOIN documented USING (receipt_no)

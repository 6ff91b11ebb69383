-- One row per document on which more stands than it owes after a lower gross, or because what was taken off it comes
-- back, by a return or by a posting that says otherwise: by how much, disputes included.
-- key: document_no
WITH given_back AS (
    SELECT
        document_no,
        sum(amount)::BIGINT AS amount
    FROM (
        SELECT
            document_no,
            amount + discount_amount AS amount
        FROM reversal_rows
        WHERE document_no IS NOT NULL AND amount > 0
        UNION ALL
        SELECT
            p.document_no,
            -p.amount
        FROM prior_allocations AS p
        JOIN receipts AS s USING (receipt_no)
        JOIN night_postings AS n
            ON
                n.company_code = p.company_code AND n.payment_id = p.payment_id
                AND n.invoice_number = p.invoice_number
        WHERE s.mode = 'full' AND p.amount < 0 AND n.applied_amount >= 0
    )
    GROUP BY document_no
),

fallen AS (
    SELECT
        i.document_no,
        c.due,
        c.disputed,
        CASE WHEN i.previous_gross > 0 OR i.is_credit THEN greatest(i.previous_gross - i.effective_gross, 0) ELSE 0 END
        + CASE WHEN i.is_credit THEN 0 ELSE coalesce(g.amount, 0) END AS amount
    FROM documents_in_play AS i JOIN carried_balances AS c USING (document_no) LEFT JOIN given_back AS g USING (document_no)
)

SELECT
    document_no,
    least(amount, disputed - due) AS excess,
    least(amount, disputed - due, disputed) AS from_disputes
FROM fallen
WHERE amount > 0 AND due < disputed

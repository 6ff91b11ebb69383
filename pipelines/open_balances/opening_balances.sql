-- One row per document: what it owes before tonight's matching, a lower gross taken into account.
-- key: document_no
WITH restatements AS (
    SELECT
        document_no,
        amount AS due,
        0 AS granted,
        0 AS disputed,
        0 AS closed
    FROM restated_money
    UNION ALL
    SELECT
        document_no,
        amount,
        -amount,
        0,
        0
    FROM restated_discounts
    UNION ALL
    SELECT
        document_no,
        0,
        0,
        -amount,
        0
    FROM restated_disputes
    UNION ALL
    SELECT
        document_no,
        amount,
        0,
        0,
        0
    FROM restated_credits
    UNION ALL
    SELECT
        d.document_no,
        0,
        0,
        0,
        -u.amount
    FROM uncredited AS u JOIN disputes AS d USING (variance_id)
    WHERE d.receipt_mode = 'full' AND d.original_amount <> 0
    UNION ALL
    SELECT
        document_no,
        amount,
        0,
        0,
        0
    FROM unwritten
    UNION ALL
    SELECT
        d.document_no,
        0,
        0,
        0,
        -u.amount
    FROM unwritten AS u JOIN disputes AS d USING (variance_id)
    WHERE d.receipt_mode = 'full'
    UNION ALL
    SELECT
        credit_no,
        -amount,
        0,
        0,
        0
    FROM restated_credits
)

SELECT
    c.document_no,
    (c.due + coalesce(sum(r.due), 0))::BIGINT AS due,
    (c.granted + coalesce(sum(r.granted), 0))::BIGINT AS granted,
    (c.disputed + coalesce(sum(r.disputed), 0))::BIGINT AS disputed,
    (c.closed + coalesce(sum(r.closed), 0))::BIGINT AS closed
FROM carried_balances AS c LEFT JOIN restatements AS r USING (document_no)
GROUP BY c.document_no, c.due, c.granted, c.disputed, c.closed

-- One row per source and document (or claim, where the shortfall is on no document) that its memo pays, by itself.
-- key: receipt_no, document_no?
WITH stacked AS (
    SELECT
        n.*,
        b.kind,
        b.money,
        b.is_open_ended,
        b.due AS due_of_all,
        b.granted,
        b.short_amount,
        coalesce(sum(n.due) OVER earlier, 0) AS before,
        row_number() OVER (PARTITION BY n.receipt_no ORDER BY n.due_date DESC, n.invoice_number DESC) = 1 AS is_last,
        c.document_no IS NOT NULL AS is_culprit
    FROM memo_named AS n
    JOIN bundles AS b USING (receipt_no)
    LEFT JOIN bundle_culprits AS c ON c.receipt_no = n.receipt_no AND c.document_no = n.document_no
    WINDOW earlier AS (
        PARTITION BY n.receipt_no ORDER BY n.due_date, n.invoice_number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
)

SELECT
    receipt_no,
    document_no,
    tier,
    kind = 'part' AS is_part,
    CASE kind
        WHEN
            'whole'
            THEN due + CASE WHEN is_last AND (NOT is_open_ended OR money < due_of_all) THEN money - due_of_all ELSE 0 END
        WHEN 'told' THEN said_amount
        WHEN 'again' THEN due_again
        WHEN 'one' THEN CASE WHEN due = money THEN due ELSE 0 END
        WHEN 'net' THEN due - earnable
        WHEN 'part' THEN greatest(0, least(due, money - before))
        ELSE
            due
            - CASE WHEN granted > 0 THEN earnable ELSE 0 END
            - CASE WHEN is_culprit THEN short_amount - granted ELSE 0 END
    END::BIGINT AS cash_amount
FROM stacked
WHERE CASE kind WHEN 'part' THEN before < money WHEN 'one' THEN due = money ELSE TRUE END
UNION ALL
SELECT
    b.receipt_no,
    NULL,
    9,
    FALSE,
    (b.granted - b.short_amount)::BIGINT
FROM bundles AS b ANTI JOIN bundle_culprits USING (receipt_no)
WHERE b.kind = 'short'

-- One row per document with a shortfall beyond its stated deductions: discount beyond the earned one, misapplied cash,
-- the unsaid rest. What other money is in dispute for, because it was put elsewhere, is not short again; what came back
-- of a payment is only open.
-- key: document_no
WITH deducted AS (
    SELECT
        document_no,
        sum(amount)::BIGINT AS amount
    FROM deductions
    WHERE document_no IS NOT NULL
    GROUP BY ALL
),

not_short AS (
    SELECT
        document_no,
        sum(amount)::BIGINT AS amount
    FROM (
        SELECT
            document_no,
            open_amount AS amount
        FROM disputes
        WHERE
            slot = 'misapplied' AND open_amount > 0 AND coalesce(receipt_mode, 'idle') <> 'full'
            AND variance_id NOT IN (SELECT variance_id FROM returned_variances)
        UNION ALL
        SELECT
            document_no,
            amount
        FROM sent_back
        UNION ALL
        -- Sent back before it was put anywhere, it is lacking where its payment falls short.
        SELECT
            p.document_no,
            least(b.amount, CASE WHEN count(*) OVER (PARTITION BY receipt_no) = 1 THEN b.amount ELSE p.cut_amount END)
        FROM capped_allocations AS p JOIN (
            SELECT
                receipt_no,
                sum(amount) AS amount
            FROM (
                SELECT
                    receipt_no,
                    amount
                FROM prior_allocations
                WHERE method = 'refund'
                UNION ALL
                SELECT
                    receipt_no,
                    amount
                FROM reversal_rows
                WHERE method = 'refund'
            )
            GROUP BY receipt_no
        ) AS b USING (receipt_no)
        WHERE b.amount > 0
    )
    GROUP BY document_no
),

after AS (
    SELECT
        s.*,
        s.short - coalesce(d.amount, 0) AS rest,
        greatest(least(coalesce(e.amount, 0), s.holdable), 0) AS not_short
    FROM document_settlements AS s LEFT JOIN deducted AS d USING (document_no) LEFT JOIN not_short AS e USING (document_no)
)

SELECT
    document_no,
    CASE WHEN is_settling AND NOT is_credit THEN least(discount_beyond, rest) ELSE 0 END AS discount_beyond,
    CASE WHEN is_credit THEN 0 ELSE least(misapplied, rest - least(discount_beyond, rest)) END AS misapplied,
    CASE
        WHEN is_credit THEN rest
        WHEN NOT is_settling THEN 0
        ELSE
            greatest(
                rest - least(discount_beyond, rest) - least(misapplied, rest - least(discount_beyond, rest)) - not_short, 0
            )
            + over
    END AS unsaid
FROM after

-- One row per document that tonight's money or advice touches: what stays, what was repaid, granted, misapplied and is
-- short; what is short holds what was closed before of the same variances, `holdable` is what may be in dispute after
-- tonight.
-- key: document_no
WITH touched AS (
    SELECT
        document_no,
        sum(applied)::BIGINT AS applied,
        sum(greatest(applied - held_cash, 0))::BIGINT AS incoming,
        sum(discount) AS stated_discount,
        bool_or(is_settling) AS is_settling,
        min(s.value_date) FILTER (WHERE applied > 0) AS paid_date,
        sum(CASE WHEN s.has_postings AND is_advised THEN greatest(advised - cash, 0) ELSE 0 END) AS misapplied
    FROM capped_allocations JOIN receipts AS s USING (receipt_no)
    GROUP BY document_no
),

stated AS (
    SELECT
        document_no,
        sum(amount) AS amount
    FROM stated_deductions
    WHERE document_no IS NOT NULL
    GROUP BY ALL
),

document_amounts AS (
    SELECT
        t.*,
        i.is_credit,
        d.closed,
        to_minor(g.tolerance, i.currency) AS tolerated,
        coalesce(k.amount, 0) AS deducted,
        least(d.disputed, t.incoming) AS repaid,
        d.due - t.applied - (d.disputed - least(d.disputed, t.incoming)) AS owed,
        CASE
            WHEN least(i.first_paid_date, t.paid_date) <= i.discount_date + g.grace_days
                THEN greatest(i.terms_discount - d.granted, 0)
            ELSE 0
        END AS earnable
    FROM touched AS t
    JOIN opening_balances AS d USING (document_no)
    JOIN documents_in_play AS i USING (document_no)
    LEFT JOIN stated AS k USING (document_no),
        settings AS g
),

granted AS (
    SELECT
        *,
        CASE
            WHEN is_credit THEN 0
            WHEN stated_discount > 0 THEN least(stated_discount, earnable, greatest(owed, 0))
            WHEN NOT is_settling THEN 0
            WHEN owed + closed - deducted >= earnable THEN least(earnable, greatest(owed, 0))
            ELSE 0
        END::BIGINT AS granted
    FROM document_amounts
)

SELECT
    document_no,
    is_credit,
    is_settling,
    applied,
    incoming,
    repaid,
    granted,
    greatest(owed - granted, 0) + closed AS short,
    -- No more of either explains what is short.
    least(misapplied, short)::BIGINT AS misapplied,
    least(greatest(stated_discount - granted, 0), short)::BIGINT AS discount_beyond,
    greatest(owed - granted, 0) AS holdable,
    CASE WHEN owed - granted BETWEEN -tolerated AND 0 AND NOT is_credit THEN owed - granted ELSE 0 END AS over
FROM granted

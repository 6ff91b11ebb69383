-- One row per line of usable advice and document (or claim): the cash that its payment really brings for it.
-- key: line_no, document_no?, advised_amount
WITH usable AS (
    SELECT
        o.*,
        m.money,
        s.currency,
        -- A posting beyond the payment's money holds what another line of the advice takes off the same document.
        p.payment_id IS NOT NULL AND NOT (m.money < 0 AND o.cash_amount < 0 AND p.applied_amount > 0) AS is_posted,
        -- Nor does it hold what the advice says beyond it and beyond what the document owes: that is paid too much.
        greatest(o.cash_amount - greatest(p.applied_amount, d.due, 0), 0) AS beyond_posting,
        -- Where money was posted elsewhere, the document that it was for lacks it, and not one that is paid twice: that
        -- is wholly too much.
        m.has_postings AND coalesce(d.due <= 0, FALSE) AS is_wholly_beyond
    FROM line_outcomes AS o
    JOIN advice_money AS m USING (receipt_no)
    JOIN receipts AS s USING (receipt_no)
    LEFT JOIN documents_in_play AS i USING (document_no)
    LEFT JOIN opening_balances AS d USING (document_no)
    LEFT JOIN night_postings AS p
        ON
            p.company_code = s.company_code AND p.payment_id = s.payment_id
            AND p.invoice_number = i.invoice_number
    ANTI JOIN refused_receipts AS r ON r.receipt_no = o.receipt_no
),

uneven AS (
    SELECT receipt_no FROM usable
    GROUP BY receipt_no
    HAVING bool_or(is_posted) OR sum(cash_amount) <> any_value(money)
),

stacked AS (
    SELECT
        *,
        money - coalesce(sum(least(cash_amount, 0)) FILTER (WHERE NOT is_posted) OVER (PARTITION BY receipt_no), 0)
            AS purse,
        coalesce(sum(greatest(cash_amount, 0)) FILTER (WHERE NOT is_posted) OVER (
            PARTITION BY receipt_no ORDER BY is_wholly_beyond DESC, cash_amount, line_no, document_no
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before,
        money - coalesce(sum(cash_amount) FILTER (WHERE NOT is_posted) OVER (PARTITION BY receipt_no), 0)
        - coalesce(sum(beyond_posting) FILTER (WHERE is_posted) OVER (
            PARTITION BY receipt_no
            ORDER BY cash_amount, line_no, document_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS left_over,
        money
        - coalesce(sum(CASE WHEN is_posted THEN beyond_posting ELSE cash_amount END) OVER (PARTITION BY receipt_no), 0)
            AS rest,
        row_number() OVER (PARTITION BY receipt_no ORDER BY is_posted, cash_amount DESC, line_no DESC, document_no DESC)
        = 1 AS is_largest
    FROM usable SEMI JOIN uneven USING (receipt_no)
    UNION ALL
    -- Advice that comes to its payment's money to the cent brings what it says, line by line.
    SELECT
        *,
        cash_amount,
        0,
        0,
        0,
        FALSE
    FROM usable ANTI JOIN uneven USING (receipt_no)
)

SELECT
    line_no,
    receipt_no,
    document_no,
    tier,
    status,
    candidates,
    remittance_id,
    line_number,
    claim_number,
    invoice_reference,
    reason_code,
    reason_text,
    is_credit,
    cash_amount AS advised_amount,
    is_posted,
    paid_amount,
    invoice_amount,
    deduction_amount,
    is_part,
    discount_amount + moved_discount AS stated_discount,
    moved_discount > 0 AS is_discount_moved,
    mend IS NOT NULL AS is_corrected,
    CASE
        WHEN is_posted THEN greatest(0, least(beyond_posting, left_over))
        WHEN cash_amount <= 0 THEN cash_amount
        -- What a payment brings too much is within tolerance on its largest line, as what it lacks is.
        WHEN is_largest AND rest BETWEEN 1 AND to_minor(t.tolerance, currency) AND rest = purse - before - cash_amount
            THEN cash_amount + rest
        ELSE greatest(0, least(cash_amount, purse - before))
    END::BIGINT AS cash_amount
FROM stacked, settings AS t

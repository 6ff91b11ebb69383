-- One row per source and document: the cash that stays there, and what is paid beyond what the document owes.
-- key: receipt_no, document_no
WITH settled_before AS (
    -- What came back of a payment is no settlement any more.
    SELECT
        document_no,
        list(amount) AS amounts
    FROM (
        SELECT
            p.document_no,
            sum(p.amount)::BIGINT AS amount
        FROM (
            SELECT
                document_no,
                receipt_no,
                payment_id,
                amount
            FROM prior_allocations
            UNION ALL
            SELECT
                document_no,
                receipt_no,
                NULL,
                amount
            FROM reversal_rows
        ) AS p
        LEFT JOIN receipts AS s USING (receipt_no)
        WHERE p.document_no IS NOT NULL AND coalesce(s.mode, 'idle') <> 'full'
        GROUP BY p.document_no, coalesce(s.reverses_payment_id, s.payment_id, p.payment_id, s.source_key)
    )
    WHERE amount > 0
    GROUP BY document_no
),

earning AS (
    -- The discount that the payer states and has earned is settled with its cash; only what is beyond both is too much.
    SELECT
        p.*,
        CASE
            WHEN least(i.first_paid_date, s.value_date) <= i.discount_date + t.grace_days
                THEN least(p.discount, greatest(i.terms_discount - d.granted, 0))
            ELSE 0
        END AS earned
    FROM proposed_allocations AS p
    JOIN opening_balances AS d USING (document_no)
    JOIN documents_in_play AS i USING (document_no)
    JOIN receipts AS s USING (receipt_no), settings AS t
),

stacked AS (
    SELECT
        p.*,
        d.due,
        d.disputed,
        i.effective_gross AS gross,
        i.terms_discount,
        i.is_credit,
        s.currency,
        s.is_moneyless,
        d.due - p.earned - coalesce(sum(p.cash + p.earned) OVER earlier, 0) AS room,
        list_concat(coalesce(b.amounts, []), coalesce(list(p.cash) FILTER (WHERE p.cash > 0) OVER earlier, [])) AS settled
    FROM earning AS p
    LEFT JOIN settled_before AS b USING (document_no)
    JOIN opening_balances AS d USING (document_no)
    JOIN documents_in_play AS i USING (document_no)
    JOIN receipts AS s USING (receipt_no)
    WINDOW earlier AS (PARTITION BY p.document_no ORDER BY p.turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),

tolerated_pieces AS (
    SELECT
        *,
        -- Pays in full a document that is paid already: wholly too much, and no repayment of what is disputed on it.
        NOT is_credit AND cash > 0 AND len(settled) > 0 AND room - disputed <= 0 AND cash > room
        AND (cash IN (gross, gross - terms_discount, list_max(settled)) OR coalesce(invoice_amount = gross, FALSE))
            AS is_paid_again
    FROM stacked
),

cut AS (
    SELECT
        *,
        CASE
            WHEN
                is_credit OR cash <= 0 OR is_moneyless OR (cash - room <= to_minor(t.tolerance, currency) AND NOT is_posted)
                THEN 0
            WHEN is_paid_again THEN cash ELSE least(cash, greatest(0, cash - room))
        END::BIGINT AS excess
    FROM tolerated_pieces, settings AS t
)

SELECT
    * EXCLUDE (settled, is_paid_again),
    (cash - excess)::BIGINT AS applied,
    is_paid_again OR coalesce(excess = cash AND list_contains(settled, cash), FALSE) AS is_repeat
FROM cut

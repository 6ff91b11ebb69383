-- One row per source and document that tonight's postings, advice or memo put money on, before what is paid too much is cut.
-- key: receipt_no, document_no
WITH missing AS (
    -- What was sent back of a payment is not there to be posted.
    SELECT
        m.receipt_no,
        greatest(coalesce(n.amount, 0) - m.money, 0) AS amount
    FROM advice_money AS m
    LEFT JOIN (
        SELECT
            receipt_no,
            sum(least(cash_amount, 0)) AS amount
        FROM line_pieces
        GROUP BY ALL
    ) AS n USING (receipt_no)
),

posted AS (
    SELECT
        s.receipt_no,
        i.document_no,
        coalesce(p.discount_amount, 0) AS discount,
        (
            p.applied_amount
            - greatest(0, least(greatest(p.applied_amount, 0), m.amount - coalesce(sum(greatest(p.applied_amount, 0)) OVER (
                PARTITION BY s.receipt_no ORDER BY i.document_no DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ), 0)))
        )::BIGINT AS cash
    FROM night_postings AS p
    JOIN receipts AS s USING (company_code, payment_id)
    JOIN documents_in_play AS i USING (company_code, invoice_number)
    JOIN missing AS m USING (receipt_no)
    WHERE s.mode = 'full'
),

advised AS (
    SELECT
        receipt_no,
        document_no,
        sum(cash_amount)::BIGINT AS cash,
        sum(advised_amount)::BIGINT AS advised,
        sum(stated_discount)::BIGINT AS discount,
        min(tier) AS tier,
        arg_min(remittance_id, line_no) AS remittance_id,
        arg_min(line_number, line_no) AS remittance_line_number,
        arg_min(line_no, line_no) AS line_no,
        bool_or(paid_amount >= 0) AS is_settling,
        max(invoice_amount) AS invoice_amount,
        sum(CASE WHEN is_posted THEN 0 ELSE advised_amount - cash_amount END)::BIGINT AS cut_amount,
        bool_or(is_part) AS is_part,
        bool_or(is_corrected) AS is_corrected
    FROM line_pieces
    WHERE document_no IS NOT NULL
    GROUP BY receipt_no, document_no
),

noted AS (
    SELECT
        receipt_no,
        document_no,
        cash_amount AS cash,
        is_part,
        'memo_' || tier_name(tier) AS method,
        tier_confidence(tier) AS confidence
    FROM memo_pieces
    WHERE document_no IS NOT NULL
    UNION ALL
    SELECT
        receipt_no,
        document_no,
        cash_amount,
        FALSE,
        method,
        confidence
    FROM amount_pieces
),

held AS (
    SELECT
        receipt_no,
        document_no,
        sum(amount)::BIGINT AS cash
    FROM overpayments_used
    GROUP BY ALL
)

SELECT
    receipt_no,
    document_no,
    (coalesce(p.cash, 0) + coalesce(a.cash, 0) + coalesce(n.cash, 0) + coalesce(h.cash, 0))::BIGINT AS cash,
    coalesce(h.cash, 0) AS held_cash,
    coalesce(nullif(p.discount, 0), a.discount, 0) AS discount,
    coalesce(a.advised, 0) AS advised,
    coalesce(a.cut_amount, 0) AS cut_amount,
    p.receipt_no IS NOT NULL AS is_posted,
    a.receipt_no IS NOT NULL AS is_advised,
    coalesce(a.is_settling, FALSE)
    OR n.receipt_no IS NOT NULL
    OR (coalesce(p.cash <> 0, FALSE) AND NOT s.has_advice) AS is_settling,
    coalesce(a.is_part, n.is_part, FALSE) AS is_part,
    CASE
        WHEN p.receipt_no IS NOT NULL THEN 'posting' WHEN h.receipt_no IS NOT NULL THEN 'overpayment_used' WHEN
            a.is_corrected
            THEN 'advice_mended'
        ELSE coalesce('advice_' || tier_name(a.tier), n.method)
    END AS method,
    CASE
        WHEN p.receipt_no IS NOT NULL THEN 1.0 WHEN a.is_corrected THEN least(0.95, tier_confidence(a.tier))
        ELSE coalesce(tier_confidence(a.tier), n.confidence, tier_confidence(tier_of('claim')))
    END AS confidence,
    a.remittance_id,
    a.remittance_line_number,
    a.line_no,
    a.invoice_amount,
    row_number() OVER (
        PARTITION BY document_no ORDER BY p.receipt_no IS NULL, a.receipt_no IS NULL, receipt_no
    ) AS turn
FROM posted AS p
FULL JOIN advised AS a USING (receipt_no, document_no)
FULL JOIN noted AS n USING (receipt_no, document_no)
FULL JOIN held AS h USING (receipt_no, document_no)
JOIN receipts AS s USING (receipt_no)

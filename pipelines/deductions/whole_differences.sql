-- One row per difference that tonight's matching leaves, before it is explained and compared with what was found earlier.
-- key: difference_no
WITH last_pieces AS (
    SELECT
        document_no,
        arg_max(receipt_no, place) AS receipt_no,
        arg_max(remittance_id, place) AS remittance_id,
        arg_max(remittance_line_number, place) AS remittance_line_number,
        arg_max(line_no, place) AS line_no,
        max_by(receipt_no, (discount > 0, turn)) AS discount_source_no,
        max_by(receipt_no, (is_advised AND advised > cash, turn)) AS misapplied_source_no,
        bool_or(is_part) AS is_part,
        sum(cut_amount)::BIGINT AS cut_amount
    FROM (
        -- A little too much is of whoever paid, a shortfall of whoever came last.
        SELECT
            s.*,
            (coalesce(r.unsaid < 0 AND s.applied > 0, FALSE), s.turn) AS place
        FROM capped_allocations AS s LEFT JOIN unstated_shortages AS r USING (document_no)
        WHERE s.is_settling OR s.is_credit OR s.discount > 0
    )
    GROUP BY document_no
),

parts AS (
    SELECT
        receipt_no,
        document_no,
        claim_key,
        'deduction' AS slot,
        TRUE AS is_stated,
        amount,
        remittance_id,
        line_number AS remittance_line_number,
        claim_number,
        reason_code,
        reason_text,
        line_no,
        FALSE AS is_part,
        0 AS cut_amount
    FROM deductions
    UNION ALL
    SELECT
        p.receipt_no,
        unstated_shortages.document_no,
        '',
        'deduction',
        documents_in_play.is_credit,
        unsaid,
        p.remittance_id,
        p.remittance_line_number,
        o.claim_number,
        o.reason_code,
        o.reason_text,
        p.line_no,
        p.is_part,
        p.cut_amount
    FROM unstated_shortages JOIN last_pieces AS p USING (document_no) JOIN documents_in_play USING (document_no)
    LEFT JOIN (
        SELECT * FROM line_outcomes
        WHERE deduction_amount = 0 OR is_credit
    ) AS o
        ON o.line_no = p.line_no AND o.document_no = p.document_no
    WHERE unsaid <> 0
    UNION ALL
    SELECT
        p.discount_source_no,
        document_no,
        '',
        'discount',
        TRUE,
        discount_beyond,
        p.remittance_id,
        p.remittance_line_number,
        NULL,
        NULL,
        NULL,
        p.line_no,
        FALSE,
        0
    FROM unstated_shortages JOIN last_pieces AS p USING (document_no)
    WHERE discount_beyond > 0
    UNION ALL
    SELECT
        p.misapplied_source_no,
        document_no,
        '',
        'misapplied',
        TRUE,
        misapplied,
        p.remittance_id,
        p.remittance_line_number,
        NULL,
        NULL,
        NULL,
        p.line_no,
        FALSE,
        0
    FROM unstated_shortages JOIN last_pieces AS p USING (document_no)
    WHERE misapplied > 0
    UNION ALL
    SELECT
        p.discount_source_no,
        document_no,
        '',
        'earned_discount',
        TRUE,
        granted,
        p.remittance_id,
        p.remittance_line_number,
        NULL,
        NULL,
        NULL,
        p.line_no,
        FALSE,
        0
    FROM document_settlements JOIN last_pieces AS p USING (document_no)
    WHERE granted > 0
    UNION ALL
    SELECT
        receipt_no,
        document_no,
        '',
        'overpayment',
        FALSE,
        -excess,
        remittance_id,
        remittance_line_number,
        NULL,
        NULL,
        NULL,
        line_no,
        FALSE,
        0
    FROM capped_allocations
    WHERE excess > 0
    UNION ALL
    SELECT
        receipt_no,
        document_no,
        '',
        'overpayment',
        FALSE,
        -amount,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        FALSE,
        0
    FROM restated_money
    UNION ALL
    SELECT
        receipt_no,
        document_no,
        '',
        'overpayment',
        FALSE,
        amount,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        FALSE,
        0
    FROM overpayments_used
    WHERE variance_id IS NULL
    UNION ALL
    SELECT
        receipt_no,
        NULL,
        'bundle',
        'deduction',
        FALSE,
        -cash_amount,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        NULL,
        FALSE,
        0
    FROM memo_pieces
    WHERE document_no IS NULL
),

memo_reasons AS (
    -- Once per payment, not once per document of it.
    SELECT
        receipt_no,
        words_on_shortfall(memo) AS reason_text
    FROM receipts
    WHERE receipt_no IN (
        SELECT receipt_no FROM parts
        WHERE line_no IS NULL AND slot = 'deduction'
    )
)

SELECT
    row_number() OVER (
        ORDER BY p.receipt_no, p.document_no, p.claim_key, p.slot, p.is_stated DESC, p.amount DESC, p.claim_number, p.line_no
    ) AS difference_no,
    p.* REPLACE (
        CASE WHEN p.line_no IS NULL AND p.slot = 'deduction' THEN m.reason_text ELSE p.reason_text END
            AS reason_text
    ),
    coalesce(i.company_code, s.company_code, c.company_code) AS company_code,
    i.invoice_number,
    s.payment_id,
    coalesce(i.payer_id, s.payer_id, '') AS payer_id,
    s.currency,
    s.group_id,
    coalesce(n.is_repeat, FALSE) AS is_repeat,
    coalesce(n.applied, 0) AS paid_amount,
    s.value_date,
    -- What is settled already, under another variance of the document, is not written off as well.
    abs(p.amount) <= to_minor(t.tolerance, s.currency) AND NOT p.is_stated AND p.slot = 'deduction'
    AND p.amount <= coalesce(h.holdable, p.amount) AS is_tolerable,
    NULL::BIGINT AS whole_amount,
    NULL::VARCHAR[] AS part_types
FROM parts AS p
JOIN receipts AS s USING (receipt_no)
LEFT JOIN memo_reasons AS m USING (receipt_no)
LEFT JOIN documents_in_play AS i USING (document_no)
LEFT JOIN document_settlements AS h ON h.document_no = p.document_no
LEFT JOIN capped_allocations AS n ON n.receipt_no = p.receipt_no AND n.document_no = p.document_no
LEFT JOIN (
    SELECT
        group_id,
        min(company_code) AS company_code
    FROM documents_in_play
    GROUP BY ALL
) AS c ON c.group_id = s.group_id,
    settings AS t

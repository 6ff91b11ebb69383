-- One row per document in play, with its ledger after tonight.
-- key: company_code, invoice_number
WITH changes AS (
    SELECT
        document_no,
        amount AS allocated,
        discount_amount AS granted,
        0 AS credited,
        0 AS written_off,
        CASE WHEN amount > 0 THEN (
            SELECT value_date FROM receipts AS s
            WHERE s.receipt_no = r.receipt_no
        ) END AS paid_date
    FROM allocation_changes AS r
    UNION ALL
    SELECT
        coalesce(f.document_no, d.document_no),
        0,
        0,
        c.amount,
        0,
        NULL
    FROM credited AS c LEFT JOIN differences AS f USING (difference_no) LEFT JOIN disputes AS d USING (variance_id)
    UNION ALL
    SELECT
        credit_no,
        0,
        0,
        -amount,
        0,
        NULL
    FROM credited
    UNION ALL
    SELECT
        document_no,
        0,
        0,
        -amount,
        0,
        NULL
    FROM restated_credits
    UNION ALL
    SELECT
        credit_no,
        0,
        0,
        amount,
        0,
        NULL
    FROM restated_credits
    UNION ALL
    SELECT
        f.document_no,
        0,
        0,
        c.amount,
        0,
        NULL
    FROM settled_by_credit AS c JOIN differences AS f USING (difference_no)
    UNION ALL
    SELECT
        credit_no,
        0,
        0,
        -amount,
        0,
        NULL
    FROM settled_by_credit
    UNION ALL
    SELECT
        document_no,
        0,
        0,
        0,
        amount,
        NULL
    FROM classified_differences
    WHERE outcome = 'tolerance'
    UNION ALL
    SELECT
        document_no,
        0,
        0,
        0,
        -amount,
        NULL
    FROM unwritten
    UNION ALL
    SELECT
        document_no,
        0,
        0,
        0,
        -amount,
        NULL
    FROM disputes
    WHERE outcome = 'tolerance' AND (receipt_mode = 'full' OR variance_id IN (SELECT variance_id FROM returned_variances))
),

moved AS (
    SELECT
        document_no,
        sum(allocated)::BIGINT AS allocated,
        sum(granted)::BIGINT AS granted,
        sum(credited)::BIGINT AS credited,
        sum(written_off)::BIGINT AS written_off,
        min(paid_date) AS paid_date
    FROM changes
    WHERE document_no IS NOT NULL
    GROUP BY document_no
),

held AS (
    SELECT
        company_code,
        invoice_number,
        sum(open_amount)::BIGINT AS disputed
    FROM settled_variances
    WHERE open_amount > 0 AND slot <> 'misapplied' AND invoice_number IS NOT NULL
    GROUP BY ALL
)

SELECT
    i.* EXCLUDE (
        document_no, is_credit, due, terms_discount, all_digits, is_new, is_landed, group_id, previous_gross, effective_gross
    )
    REPLACE (
        i.allocated_amount + coalesce(m.allocated, 0) AS allocated_amount,
        i.discount_granted_amount + coalesce(m.granted, 0) AS discount_granted_amount,
        i.credited_amount + coalesce(m.credited, 0) AS credited_amount,
        i.written_off_amount + coalesce(m.written_off, 0) AS written_off_amount,
        coalesce(h.disputed, 0) AS disputed_amount,
        least(i.first_paid_date, m.paid_date) AS first_paid_date,
        CASE WHEN m.document_no IS NOT NULL THEN getvariable('night') ELSE i.settled_date END AS settled_date
    ),
    i.effective_gross,
    i.is_new OR i.disputed_amount <> 0 OR i.due <> 0 OR i.due <> i.effective_gross - i.previous_gross AS was_open
FROM documents_in_play AS i
LEFT JOIN moved AS m USING (document_no)
LEFT JOIN held AS h ON h.company_code = i.company_code AND h.invoice_number = i.invoice_number

-- One row per payment (or advice that needs no money), what was read of it, and document or set of documents that came
-- close tonight.
-- key: candidate_id
WITH traced AS (
    SELECT
        t.receipt_no,
        l.payer_id AS advising_payer_id,
        l.remittance_id,
        l.line_number AS remittance_line_number,
        coalesce(l.invoice_reference, l.po_reference) AS reference,
        [t.document_no] AS documents,
        'advice_' || tier_name(t.tier) AS method,
        l.paid_amount AS wanted_amount,
        t.candidate_amount,
        t.reason
    FROM line_trace AS t JOIN advice_lines AS l USING (line_no)
    UNION ALL
    SELECT
        t.receipt_no,
        NULL,
        NULL,
        NULL,
        t.word,
        [t.document_no],
        'memo_' || tier_name(t.tier),
        s.amount,
        t.candidate_amount,
        t.reason
    FROM memo_trace AS t JOIN receipts AS s USING (receipt_no)
    UNION ALL
    SELECT
        t.receipt_no,
        NULL,
        NULL,
        NULL,
        NULL,
        t.documents,
        t.method,
        u.money,
        t.candidate_amount,
        t.reason
    FROM amount_trace AS t JOIN unreferenced AS u USING (receipt_no)
    UNION ALL
    SELECT
        receipt_no,
        payer_id,
        remittance_id,
        line_number,
        reference,
        [NULL],
        NULL,
        wanted_amount,
        NULL,
        'beyond_limit'
    FROM unread_trace
),

numbered AS (
    SELECT
        *,
        row_number() OVER () AS trace_no
    FROM traced
),

named AS (
    SELECT
        n.trace_no,
        i.invoice_number AS invoice_numbers,
        1 AS document_count,
        i.company_code,
        i.invoice_number AS first_number
    FROM numbered AS n JOIN documents_in_play AS i ON i.document_no = n.documents[1]
    WHERE len(n.documents) = 1
    UNION ALL
    SELECT
        n.trace_no,
        string_agg(i.invoice_number, ' ' ORDER BY i.document_no) AS invoice_numbers,
        count(*) AS document_count,
        min(i.company_code) AS company_code,
        min(i.invoice_number) AS first_number
    FROM (
        SELECT
            trace_no,
            unnest(documents) AS document_no
        FROM numbered
        WHERE len(documents) > 1
    ) AS n
    JOIN documents_in_play AS i USING (document_no)
    GROUP BY n.trace_no
)

SELECT
    md5(concat_ws(
        '|', coalesce(s.company_code, ''), coalesce(s.payment_id, ''), coalesce(s.payer_id, ''),
        coalesce(t.remittance_id, ''),
        coalesce(t.remittance_line_number, 0),
        coalesce(t.reference, ''),
        coalesce(t.method, ''),
        coalesce(n.invoice_numbers, ''),
        -- Two payers of a family may send advice of one number for one payment.
        CASE
            WHEN t.remittance_id IS NOT NULL AND t.advising_payer_id IS DISTINCT FROM s.payer_id
                THEN coalesce(t.advising_payer_id, '')
        END
    )) AS candidate_id,
    coalesce(s.company_code, n.company_code) AS company_code,
    s.payment_id,
    t.remittance_id,
    t.remittance_line_number,
    coalesce(s.payer_id, '') AS payer_id,
    s.currency,
    t.reference,
    CASE WHEN n.document_count = 1 THEN n.first_number END AS invoice_number,
    n.invoice_numbers,
    coalesce(n.document_count, 0) AS document_count,
    t.method,
    to_money(t.wanted_amount, s.currency) AS wanted_amount,
    to_total(t.candidate_amount, s.currency) AS candidate_amount,
    t.reason
FROM numbered AS t
JOIN receipts AS s USING (receipt_no)
LEFT JOIN named AS n USING (trace_no)
-- What is tried again tells only when that changes something: the night it came has told the rest.
WHERE
    (s.mode = 'full' AND (NOT s.is_moneyless OR s.arrived_date = getvariable('night')))
    OR s.receipt_no IN (SELECT receipt_no FROM allocation_changes)

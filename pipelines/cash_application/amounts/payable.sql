-- One row per payment that names nothing, document of its payer's family and way to pay it: less its earned discount
-- (`net`), without taking it (`gross`), or only what is disputed on it (`disputed`, a row per amount).
-- key: receipt_no, document_no, variant, amount
WITH amounts_taken AS (
    SELECT
        document_no,
        sum(amount) AS amount
    FROM (
        FROM amounts_applied
        UNION ALL
        SELECT
            document_no,
            cash_amount
        FROM memo_pieces
        WHERE document_no IS NOT NULL
    )
    GROUP BY document_no
),

touched AS (
    -- A document that the payment's posting, advice or memo is about already: its rest is not about that.
    SELECT
        receipt_no,
        document_no
    FROM prior_allocations
    UNION
    SELECT
        receipt_no,
        document_no
    FROM line_pieces
    UNION
    SELECT
        receipt_no,
        document_no
    FROM memo_pieces
    UNION
    SELECT
        receipt_no,
        document_no
    FROM disputes
    UNION
    SELECT
        s.receipt_no,
        i.document_no
    FROM night_postings AS p
    JOIN receipts AS s USING (company_code, payment_id)
    JOIN documents_in_play AS i USING (company_code, invoice_number)
),

amounts_owed AS (
    SELECT
        u.receipt_no,
        i.document_no,
        i.is_credit,
        i.due_date,
        i.issue_date,
        i.payer_id = u.payer_id AS is_own,
        normal_reference(i.po_number) AS order_key,
        i.ship_to_id,
        d.due - d.disputed - coalesce(t.amount, 0) AS open_amount,
        d.disputed,
        CASE WHEN i.is_credit THEN 0 ELSE earnable_on(u.value_date, i.discount_date, i.terms_discount - d.granted) END
            AS earnable
    FROM unreferenced AS u
    JOIN documents_in_play AS i
        ON
            i.group_id = u.group_id AND i.company_code = u.company_code AND i.currency = u.currency
            AND i.issue_date <= u.value_date
    JOIN opening_balances AS d USING (document_no)
    LEFT JOIN amounts_taken AS t USING (document_no)
    LEFT JOIN cut_memos AS c ON c.receipt_no = u.receipt_no
    ANTI JOIN touched AS o ON o.receipt_no = u.receipt_no AND o.document_no = i.document_no
    WHERE NOT coalesce(number_of(i.all_digits) <= c.last_number, FALSE)
),

open_documents AS (
    SELECT
        *,
        bool_or(earnable > 0) OVER (PARTITION BY receipt_no) AS has_discounts
    FROM amounts_owed
    WHERE
        CASE WHEN is_credit THEN open_amount < 0 ELSE open_amount > earnable END
        AND TRY_CAST(open_amount AS BIGINT) IS NOT NULL
)

SELECT
    *,
    'net' AS variant,
    (open_amount - earnable)::BIGINT AS amount
FROM open_documents
UNION ALL
SELECT
    *,
    'gross',
    open_amount::BIGINT
FROM open_documents
WHERE has_discounts
UNION ALL
SELECT DISTINCT
    o.*,
    FALSE,
    'disputed',
    d.open_amount::BIGINT
FROM amounts_owed AS o JOIN disputes AS d USING (document_no)
WHERE d.holds_document AND d.open_amount <= o.disputed

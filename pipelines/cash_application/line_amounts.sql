-- One row per line of advice in numbers of the payer's own: where no reference of the whole advice leads anywhere,
-- every line states the amount of a document of the family, that of one only, and no two lines the same.
-- key: line_no
WITH unread AS (
    SELECT l.* FROM advice_lines AS l
    ANTI JOIN (
        SELECT receipt_no FROM line_candidates JOIN advice_lines USING (line_no)
        -- A list that is not read may lead somewhere.
        UNION ALL
        SELECT receipt_no FROM long_references JOIN advice_lines USING (line_no)
        -- A line that was used on an earlier night, and is not in play any more, did.
        UNION ALL
        SELECT s.receipt_no FROM night_advice AS a
        JOIN receipts AS s ON s.company_code = a.tied_company_code AND s.payment_id = a.tied_payment_id
        WHERE a.is_used AND s.mode = 'retry'
    ) AS c ON c.receipt_no = l.receipt_no
    WHERE l.paid_amount > 0 AND l.invoice_reference IS NOT NULL
),

fitting AS (
    SELECT
        u.line_no,
        u.receipt_no,
        i.document_no
    FROM unread AS u
    JOIN item_keys AS k ON k.pool = u.pool AND k.tier = tier_of('slip') AND k.key = u.invoice_amount::VARCHAR
    JOIN documents_in_play AS i
        ON
            i.document_no = k.document_no AND i.group_id = u.group_id AND i.currency = u.currency
            AND i.effective_gross = u.invoice_amount AND (u.company_code IS NULL OR i.company_code = u.company_code)
    JOIN opening_balances AS s ON s.document_no = i.document_no
    WHERE u.paid_amount + u.discount_amount + u.deduction_amount = s.due
),

counted AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY line_no) AS documents,
        count(*) OVER (PARTITION BY document_no) AS lines
    FROM fitting
),

whole AS (
    SELECT l.receipt_no
    FROM (
        SELECT * FROM advice_lines
        WHERE paid_amount <> 0
    ) AS l
    LEFT JOIN counted AS c
        USING (line_no)
    GROUP BY l.receipt_no
    HAVING count(*) > 1 AND bool_and(coalesce(c.documents = 1 AND c.lines = 1, FALSE))
)

SELECT
    line_no,
    document_no
FROM counted SEMI JOIN whole USING (receipt_no)

-- One row per document in play, numbered by company and number, with what it still owes (`due`, disputes included)
-- and its pool, a number for its group and currency: no match crosses one.
-- key: document_no
WITH credits_taken AS (
    SELECT
        company_code,
        invoice_number,
        sum(amount)::BIGINT AS amount
    FROM (
        SELECT
            company_code,
            invoice_number,
            amount
        FROM taken_credits
        UNION ALL
        SELECT
            company_code,
            memo_number,
            -amount
        FROM taken_credits
    )
    GROUP BY ALL
),

numbered AS (
    -- Keys alone are put in order: a sort that carries whole rows costs several times as much.
    SELECT
        company_code,
        invoice_number,
        row_number() OVER (ORDER BY company_code, invoice_number)::INTEGER AS document_no
    FROM night_documents
)

SELECT
    n.document_no,
    d.* REPLACE (d.credited_amount - coalesce(t.amount, 0) AS credited_amount),
    hash(group_id, currency) AS pool,
    document_type = 'credit_memo' AS is_credit,
    effective_gross - allocated_amount - discount_granted_amount - d.credited_amount + coalesce(t.amount, 0)
    - written_off_amount AS due,
    percent_of(greatest(effective_gross, 0), discount_percent) AS terms_discount,
    all_digits(d.invoice_number) AS all_digits
FROM night_documents AS d
JOIN numbered AS n USING (company_code, invoice_number)
LEFT JOIN credits_taken AS t ON t.company_code = d.company_code AND t.invoice_number = d.invoice_number

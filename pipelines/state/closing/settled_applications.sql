-- One row per payment, document and claim: what stands there after tonight.
-- key: company_code, payment_id?, invoice_number?, claim_key
WITH rows AS (
    SELECT
        company_code,
        payment_id,
        invoice_number,
        claim_key,
        amount,
        discount_amount,
        is_posted,
        method,
        value_date,
        applied_date,
        0 AS age
    FROM night_applications
    UNION ALL
    SELECT
        coalesce(i.company_code, s.company_code, c.company_code),
        s.payment_id,
        i.invoice_number,
        CASE WHEN s.is_moneyless THEN advice_key(s.payer_id, s.remittance_id) ELSE '' END || r.claim_key,
        r.amount,
        r.discount_amount,
        r.is_posted,
        r.method,
        s.value_date,
        getvariable('night'),
        1
    FROM allocation_changes AS r JOIN receipts AS s USING (receipt_no) LEFT JOIN documents_in_play AS i USING (document_no)
    LEFT JOIN (
        SELECT
            group_id,
            min(company_code) AS company_code
        FROM documents_in_play
        GROUP BY ALL
    ) AS c ON c.group_id = s.group_id
)

SELECT
    company_code,
    payment_id,
    invoice_number,
    claim_key,
    sum(amount)::BIGINT AS amount,
    sum(discount_amount)::BIGINT AS discount_amount,
    bool_or(is_posted) AS is_posted,
    arg_max(method, (age, method)) AS method,
    max(value_date) AS value_date,
    max(applied_date) AS applied_date
FROM rows
GROUP BY company_code, payment_id, invoice_number, claim_key

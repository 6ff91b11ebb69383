-- One row per withheld amount and credit memo, already used, of the same amount for the same document, claim, order or delivery.
WITH credits AS (
    SELECT company_code, currency, -gross_amount AS amount, invoice_number AS memo_number, issue_date AS memo_date,
        original_invoice_number, po_number, delivery_number
    FROM used_credits
    WHERE gross_amount < 0
),

pairs AS (
    SELECT shortfall_id, memo_number, memo_date, 'invoice ' || credits.original_invoice_number AS link, FALSE AS is_loose
    FROM withheld JOIN credits USING (company_code, currency, amount)
    WHERE withheld.invoice_number = credits.original_invoice_number
    UNION ALL
    SELECT shortfall_id, memo_number, memo_date, 'claim ' || withheld.claim_number, FALSE
    FROM withheld JOIN credits USING (company_code, currency, amount)
    WHERE withheld.claim_number IN (credits.original_invoice_number, credits.po_number, credits.delivery_number)
    UNION ALL
    SELECT shortfall_id, memo_number, memo_date, 'order ' || credits.po_number, credits.original_invoice_number IS NOT NULL
    FROM withheld JOIN credits USING (company_code, currency, amount, po_number)
    WHERE withheld.invoice_number IS DISTINCT FROM credits.original_invoice_number
    UNION ALL
    SELECT shortfall_id, memo_number, memo_date, 'delivery ' || credits.delivery_number,
        credits.original_invoice_number IS NOT NULL
    FROM withheld JOIN credits USING (company_code, currency, amount, delivery_number)
    WHERE withheld.invoice_number IS DISTINCT FROM credits.original_invoice_number
)

SELECT
    shortfall_id,
    'duplicate' AS dispute_type,
    'already_credited' AS dispute_subtype,
    'duplicate/already_credited' AS hypothesis,
    amount AS amount_explained,
    documented_weight(chance_of_figures(1, amount, currency)) - CASE WHEN is_loose THEN scale_rare() ELSE 0 END AS strength,
    TRUE AS is_documented,
    'our books: credit memo ' || memo_number || ' of ' || memo_date || ' for ' || link || ' is used' AS basis,
    'it was already credited with ' || memo_number || ' of ' || memo_date || ' for ' || link AS sentence
FROM pairs JOIN withheld USING (shortfall_id)
QUALIFY row_number() OVER (PARTITION BY shortfall_id, memo_number ORDER BY is_loose, link) = 1

-- One row per document whose ledger does not move by tonight's allocations: cash, and the discount granted with it.
WITH changes AS (
    SELECT
        company_code,
        invoice_number,
        to_money(allocated_amount, currency) AS allocated,
        to_money(discount_granted_amount, currency) AS discount
    FROM book_documents
    UNION ALL
    SELECT
        company_code,
        invoice_number,
        -to_money(allocated_amount, currency),
        -to_money(discount_granted_amount, currency)
    FROM book_documents_before
    UNION ALL
    SELECT
        company_code,
        invoice_number,
        -amount,
        -discount_amount
    FROM allocations
    WHERE invoice_number IS NOT NULL
)

SELECT
    company_code,
    invoice_number,
    sum(allocated) AS allocated_too_much,
    sum(discount) AS discount_too_much
FROM changes
GROUP BY company_code, invoice_number
HAVING sum(allocated) <> 0 OR sum(discount) <> 0

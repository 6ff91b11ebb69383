-- One row per document whose disputed amount is not the open amount of its positive disputes other than misapplied cash.
WITH disputes AS (
    SELECT
        company_code,
        invoice_number,
        sum(open_amount) AS disputed_amount
    FROM worklist
    WHERE invoice_number IS NOT NULL AND open_amount > 0 AND dispute_subtype <> 'misapplied_cash'
    GROUP BY company_code, invoice_number
)

SELECT
    coalesce(i.company_code, d.company_code) AS company_code,
    coalesce(i.invoice_number, d.invoice_number) AS invoice_number,
    i.disputed_amount AS of_open_item,
    d.disputed_amount AS of_worklist
FROM open_items AS i
FULL JOIN disputes AS d ON i.company_code = d.company_code AND i.invoice_number = d.invoice_number
WHERE coalesce(i.disputed_amount, 0) <> coalesce(d.disputed_amount, 0)

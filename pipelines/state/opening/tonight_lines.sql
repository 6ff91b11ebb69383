-- One row per line of tonight, in minor units of its document's currency; null where no whole number of them fits, or where the
-- document is not known, as nothing else says the currency.
-- key: company_code, invoice_number, line_number
WITH taken_documents AS (
    SELECT company_code, invoice_number, currency FROM landed_documents WHERE refusal IS NULL
), currencies AS (
    FROM taken_documents
    UNION ALL
    SELECT company_code, invoice_number, currency FROM old_documents ANTI JOIN taken_documents USING (company_code, invoice_number)
)
SELECT
    l.* EXCLUDE (raw_row, folder_date) REPLACE (
        CASE WHEN c.currency IS NOT NULL AND l.net_amount = to_money(to_minor(l.net_amount, c.currency), c.currency)
            THEN to_minor(l.net_amount, c.currency) END AS net_amount
    ),
    c.currency
FROM landed_invoice_lines AS l
LEFT JOIN currencies AS c USING (company_code, invoice_number)

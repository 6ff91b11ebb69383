-- One row per line of tonight, in minor units of its document's currency; null where no whole number of them fits.
-- key: company_code, invoice_number, line_number
WITH currencies AS (
    SELECT company_code, invoice_number, currency FROM old_documents
    ANTI JOIN landed_invoices USING (company_code, invoice_number)
    UNION ALL
    SELECT company_code, invoice_number, currency FROM landed_invoices
)
SELECT
    l.* EXCLUDE (raw_row, folder_date) REPLACE (
        CASE WHEN l.net_amount = to_money(to_minor(l.net_amount, c.currency), c.currency)
            THEN to_minor(l.net_amount, c.currency) END AS net_amount
    ),
    c.currency
FROM landed_invoice_lines AS l
LEFT JOIN currencies AS c USING (company_code, invoice_number)

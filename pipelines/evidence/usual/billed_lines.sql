-- One row per line of goods or charges of a bill at hand; rows may repeat.
SELECT
    payer_id,
    company_code,
    invoice_number,
    l.sku,
    CAST(l.tax_percent * 10000 AS HUGEINT) AS tax4,
    l.net_amount,
    is_charge_text(l.sku, l.description) AS is_charge
FROM night_lines AS l
JOIN billed_documents USING (company_code, invoice_number)

-- One row per reference of tonight's advice that no document of tonight or in play bears.
-- key: normal_key
SELECT DISTINCT normal_reference(invoice_reference) AS normal_key FROM landed_remittances
WHERE invoice_reference IS NOT NULL
    AND normal_reference(invoice_reference) NOT IN (SELECT normal_key FROM old_documents)
    AND normal_reference(invoice_reference) NOT IN (SELECT normal_reference(invoice_number) FROM landed_invoices)

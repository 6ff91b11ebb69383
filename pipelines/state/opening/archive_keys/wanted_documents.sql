-- One row per document that is back in play, but for those sent again: a posting, lines alone, money on it that moves, or people at
-- its dispute.
-- key: company_code, invoice_number
SELECT DISTINCT company_code, invoice_number FROM (
    SELECT company_code, invoice_number FROM landed_cash_applications
    UNION ALL SELECT company_code, invoice_number FROM landed_invoice_lines ANTI JOIN landed_invoices USING (company_code, invoice_number)
    UNION ALL SELECT company_code, original_invoice_number FROM landed_invoices WHERE original_invoice_number IS NOT NULL
    UNION ALL SELECT company_code, invoice_number FROM old_applications WHERE NOT is_live AND invoice_number IS NOT NULL
    -- What people write off or take back lies on the document.
    UNION ALL SELECT company_code, invoice_number FROM old_variances WHERE NOT is_live AND invoice_number IS NOT NULL
) ANTI JOIN old_documents USING (company_code, invoice_number)

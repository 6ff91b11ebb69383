-- One row per bill at hand of a payer that tonight bills, with what it still owes.
-- key: company_code, invoice_number
SELECT
    *,
    effective_gross - allocated_amount - discount_granted_amount - credited_amount - written_off_amount AS due
FROM night_documents
WHERE payer_id IN (SELECT payer_id FROM audited_documents) AND document_type = 'invoice' AND NOT coalesce(is_cancelled, FALSE)

-- One row per payment, document and claim; live with its document or payment.
-- key: company_code, payment_id?, invoice_number?, claim_key
SELECT a.*, coalesce(d.is_live, false) OR coalesce(p.is_live, false) AS is_live
FROM settled_applications AS a
LEFT JOIN book_documents AS d USING (company_code, invoice_number)
LEFT JOIN book_payments AS p ON p.company_code = a.company_code AND p.payment_id = a.payment_id

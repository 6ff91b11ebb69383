-- One row per payment of an unknown payer that the ERP has posted on documents of one family only.
-- key: company_code, payment_id
SELECT u.company_code, u.payment_id, min(d.payer_id) AS payer_id
FROM unknown_payments AS u
JOIN (
    SELECT company_code, payment_id, invoice_number FROM landed_cash_applications
    UNION SELECT company_code, payment_id, invoice_number FROM old_postings
) AS o USING (company_code, payment_id)
JOIN night_documents AS d USING (company_code, invoice_number)
GROUP BY ALL HAVING count(DISTINCT d.group_id) = 1

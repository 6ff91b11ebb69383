-- One row per posting in play; live with its payment.
-- key: company_code, payment_id, invoice_number
SELECT o.* EXCLUDE (is_new), coalesce(p.is_live, false) AS is_live
FROM night_postings AS o LEFT JOIN book_payments AS p USING (company_code, payment_id)

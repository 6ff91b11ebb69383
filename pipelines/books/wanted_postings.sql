-- One row per payment whose earlier postings tonight's postings, versions or advice need.
SELECT DISTINCT company_code, payment_id FROM landed_cash_applications
UNION SELECT company_code, payment_id FROM landed_payments
UNION SELECT o.company_code, o.payment_id FROM old_payments AS o WHERE NOT o.is_live

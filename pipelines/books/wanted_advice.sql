-- One row per payment whose earlier advice tonight's postings need.
SELECT DISTINCT company_code AS tied_company_code, payment_id AS tied_payment_id FROM landed_cash_applications

-- One row per document with an open or a disputed amount, and once, with both 0, the night it has none any more.
-- key: company_code, invoice_number
SELECT
    company_code, invoice_number, document_type, payer_id, currency, to_money(effective_gross, currency) AS gross_amount,
    to_money(allocated_amount, currency) AS allocated_amount, to_money(discount_granted_amount, currency) AS discount_amount,
    to_money(credited_amount, currency) AS credited_amount, to_money(written_off_amount, currency) AS written_off_amount,
    to_money(disputed_amount, currency) AS disputed_amount, to_money(open_amount, currency) AS open_amount, due_date
FROM decided_documents
WHERE open_amount <> 0 OR disputed_amount <> 0 OR was_open

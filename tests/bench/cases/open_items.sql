-- One row per document of a dispute, as it is shown.
SELECT company_code, invoice_number, document_type, payer_id, currency, to_money(gross_amount, currency) AS gross_amount,
    to_money(allocated_amount, currency) AS allocated_amount, 0 AS discount_amount, 0 AS credited_amount,
    0 AS written_off_amount, to_money(disputed_amount, currency) AS disputed_amount, 0 AS open_amount, due_date
FROM book_documents

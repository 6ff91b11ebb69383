-- One row per document in play, numbered by company and number, with what it still owes (`due`, disputes included).
SELECT
    row_number() OVER (ORDER BY company_code, invoice_number)::INTEGER AS document_no,
    *,
    document_type = 'credit_memo' AS is_credit,
    effective_gross - allocated_amount - discount_granted_amount - credited_amount - written_off_amount AS due,
    percent_of(greatest(effective_gross, 0), discount_percent) AS terms_discount,
    regexp_replace(invoice_number, '[^0-9]', '', 'g') AS all_digits
FROM night_documents

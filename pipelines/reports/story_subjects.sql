-- One row per payment and document that bears the name asked for: newest version, with what it is.
WITH named AS (
    SELECT 'payment' AS kind, company_code, payment_id AS name, business_date,
        concat('Payment ', payment_id, ' of company ', company_code, ': ', amount_text(amount, currency), ' of ', value_date, ', ',
            coalesce('from payer ' || known_payer_id, 'payer unknown'), coalesce(', memo "' || shortened(memo) || '"', '')) AS title
    FROM book_payments WHERE payment_id = getvariable('name')
    UNION ALL
    SELECT 'document', company_code, invoice_number, business_date,
        concat(CASE document_type WHEN 'invoice' THEN 'Invoice ' WHEN 'credit_memo' THEN 'Credit memo ' ELSE 'Debit memo ' END,
            invoice_number, ' of company ', company_code, ': ', amount_text(gross_amount, currency), ' to payer ', payer_id, ', due ',
            due_date, CASE WHEN is_cancelled THEN ', cancelled' ELSE '' END)
    FROM book_documents WHERE invoice_number = getvariable('name')
)
SELECT kind, company_code, title FROM named
QUALIFY row_number() OVER (PARTITION BY kind, company_code ORDER BY business_date DESC) = 1
ORDER BY kind DESC, company_code

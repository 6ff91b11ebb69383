-- One row per invoice that bills the same delivery or order and the same lines as another of the same payer.
-- key: company_code, invoice_number
WITH wanted AS (
    SELECT DISTINCT
        company_code,
        payer_id,
        lines_key
    FROM documents_laid
    WHERE lines_key IS NOT NULL AND arrived_date = getvariable('night')
),

billed AS (
    SELECT
        d.company_code,
        d.payer_id,
        d.currency,
        d.lines_key,
        d.issue_date,
        d.invoice_number,
        unnest(['order ' || d.po_number, 'delivery ' || d.delivery_number]) AS billed_for
    FROM documents_laid AS d
    JOIN wanted USING (company_code, payer_id, lines_key)
    WHERE d.document_type = 'invoice' AND NOT coalesce(d.is_cancelled, FALSE)
),

alike AS (
    SELECT
        company_code,
        invoice_number,
        row_number() OVER same AS position,
        first_value(invoice_number) OVER same AS earliest,
        lead(invoice_number) OVER same AS next
    FROM billed
    WHERE billed_for IS NOT NULL
    WINDOW same AS (
        PARTITION BY company_code, payer_id, currency, lines_key, billed_for ORDER BY issue_date, invoice_number
    )
)

SELECT
    company_code,
    invoice_number,
    min(CASE WHEN position = 1 THEN next ELSE earliest END) AS twin_invoice_number
FROM alike
WHERE position > 1 OR next IS NOT NULL
GROUP BY ALL

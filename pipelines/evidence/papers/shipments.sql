-- One row per delivery, document and item of the documents that a shortfall lies on; what names the document comes before what names the
-- delivery alone.
-- key: company_code, delivery_number, invoice_number, sku
SELECT s.* REPLACE (d.invoice_number AS invoice_number)
FROM night_shipments AS s
JOIN (SELECT company_code, invoice_number, delivery_number FROM documents) AS d
    ON d.company_code = s.company_code
    AND (s.invoice_number = d.invoice_number OR (s.invoice_number IS NULL AND s.delivery_number = d.delivery_number))
QUALIFY row_number() OVER (
    PARTITION BY s.company_code, s.delivery_number, d.invoice_number, s.sku ORDER BY s.invoice_number IS NULL
) = 1

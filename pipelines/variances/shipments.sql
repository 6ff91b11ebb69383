-- One row per delivery, document and item of the documents that a shortfall lies on; rows may repeat, where a delivery came both with
-- and without the number of its document.
SELECT * REPLACE (d.invoice_number AS invoice_number)
FROM night_shipments AS s
JOIN (SELECT company_code, invoice_number, delivery_number FROM documents) AS d
    ON d.company_code = s.company_code
    AND (s.invoice_number = d.invoice_number OR (s.invoice_number IS NULL AND s.delivery_number = d.delivery_number))

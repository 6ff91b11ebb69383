-- One row per payer that is usually billed no freight, neither in the head nor as a line.
WITH freight AS (
    SELECT
        payer_id,
        coalesce(freight_amount, 0) <> 0
        OR (company_code, invoice_number) IN (
            SELECT (company_code, invoice_number) FROM billed_lines WHERE is_charge AND net_amount <> 0
        ) AS has_freight
    FROM items
)

SELECT payer_id, count(*) FILTER (NOT has_freight) AS document_count
FROM freight
GROUP BY payer_id
HAVING document_count >= getvariable('usual_documents') AND document_count >= getvariable('usual_share') * count(*)

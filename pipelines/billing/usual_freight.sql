-- One row per payer that is usually billed no freight, neither in the head nor as a line.
SELECT payer_id, count(*) AS document_count
FROM items
LEFT JOIN (SELECT DISTINCT company_code, invoice_number, TRUE AS has_charge FROM earlier_lines WHERE is_charge AND net_amount <> 0)
    USING (company_code, invoice_number)
WHERE NOT is_tested
GROUP BY payer_id
HAVING count(*) >= getvariable('usual_documents')
    AND count(*) FILTER (coalesce(freight_amount, 0) = 0 AND has_charge IS NULL) >= getvariable('usual_share') * count(*)

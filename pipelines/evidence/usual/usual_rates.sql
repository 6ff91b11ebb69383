-- One row per payer (and item, or all items: sku null) with a usual tax rate: on nearly all of enough documents at hand.
-- key: payer_id, sku?
WITH rates AS (
    SELECT
        payer_id,
        sku,
        tax4,
        count(distinct(company_code, invoice_number)) AS document_count
    FROM billed_lines
    WHERE NOT is_charge AND tax4 IS NOT NULL
    GROUP BY GROUPING SETS ((payer_id, sku, tax4), (payer_id, tax4))
    HAVING grouping(sku) = 1 OR sku IS NOT NULL
)

SELECT
    payer_id,
    sku,
    tax4 AS rate4,
    document_count
FROM rates
QUALIFY
    document_count >= getvariable('usual_documents')
    AND document_count >= getvariable('usual_share') * sum(document_count) OVER (PARTITION BY payer_id, sku)

-- One row per document and item that a delivery covers: what was shipped, what was received, and the proof.
-- key: document_id, sku
WITH document_shipments AS (
    SELECT document_id, shipments.* FROM shipments
    JOIN examined_documents AS document USING (company_code, invoice_number)
    UNION ALL
    SELECT document_id, shipments.* FROM shipments
    JOIN examined_documents AS document USING (company_code, delivery_number)
    WHERE shipments.invoice_number IS NULL
),

proven AS (
    SELECT *, coalesce(pod_reference, 'delivery ' || delivery_number) AS proof FROM document_shipments
)

SELECT
    document_id,
    sku,
    -- One delivery without a count leaves all of the item unproven.
    CASE WHEN count(*) = count(quantity_received) THEN CAST(sum(quantity_received) * 1000 AS HUGEINT) END AS received3,
    CAST(sum(quantity_shipped) * 1000 AS HUGEINT) AS shipped3,
    min(proof) || CASE WHEN min(proof) < max(proof) THEN ' to ' || max(proof) ELSE '' END AS proof
FROM proven
GROUP BY document_id, sku

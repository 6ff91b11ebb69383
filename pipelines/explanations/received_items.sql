-- One row per document and item that a delivery covers: what was shipped, what was received, and the proof.
WITH document_shipments AS (
    SELECT document_id, shipments.* FROM shipments
    JOIN examined_documents AS document USING (company_code, invoice_number)
    UNION ALL
    SELECT document_id, shipments.* FROM shipments
    JOIN examined_documents AS document USING (company_code, delivery_number)
    WHERE shipments.invoice_number IS NULL
)

SELECT
    document_id,
    sku,
    CAST(sum(CAST(quantity_shipped AS DECIMAL(38, 3))) * 1000 AS HUGEINT) AS shipped3,
    CASE WHEN count(*) = count(quantity_received)
        THEN CAST(sum(CAST(quantity_received AS DECIMAL(38, 3))) * 1000 AS HUGEINT) END AS received3,
    string_agg(DISTINCT coalesce(pod_reference, 'delivery ' || delivery_number), ', '
        ORDER BY coalesce(pod_reference, 'delivery ' || delivery_number)) AS proof
FROM document_shipments
GROUP BY document_id, sku

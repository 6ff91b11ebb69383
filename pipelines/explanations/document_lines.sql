-- One row per line of a document, in integers, with what the delivery and the price agreement say about it.
WITH numbered AS (
    SELECT
        document_id,
        currency,
        divisor,
        line_number,
        sku,
        unit_price,
        net_amount,
        coalesce(tax_percent, 0) AS tax_percent,
        CAST(coalesce(tax_percent, 0) * 10000 AS HUGEINT) AS tax4,
        -- Beyond a milliard the arithmetic would overflow, and nobody ships or asks that.
        CASE WHEN quantity > 0 AND quantity < 1e9
            THEN CAST(CAST(quantity AS DECIMAL(38, 3)) * 1000 AS HUGEINT) END AS quantity3,
        CASE WHEN unit_price > 0 AND unit_price < 1e9
            THEN CAST(CAST(unit_price AS DECIMAL(38, 4)) * 10000 AS HUGEINT) END AS price4,
        regexp_matches(
            upper(concat_ws(' ', sku, lines.description)),
            '\b(POST|POSTAGE|FREIGHT|CARRIAGE|SHIPPING|DELIVERY CHARGE|HANDLING|SURCHARGE|FRACHT|VERSAND|PORT DU)\b'
        ) AS is_charge
    FROM lines
    JOIN examined_documents AS document USING (company_code, invoice_number)
),

delivered AS (
    SELECT
        numbered.*,
        with_tax(net_amount, tax4) AS taxed_amount,
        extended(quantity3, price4, divisor) AS extension,
        coalesce(sku, 'line ' || line_number)
        || CASE WHEN sku IS NOT NULL AND count(*) OVER (PARTITION BY document_id, sku) > 1
            THEN ' (line ' || line_number || ')' ELSE '' END AS item,
        received3,
        proof,
        agreed_price,
        agreed_from,
        CAST(CAST(agreed_price AS DECIMAL(38, 4)) * 10000 AS HUGEINT) AS agreed4,
        sum(quantity3) OVER (PARTITION BY document_id, sku) - received3 AS item_missing3,
        coalesce(sum(quantity3) OVER (
            PARTITION BY document_id, sku ORDER BY line_number ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        ), 0) AS later3
    FROM numbered
    LEFT JOIN received_items USING (document_id, sku)
    LEFT JOIN agreed_prices USING (document_id, sku)
)

SELECT
    * EXCLUDE (later3),
    -- An item billed on several lines is short on the last ones first.
    CASE WHEN NOT is_charge THEN least(quantity3, greatest(item_missing3 - later3, 0)) END AS missing3
FROM delivered

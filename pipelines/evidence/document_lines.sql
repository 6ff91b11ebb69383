-- One row per line of a document, with what the delivery and the price agreement say about it.
-- key: document_id, line_number
WITH repeated AS (
    SELECT
        document_id, line_number, line.sku,
        sum(quantity3) OVER (PARTITION BY document_id, line.sku ORDER BY line_number) - quantity3 AS earlier3
    FROM numbered_lines AS line
    JOIN document_items USING (document_id, sku)
    WHERE item_line_count > 1
),

delivered AS (
    SELECT
        line.* EXCLUDE (company_code, invoice_number, payer_id, issue_date, currency, pack_after, pack_before),
        with_tax(net_amount, tax4) AS taxed_amount,
        extended(quantity3, price4, divisor) AS extension,
        CAST(price4 * 100 AS BIGINT) AS unit6,
        half_up(price4 * (1000000 + tax4), 10000) AS taxed_unit6,
        coalesce(line.sku || CASE WHEN item_line_count > 1 THEN ' (line ' || line_number || ')' ELSE '' END,
            'line ' || line_number) AS item,
        CASE WHEN coalesce(pack_after, pack_before) BETWEEN 2 AND 500 THEN coalesce(pack_after, pack_before) END
        AS described_pack,
        billed3,
        shipped3,
        received3,
        proof,
        agreed_price,
        agreed_from,
        CASE WHEN agreed_price < 1000000000 THEN CAST(agreed_price * 10000 AS HUGEINT) END AS agreed4,
        last_price,
        last_number,
        last_date,
        CASE WHEN last_price < 1000000000 THEN CAST(last_price * 10000 AS HUGEINT) END AS last4,
        billed3 - received3 AS item_missing3,
        coalesce(earlier3, 0) AS earlier3
    FROM numbered_lines AS line
    LEFT JOIN document_items USING (document_id, sku)
    LEFT JOIN repeated USING (document_id, line_number)
)

SELECT
    * EXCLUDE (earlier3),
    -- An item billed on several lines is short on the last ones first.
    CASE WHEN NOT is_charge THEN least(quantity3, greatest(earlier3 + quantity3 - received3, 0)) END AS missing3
FROM delivered

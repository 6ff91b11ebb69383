-- One row per document with lines: what its lines add up to, and what deliveries and agreements say of all of them.
-- key: document_id
SELECT
    document_id,
    count(*) AS line_count,
    sum(net_amount)::BIGINT AS lines_amount,
    coalesce(sum(net_amount) FILTER (NOT is_charge), 0)::BIGINT AS goods_amount,
    sum(tax_on(net_amount, tax4))::BIGINT AS lines_tax_amount,
    max(tax_percent) AS highest_tax_percent,
    count(*) FILTER (missing3 > 0) AS short_line_count,
    bool_and(received3 IS NOT NULL AND item_missing3 <= 0) FILTER (NOT is_charge) AS is_all_received
FROM document_lines
GROUP BY document_id

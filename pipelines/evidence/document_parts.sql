-- One row per document and part of a shortfall that its papers speak for: what a delivery shows missing, what is above an
-- agreed price, what our own reckoning bills too much; and its freight, its tax and the discount of its terms.
-- key: document_id, part_number
WITH priced_lines AS (
    SELECT line.*, currency_exponent(currency) AS places
    FROM document_lines AS line
    JOIN (SELECT document_id, currency FROM examined_documents) USING (document_id)
),

parts AS (
    SELECT
        document_id, 'short_ship' AS dispute_type, CASE WHEN missing3 = quantity3 THEN 'missing_line' ELSE 'quantity' END
        AS dispute_subtype, extended(missing3, price4, divisor) AS untaxed, tax4, line_number,
        quantity_text(missing3) || ' of ' || quantity_text(quantity3) || ' × ' || item || ' at '
        || price_text(unit_price, places) || ' not received according to ' || proof AS claim
    FROM priced_lines
    WHERE missing3 > 0
    UNION ALL
    -- What was not received is not paid at any price.
    SELECT
        document_id, 'pricing', 'contract_price', extended(quantity3 - coalesce(missing3, 0), price4 - agreed4, divisor), tax4,
        line_number,
        quantity_text(quantity3 - coalesce(missing3, 0)) || ' × ' || item || ' billed at ' || price_text(unit_price, places)
        || ' instead of ' || price_text(agreed_price, places) || ' agreed from ' || agreed_from
    FROM priced_lines
    WHERE agreed4 < price4 AND NOT is_pack(price4, agreed4) AND quantity3 > coalesce(missing3, 0)
    UNION ALL
    SELECT
        document_id, 'billing_error', 'arithmetic', net_amount - extension, tax4, line_number,
        'line ' || line_number || ' (' || item || ') bills ' || money_text(net_amount, places) || ', but '
        || quantity_text(quantity3) || ' × ' || price_text(unit_price, places) || ' is ' || money_text(extension, places)
    FROM priced_lines
    WHERE net_amount > extension + 1
    UNION ALL
    SELECT document_id, 'billing_error', 'freight', freight_amount, 0, NULL, 'the freight of the document'
    FROM examined_documents
    WHERE freight_amount > 0
    UNION ALL
    SELECT document_id, 'billing_error', 'freight', net_amount, tax4, line_number,
        'the charge on line ' || line_number || ' (' || item || ')'
    FROM priced_lines
    WHERE is_charge AND net_amount > 0
    UNION ALL
    SELECT document_id, 'billing_error', 'tax', tax_amount, 0, NULL, 'all the tax of the document'
    FROM examined_documents
    WHERE tax_amount > 0
    UNION ALL
    SELECT document_id, 'other', 'unearned_discount', terms_discount, 0, NULL,
        'the terms'' ' || trimmed(discount_percent) || ' % discount'
    FROM examined_documents
    WHERE terms_discount > 0
)

SELECT
    *,
    with_tax(untaxed, tax4) AS taxed,
    row_number() OVER (PARTITION BY document_id ORDER BY dispute_type, dispute_subtype, line_number) AS part_number,
    count(*) OVER (PARTITION BY document_id) AS part_count,
    -- Lines short by a part and lines short wholly are one cause; freight and tax are two.
    dispute_type || CASE WHEN dispute_type IN ('billing_error', 'other') THEN '/' || dispute_subtype ELSE '' END AS cause,
    count(*) OVER (PARTITION BY document_id, dispute_type) AS type_count
FROM parts
WHERE untaxed > 0

-- One row per line of a document, in integers.
SELECT
    document_id,
    payer_id,
    issue_date,
    currency,
    divisor,
    millionths,
    line_number,
    sku,
    unit_price,
    net_amount,
    coalesce(tax_percent, 0) AS tax_percent,
    CAST(coalesce(tax_percent, 0) * 10000 AS HUGEINT) AS tax4,
    -- Beyond a milliard the arithmetic would overflow, and nobody ships or asks that.
    CASE WHEN quantity > 0 AND quantity < 1000000000
        THEN CAST(quantity * 1000 AS HUGEINT) END AS quantity3,
    CASE WHEN unit_price > 0 AND unit_price < 1000000000
        THEN CAST(unit_price * 10000 AS HUGEINT) END AS price4,
    regexp_matches(
        upper(coalesce(sku, '') || ' ' || coalesce(lines.description, '')),
        '\b(POST|POSTAGE|FREIGHT|CARRIAGE|SHIPPING|DELIVERY CHARGE|HANDLING|SURCHARGE|FRACHT|VERSAND|PORT DU)\b'
    ) AS is_charge
FROM lines
JOIN examined_documents AS document USING (company_code, invoice_number)

-- One row per line of a document, in integers.
-- key: document_id, line_number
SELECT
    document_id,
    company_code,
    invoice_number,
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
    tax_percent IS NOT NULL AS has_rate,
    is_charge_text(sku, lines.description) AS is_charge,
    -- "12 PACK", "CASE OF 24", "PK6"; a set is sold as one.
    TRY_CAST(nullif(regexp_extract(
        upper(coalesce(lines.uom, '') || ' ' || coalesce(lines.description, '')),
        '\b(?:(?:PACK|CASE|BOX|CARTON|CRATE|TRAY) OF |(?:PK|CS|CT|BX)[ /-]?)([0-9]{1,3})\b',
        1), '') AS HUGEINT) AS pack_after,
    TRY_CAST(nullif(regexp_extract(
        upper(coalesce(lines.uom, '') || ' ' || coalesce(lines.description, '')),
        '\b([0-9]{1,3})[ -]?(?:PACK|PK|CT|COUNT|PER (?:PACK|CASE|BOX|CARTON))\b', 1), '') AS HUGEINT) AS pack_before
FROM lines
JOIN examined_documents AS document USING (company_code, invoice_number)

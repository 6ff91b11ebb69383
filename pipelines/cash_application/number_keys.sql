-- One row per line of advice and way in which its reference may be a document's number.
-- key: line_no, key_tier, key
WITH read AS (
    SELECT line_no, pool, unnest(list_distinct(number_keys(invoice_reference, company_code, 4))) AS way
    FROM advice_lines ANTI JOIN long_references USING (line_no) WHERE invoice_reference IS NOT NULL
)
SELECT line_no, pool, way.key_tier, way.key, way.tier FROM read

-- One row per document of tonight and item: the price at which the item was last billed before, to whomever.
WITH billed AS (
    SELECT company_code, sku, currency, issue_date, min(unit_price) AS earlier_price, min(invoice_number) AS earlier_number
    FROM night_lines
    JOIN night_documents USING (company_code, invoice_number)
    WHERE sku IN (SELECT sku FROM numbered_lines) AND unit_price > 0 AND unit_price < 1000000000
    GROUP BY ALL
)

SELECT
    asked.document_id, asked.sku, earlier_price, earlier_number, CAST(earlier_price * 10000 AS HUGEINT) AS earlier4
FROM (SELECT DISTINCT document_id, company_code, sku, currency, issue_date FROM numbered_lines WHERE sku IS NOT NULL) AS asked
ASOF JOIN billed
    ON billed.company_code = asked.company_code AND billed.sku = asked.sku AND billed.currency = asked.currency
    AND billed.issue_date < asked.issue_date

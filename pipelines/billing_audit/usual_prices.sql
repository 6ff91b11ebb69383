-- One row per company, item and currency that tonight bills: the price that most lines at hand bill, to whomever.
-- key: company_code, sku, currency
WITH prices AS (
    SELECT company_code, l.sku, currency, l.unit_price AS usual_price, count(*) AS line_count
    FROM night_lines AS l
    JOIN night_documents USING (company_code, invoice_number)
    WHERE l.sku IN (FROM tested_items) AND l.unit_price > 0 AND l.unit_price < 1000000000
    GROUP BY ALL
)

SELECT company_code, sku, currency, usual_price
FROM prices
-- One other line is no usage: it may be the one that is wrong.
WHERE line_count >= 2
QUALIFY row_number() OVER (PARTITION BY company_code, sku, currency ORDER BY line_count DESC, usual_price) = 1

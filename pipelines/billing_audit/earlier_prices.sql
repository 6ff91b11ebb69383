-- One row per document of tonight and item: the price at which the item was last billed before, to whomever.
-- key: document_id, sku
SELECT
    asked.document_id,
    asked.sku,
    earlier_price,
    earlier_number,
    CAST(earlier_price * 10000 AS HUGEINT) AS earlier4
FROM
    (
        SELECT DISTINCT
            document_id,
            company_code,
            sku,
            currency,
            issue_date
        FROM numbered_lines
        WHERE sku IS NOT NULL
    ) AS asked
ASOF JOIN billed_prices AS billed
    ON
        billed.company_code = asked.company_code AND billed.sku = asked.sku AND billed.currency = asked.currency
        AND billed.issue_date < asked.issue_date

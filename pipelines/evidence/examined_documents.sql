-- One row per document that a shortfall lies on, with an integer key and the integers its arithmetic needs.
-- key: document_id
SELECT
    row_number() OVER () AS document_id,
    documents.*,
    CAST(10 ** (7 - currency_exponent(currency)) AS HUGEINT) AS divisor,
    CAST(10 ** (6 - currency_exponent(currency)) AS BIGINT) AS millionths,
    CASE WHEN discount_percent > 0
        THEN half_up(CAST(gross_amount AS HUGEINT) * CAST(discount_percent * 10000 AS HUGEINT), 1000000)
    END AS terms_discount
FROM documents

-- One row per document of tonight with lines, and what they add up to.
-- key: document_id
SELECT
    document.*, currency_exponent(currency) AS places, totals.* EXCLUDE (document_id),
    CAST(highest_tax_percent * 10000 AS HUGEINT) AS highest_tax4
FROM examined_documents AS document
JOIN document_totals AS totals USING (document_id)

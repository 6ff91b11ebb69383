-- One row per payment that a lower gross moves back from its document, latest payment first.
WITH held AS (
    SELECT p.document_no, p.source_no, sum(p.amount)::BIGINT AS amount, max(p.value_date) AS value_date
    FROM (
        SELECT document_no, source_no, amount, value_date FROM prior
        UNION ALL SELECT document_no, original_no, amount, NULL FROM reversal_rows
    ) AS p
    JOIN sources AS s USING (source_no)
    WHERE p.document_no IS NOT NULL AND s.mode NOT IN ('full', 'reversal')
    GROUP BY p.document_no, p.source_no HAVING sum(p.amount) > 0
), stacked AS (
    SELECT
        h.document_no, h.source_no, h.amount,
        r.excess - r.from_disputes - coalesce(d.amount, 0) AS wanted,
        coalesce(sum(h.amount) OVER (
            PARTITION BY h.document_no ORDER BY h.value_date DESC, h.source_no DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM held AS h JOIN restated AS r USING (document_no)
    LEFT JOIN restated_discounts AS d USING (document_no)
)
SELECT document_no, source_no, least(amount, wanted - before) AS amount FROM stacked WHERE before < wanted

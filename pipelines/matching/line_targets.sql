-- One row per line of advice and document it settles: one document, the next of several alike, or all of one order.
WITH turns AS (
    SELECT DISTINCT line_no, source_no, first_document, choices FROM line_choices WHERE is_alike AND choices > 1
), numbered AS (
    SELECT line_no, row_number() OVER (PARTITION BY first_document, choices ORDER BY line_no) AS turn FROM turns
)
SELECT
    c.line_no, c.document_no, c.tier, c.choices, c.due,
    c.choices > 1 AND NOT c.is_alike AS is_split
FROM line_choices AS c LEFT JOIN numbered AS n USING (line_no)
JOIN advice_lines AS l USING (line_no)
WHERE c.companies = 1 AND (
    c.choices = 1
    OR (c.is_alike AND c.position = least(n.turn, c.choices))
    OR (NOT c.is_alike AND c.tier IN (4, 5) AND c.due > 0 AND l.paid_amount = c.due_of_all)
)

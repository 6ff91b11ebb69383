-- One row per line of advice and document it settles: one document, the next of several alike, or all of one order or
-- claim; a row for each of two claims on one document.
-- key: line_no, document_no, cash_amount
WITH turns AS (
    SELECT DISTINCT
        line_no,
        first_document,
        choices
    FROM line_choices
    WHERE is_alike AND choices > 1
),

numbered AS (
    SELECT
        line_no,
        row_number() OVER (PARTITION BY first_document, choices ORDER BY line_no) AS turn
    FROM turns
),

named AS (
    -- What another line names alone, with its very amount, is not what one of several alike means.
    SELECT DISTINCT document_no
    FROM line_choices
    JOIN advice_lines USING (line_no)
    WHERE choices = 1 AND agrees AND paid_amount > 0
),

places AS (
    SELECT
        c.line_no,
        c.document_no,
        c.position AS choice,
        count(*) OVER line AS choices,
        row_number() OVER (PARTITION BY c.line_no ORDER BY n.document_no IS NOT NULL, c.position) AS position,
        count(*) FILTER (WHERE n.document_no IS NULL) OVER line AS free_choices
    FROM line_choices AS c LEFT JOIN named AS n USING (document_no)
    WHERE c.is_alike AND c.choices > 1
    WINDOW line AS (PARTITION BY c.line_no)
),

chosen AS (
    SELECT
        c.line_no,
        c.document_no,
        c.tier,
        c.choices,
        CASE WHEN l.paid_amount = c.due_of_all THEN c.due ELSE c.net_due END AS cash_amount,
        c.choices > 1 AND NOT c.is_alike AS is_split
    FROM line_choices AS c LEFT JOIN numbered AS n USING (line_no)
    LEFT JOIN places AS p USING (line_no, document_no)
    JOIN advice_lines AS l USING (line_no)
    WHERE c.companies = 1 AND (
        (c.choices = 1 AND (c.tier <> tier_of('several') OR c.agrees))
        -- A document that the line means by two claims is two choices.
        OR (
            c.is_alike
            AND c.position = p.choice
            AND p.position = least(n.turn, coalesce(nullif(p.free_choices, 0), p.choices))
        )
        OR (
            NOT c.is_alike AND is_settling_tier(c.tier) AND c.due > 0 AND l.deduction_amount = 0
            AND l.paid_amount IN (c.due_of_all, c.net_due_of_all)
        )
    )
),

taking AS (
    SELECT
        line_no,
        receipt_no,
        invoice_reference,
        paid_amount,
        normal_reference(invoice_reference) AS reference_key
    FROM advice_lines
    WHERE paid_amount < 0 AND line_no NOT IN (SELECT line_no FROM chosen)
),

beside AS (
    -- Once per line, not once per pair of lines.
    SELECT
        line_no,
        receipt_no,
        invoice_reference,
        normal_reference(invoice_reference) AS reference_key
    FROM advice_lines SEMI JOIN taking USING (receipt_no)
)

FROM chosen
UNION ALL
SELECT
    a.line_no,
    a.document_no,
    tier_of('amount'),
    1,
    l.paid_amount,
    FALSE
FROM line_amounts AS a JOIN advice_lines AS l USING (line_no)
UNION ALL
-- A negative line means the document that the same words, or words that begin so, mean on other lines of its payment.
SELECT
    l.line_no,
    min(t.document_no),
    min(t.tier),
    1,
    l.paid_amount,
    FALSE
FROM taking AS l
JOIN beside AS o ON o.receipt_no = l.receipt_no AND o.line_no <> l.line_no AND starts_with(o.reference_key, l.reference_key)
JOIN chosen AS t ON t.line_no = o.line_no
WHERE NOT t.is_split AND (o.invoice_reference = l.invoice_reference OR length(l.reference_key) >= 5)
GROUP BY l.line_no, l.paid_amount
HAVING count(DISTINCT t.document_no) = 1

-- One row per source and document that its memo names, with what it owes after tonight's advice and postings.
WITH keys AS (
    SELECT source_no, 1 AS tier, word AS key, * EXCLUDE (source_no) FROM memo_references
    UNION ALL SELECT source_no, 2, normal_reference(word), * EXCLUDE (source_no) FROM memo_references
    UNION ALL SELECT source_no, 3, digits_of(word), * EXCLUDE (source_no) FROM memo_references WHERE length(digits_of(word)) >= 5
    UNION ALL SELECT source_no, 4, 'P' || normal_reference(word), * EXCLUDE (source_no) FROM memo_references
    UNION ALL SELECT source_no, 5, 'D' || normal_reference(word), * EXCLUDE (source_no) FROM memo_references
), found AS (
    SELECT k.source_no, k.word, k.tier, i.document_no
    FROM keys AS k
    JOIN item_keys AS d USING (tier, key)
    JOIN items AS i ON i.document_no = d.document_no AND i.group_id = k.group_id AND i.currency = k.currency
        AND i.company_code = k.company_code AND (i.effective_gross > 0 OR k.tier < 3)
    QUALIFY rank() OVER (PARTITION BY k.source_no, k.word ORDER BY k.tier) = 1
)
SELECT
    f.source_no, f.document_no, min(f.tier) AS tier, any_value(i.due_date) AS due_date,
    any_value(i.invoice_number) AS invoice_number, any_value(i.effective_gross) AS gross,
    any_value(CASE WHEN i.effective_gross > 0 THEN greatest(d.due - coalesce(t.amount, 0), 0) ELSE d.due END)::BIGINT AS due,
    any_value(CASE
        WHEN s.value_date <= i.discount_date + g.grace_days THEN greatest(i.terms_discount - d.granted, 0) ELSE 0
    END)::BIGINT AS earnable
FROM found AS f
JOIN sources AS s USING (source_no)
JOIN items AS i USING (document_no)
JOIN standing AS d USING (document_no)
LEFT JOIN taken AS t USING (document_no),
settings AS g
GROUP BY f.source_no, f.document_no

-- One row per source and word of its memo that may mean a document, but proves nothing by itself: a number that looks like something
-- else, or one that names no document and is the end of one open document's number, and of one only. They count where the memo
-- then comes to its money, or where there are many.
WITH ends AS (
    SELECT m.source_no, m.word, i.document_no
    FROM memo_references AS m ANTI JOIN memo_readings AS f ON f.source_no = m.source_no AND f.word = m.word
    JOIN item_keys AS d ON d.pool = m.pool AND d.tier = 6 AND d.key = right(regexp_replace(m.word, '[^0-9]', '', 'g'), 4)
    JOIN items AS i ON i.document_no = d.document_no AND i.group_id = m.group_id AND i.currency = m.currency
        AND i.company_code = m.company_code AND i.effective_gross > 0
        AND ends_with(i.all_digits, regexp_replace(m.word, '[^0-9]', '', 'g'))
    JOIN owed AS o ON o.document_no = i.document_no AND o.due > 0
    WHERE NOT m.is_idle
    QUALIFY count(*) OVER (PARTITION BY m.source_no, m.word) = 1 AND count(*) OVER (PARTITION BY m.source_no, i.document_no) = 1
)
SELECT source_no, word, document_no, 6 AS tier FROM ends
UNION ALL
SELECT source_no, word, document_no, tier FROM memo_readings WHERE is_doubtful

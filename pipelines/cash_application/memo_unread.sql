-- One row per source whose memo may name more than we can read: a word that names none of its documents, a list of
-- which some are unknown, or an end cut off by a bank.
-- key: receipt_no
WITH lists AS (
    SELECT
        reference AS word,
        length(parts) AS parts
    FROM reference_parts
),

known AS (
    SELECT
        receipt_no,
        word,
        count(*) AS documents
    FROM memo_readings
    WHERE tier = tier_of('several')
    GROUP BY receipt_no, word
)

SELECT DISTINCT receipt_no
FROM memo_references AS m
ANTI JOIN memo_found USING (receipt_no, word)
ANTI JOIN memo_slips USING (receipt_no, word)
WHERE
    NOT is_idle AND (receipt_no, word) NOT IN (
        SELECT (g.receipt_no, g.word) FROM memo_guesses AS g LEFT JOIN memo_named AS n USING (receipt_no, document_no)
        GROUP BY g.receipt_no, g.word
        HAVING count(*) = count(n.document_no)
    )
UNION
SELECT m.receipt_no FROM memo_references AS m JOIN known AS k USING (receipt_no, word) JOIN lists AS l USING (word)
WHERE NOT m.is_idle AND k.documents < l.parts
UNION
SELECT receipt_no FROM memo_references JOIN receipts AS s USING (receipt_no)
WHERE is_cut_off(s.memo)

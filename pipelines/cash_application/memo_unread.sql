-- One row per source whose memo may name more than we can read: a word that names none of its documents, a list of
-- which some are unknown, or an end cut off by a bank.
-- key: source_no
WITH lists AS (
    SELECT
        reference AS word,
        length(parts) AS parts
    FROM reference_parts
),

known AS (
    SELECT
        source_no,
        word,
        count(*) AS documents
    FROM memo_readings
    WHERE tier = tier_of('several')
    GROUP BY source_no, word
)

SELECT DISTINCT source_no
FROM memo_references AS m
ANTI JOIN memo_found USING (source_no, word)
ANTI JOIN memo_slips USING (source_no, word)
WHERE
    NOT is_idle AND (source_no, word) NOT IN (
        SELECT (g.source_no, g.word) FROM memo_guesses AS g LEFT JOIN memo_named AS n USING (source_no, document_no)
        GROUP BY g.source_no, g.word
        HAVING count(*) = count(n.document_no)
    )
UNION
SELECT m.source_no FROM memo_references AS m JOIN known AS k USING (source_no, word) JOIN lists AS l USING (word)
WHERE NOT m.is_idle AND k.documents < l.parts
UNION
SELECT source_no FROM memo_references JOIN sources AS s USING (source_no)
WHERE is_cut_off(s.memo)

-- One row per payment whose memo names documents in the order of their numbers until a bank has cut it off: the last of them. What
-- the cut took away was listed after it.
-- key: source_no
WITH listed AS (
    SELECT DISTINCT f.source_no, strpos(s.memo, f.word) AS place, number_of(i.all_digits) AS number
    FROM memo_found AS f
    JOIN unreferenced AS u USING (source_no)
    JOIN sources AS s USING (source_no)
    JOIN items AS i USING (document_no)
    WHERE is_cut_off(s.memo)
), compared AS (
    SELECT *, number > lag(number) OVER (PARTITION BY source_no ORDER BY place, number) AS is_later FROM listed
)
SELECT source_no, max(number) AS last_number
FROM compared GROUP BY source_no HAVING count(*) >= 3 AND count(*) FILTER (WHERE is_later) = count(*) - 1

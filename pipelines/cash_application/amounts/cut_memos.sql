-- One row per payment whose memo names documents in the order of their numbers until a bank has cut it off: the last of
-- them. What the cut took away was listed after it.
-- key: receipt_no
WITH listed AS (
    SELECT DISTINCT
        f.receipt_no,
        strpos(s.memo, f.word) AS place,
        number_of(i.all_digits) AS number
    FROM memo_found AS f
    JOIN unreferenced AS u USING (receipt_no)
    JOIN receipts AS s USING (receipt_no)
    JOIN documents_in_play AS i USING (document_no)
    WHERE is_cut_off(s.memo)
),

compared AS (
    SELECT
        *,
        number > lag(number) OVER (PARTITION BY receipt_no ORDER BY place, number) AS is_later
    FROM listed
)

SELECT
    receipt_no,
    max(number) AS last_number
FROM compared
GROUP BY receipt_no
HAVING count(*) >= 3 AND count(*) FILTER (WHERE is_later) = count(*) - 1

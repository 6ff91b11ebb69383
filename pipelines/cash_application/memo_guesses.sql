-- One row per source and word of its memo that may mean a document, but proves nothing by itself: a number that looks
-- like something else, or one that names no document and is the end of one open document's number, and of one only.
-- They count where the memo then comes to its money, or where there are many.
-- key: receipt_no, word, document_no
WITH unread AS (
    SELECT
        receipt_no,
        pool,
        group_id,
        company_code,
        currency,
        all_digits(word) AS digits,
        min(word) AS word,
        count(*) AS words
    FROM memo_references ANTI JOIN memo_readings USING (receipt_no, word)
    WHERE NOT is_idle
    GROUP BY ALL
),

tails AS (
    -- Numbers by their ends as long as the words': by four digits alone every word may meet every document of a payer.
    SELECT
        i.document_no,
        i.group_id,
        i.company_code,
        i.currency,
        right(i.all_digits, u.digit_count) AS digits
    FROM (
        SELECT DISTINCT
            pool,
            right(digits, 4) AS key,
            length(digits) AS digit_count
        FROM unread
    ) AS u
    JOIN item_keys AS d ON d.pool = u.pool AND d.tier = tier_of('last_digits') AND d.key = u.key
    JOIN
        documents_in_play AS i
        ON i.document_no = d.document_no AND i.effective_gross > 0 AND length(i.all_digits) >= u.digit_count
    JOIN amounts_due AS o ON o.document_no = i.document_no AND o.due > 0
),

ends AS (
    SELECT
        u.receipt_no,
        u.word,
        t.document_no
    FROM unread AS u JOIN tails AS t USING (group_id, company_code, currency, digits)
    QUALIFY
        u.words = 1 AND count(*) OVER (PARTITION BY u.receipt_no, u.digits) = 1
        AND sum(u.words) OVER (PARTITION BY u.receipt_no, t.document_no) = 1
)

SELECT
    receipt_no,
    word,
    document_no,
    tier_of('last_digits') AS tier
FROM ends
UNION ALL
SELECT
    receipt_no,
    word,
    document_no,
    tier
FROM memo_readings
WHERE is_doubtful

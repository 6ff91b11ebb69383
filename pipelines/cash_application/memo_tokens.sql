-- One row per payment and place in its memo of a word with four digits or more: the six words before and after it, how
-- many numbers it holds, and how many the memo holds up to there. A word too long for a reference counts as more than
-- any limit.
-- key: receipt_no, place
WITH words AS (
    SELECT
        receipt_no,
        unnest(words) AS word,
        unnest(range(1, length(words) + 1)) AS place
    FROM (
        SELECT
            receipt_no,
            words_in(memo) AS words
        FROM receipts
        WHERE memo IS NOT NULL AND mode IN ('full', 'retry')
    )
),

neighbours AS (
    -- One column per neighbour: a list of all words beside each word would grow with the square of the memo.
    SELECT
        receipt_no,
        word,
        place,
        concat_ws(
            ' ', lag(word, 6) OVER memo, lag(word, 5) OVER memo, lag(word, 4) OVER memo, lag(word, 3) OVER memo,
            lag(word, 2) OVER memo, lag(word) OVER memo
        ) AS said_before,
        concat_ws(
            ' ', lead(word) OVER memo, lead(word, 2) OVER memo, lead(word, 3) OVER memo, lead(word, 4) OVER memo,
            lead(word, 5) OVER memo, lead(word, 6) OVER memo
        ) AS said_after
    FROM words WINDOW memo AS (PARTITION BY receipt_no ORDER BY place)
),

numbers AS (
    SELECT
        *,
        numbers_in(word) AS number_count
    FROM neighbours
    WHERE has_digits(word, 4)
)

SELECT
    *,
    sum(CASE WHEN length(word) > longest_reference() THEN getvariable('reference_limit') + 1 ELSE number_count END)
        OVER (PARTITION BY receipt_no ORDER BY place)
    ::BIGINT AS numbers_so_far
FROM numbers

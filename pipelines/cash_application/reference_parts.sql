-- One row per reference that names several documents, and the numbers that it names: 1001/02/03, 1001,02, 1001-1005 and lists, written out.
-- key: reference
WITH reference_texts AS MATERIALIZED (
    -- Rows made of a text bear its number in place of it, for it may be long and may have many parts.
    SELECT row_number() OVER () AS text_no, reference
    FROM (
        SELECT invoice_reference AS reference FROM advice_lines ANTI JOIN long_references USING (line_no)
        UNION SELECT word FROM memo_words
    ) WHERE regexp_matches(reference, '[0-9][^A-Za-z0-9].*[0-9]')
), words AS MATERIALIZED (
    SELECT row_number() OVER () AS word_no, *
    FROM (
        SELECT text_no, unnest(references_in(
            regexp_replace(reference, '(?i)([0-9])\s*(?:–|\.\.+|\bto\b|\bbis\b|\bthru\b)\s*([0-9])', '\1-\2', 'g')
        )) AS word
        FROM reference_texts
    )
), shaped AS (
    SELECT
        word_no, text_no, word,
        regexp_extract(word, '^(.*?)([0-9]{3,18})-([0-9]{1,18})$', ['head', 'first', 'last']) AS run,
        regexp_extract(word, '^(.*?)([0-9]{3,18})((?:[/,][0-9]{1,18})+)$', ['head', 'first', 'tails']) AS list
    FROM words
), ends AS (
    -- A last number is as long as the first: 1001-05 ends with 1005.
    SELECT word_no, text_no, run.head AS head, run.first AS first, CAST(run.first AS BIGINT) AS low,
        CAST(left(run.first, greatest(length(run.first) - length(run.last), 0)) || run.last AS BIGINT) AS high
    FROM shaped WHERE run.first <> '' AND length(run.last) <= length(run.first)
), number_runs AS (
    SELECT word_no, text_no, head, first, unnest(range(low, high + 1)) AS number
    FROM ends WHERE high - low BETWEEN 1 AND 50
), tails AS (
    SELECT word_no, text_no, list.head AS head, list.first AS first,
        unnest(list_prepend(list.first, string_split_regex(list.tails[2:], '[/,]'))) AS tail
    FROM shaped WHERE list.first <> ''
), parts AS (
    SELECT text_no, head || lpad(number::VARCHAR, length(first)::INTEGER, '0') AS part FROM number_runs
    UNION
    SELECT text_no, head || left(first, greatest(length(first) - length(tail), 0)) || tail FROM tails
    UNION
    SELECT text_no, word FROM shaped ANTI JOIN number_runs USING (word_no) ANTI JOIN tails USING (word_no)
)
SELECT reference, parts
FROM reference_texts JOIN (SELECT text_no, list(part) AS parts FROM parts GROUP BY text_no HAVING count(*) > 1) USING (text_no)

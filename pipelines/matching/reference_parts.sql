-- One row per reference that names several documents and number that it names: 1001/02/03, 1001,02, 1001-1005 and lists, written out.
WITH texts AS (
    SELECT invoice_reference AS reference FROM advice_lines UNION SELECT word FROM memo_words
), words AS (
    SELECT reference, unnest(references_in(
        regexp_replace(reference, '(?i)([0-9])\s*(?:–|\.\.+|\bto\b|\bbis\b|\bthru\b)\s*([0-9])', '\1-\2', 'g')
    )) AS word
    FROM texts WHERE regexp_matches(reference, '[0-9][^A-Za-z0-9].*[0-9]')
), shaped AS (
    SELECT
        reference, word,
        regexp_extract(word, '^(.*?)([0-9]{3,18})-([0-9]{1,18})$', ['head', 'first', 'last']) AS run,
        regexp_extract(word, '^(.*?)([0-9]{3,18})((?:[/,][0-9]{1,18})+)$', ['head', 'first', 'tails']) AS list
    FROM words
), ends AS (
    -- A last number is as long as the first: 1001-05 ends with 1005.
    SELECT reference, word, run.head AS head, run.first AS first, CAST(run.first AS BIGINT) AS low,
        CAST(left(run.first, greatest(length(run.first) - length(run.last), 0)) || run.last AS BIGINT) AS high
    FROM shaped WHERE run.first <> '' AND length(run.last) <= length(run.first)
), runs AS (
    SELECT reference, word, head, first, unnest(range(low, high + 1)) AS number
    FROM ends WHERE high - low BETWEEN 1 AND 50
), tails AS (
    SELECT reference, word, list.head AS head, list.first AS first,
        unnest(list_prepend(list.first, string_split_regex(list.tails[2:], '[/,]'))) AS tail
    FROM shaped WHERE list.first <> ''
), parts AS (
    SELECT reference, head || lpad(number::VARCHAR, length(first)::INTEGER, '0') AS part FROM runs
    UNION
    SELECT reference, head || left(first, greatest(length(first) - length(tail), 0)) || tail FROM tails
    UNION
    SELECT s.reference, s.word FROM shaped AS s
    ANTI JOIN runs AS r ON r.reference = s.reference AND r.word = s.word
    ANTI JOIN tails AS t ON t.reference = s.reference AND t.word = s.word
)
FROM parts QUALIFY count(*) OVER (PARTITION BY reference) > 1

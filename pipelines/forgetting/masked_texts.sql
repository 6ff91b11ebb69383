-- One row per forgotten payer, mask and text: the text as masked. Words of the name are replaced; one that is short, or
-- that matching reads, only beside another. A memo keeps the words that are read and those with digits, and its length,
-- for banks cut memos at certain lengths. A pseudonym stays: texts that are masked already are masked again when
-- another payer is forgotten.
WITH numbered AS (
    SELECT
        *,
        row_number() OVER () AS text_no
    FROM texts
    WHERE mask <> 'name'
),

spelled_names AS MATERIALIZED (
    SELECT
        *,
        name_key(name_text(text)) AS name_key
    FROM texts
    WHERE mask = 'name'
),

tokens AS (
    SELECT
        text_no,
        unnest(found) AS token,
        unnest(range(1, length(found) + 1)) AS token_place
    FROM (
        SELECT
            text_no,
            regexp_extract_all(
                in_letters(text),
                '[\p{L}\p{N}\p{M}]+(?:[-/_.#''’`´][\p{L}\p{N}\p{M}]+)*|[^\p{L}\p{N}\p{M}]+'
            ) AS found
        FROM numbered
    )
),

words AS (
    SELECT
        text_no,
        token_place,
        regexp_matches(token, '\p{N}') AS is_reference,
        unnest(found) AS word,
        unnest(range(1, length(found) + 1)) AS word_place
    FROM (
        SELECT
            *,
            token_words(token) AS found
        FROM tokens
    )
),

masked_words AS (
    SELECT
        *,
        is_word AND is_read(word) AS is_read,
        is_word AND word_hash(forgotten_as, word) IN (SELECT unnest(getvariable('forgotten_words'))) AS is_of_name
    FROM (
        SELECT
            w.*,
            n.forgotten_as,
            n.mask,
            has_letters(word) AND NOT is_pseudonym(word) AS is_word
        FROM words AS w JOIN numbered AS n USING (text_no)
    )
),

placed AS (
    SELECT
        *,
        is_of_name AND (
            (length(word) > 2 AND NOT is_read)
            OR coalesce(lag(is_of_name, 2) OVER text, FALSE) OR coalesce(lead(is_of_name, 2) OVER text, FALSE)
        ) AS is_name
    FROM masked_words WINDOW text AS (PARTITION BY text_no ORDER BY token_place, word_place)
),

masked AS (
    SELECT
        text_no,
        string_agg(CASE
            WHEN NOT is_word THEN word
            WHEN mask = 'sentence' OR is_reference THEN CASE WHEN is_name THEN letters_as(word, forgotten_as) ELSE word END
            WHEN is_name OR NOT (is_read OR regexp_full_match(word, '\p{Ll}')) THEN crossed(word)
            ELSE word
        END, '' ORDER BY token_place, word_place) AS words
    FROM placed
    GROUP BY text_no
)

SELECT
    forgotten_as,
    mask,
    text,
    -- Several words of a name are one pseudonym.
    regexp_replace(words, forgotten_as || '(?:[^\p{L}\p{N}]+' || forgotten_as || ')+', forgotten_as, 'g') AS masked
FROM masked JOIN numbered USING (text_no)
UNION ALL
SELECT
    forgotten_as,
    mask,
    text,
    CASE
        WHEN person_of(spelling_hash([name_key])) = forgotten_as OR is_shared_name(forgotten_as, spelling_hash([name_key]))
            THEN forgotten_as
        ELSE text
    END
FROM spelled_names

-- One row per rejected row, with the pseudonym of the forgotten payer whose name, id, document, payment or dispute is
-- in its raw text; of several payers, the first by payer_id. Where a name is part of a longer one, of another payer,
-- only the longer one is there.
WITH source AS (
    SELECT
        *,
        row_number() OVER () AS receipt_no
    FROM mentioning_rows
),

spelt AS (
    SELECT
        receipt_no,
        telling_words(spelt_words(without_pseudonyms(in_letters("row")))) AS words
    FROM source
),

starts AS (
    SELECT
        receipt_no,
        words,
        unnest(range(1, length(words) + 1)) AS start
    FROM spelt
),

word_runs AS (
    SELECT
        receipt_no,
        start,
        size,
        spelling_hash(words[start:start + size - 1]) AS key_hash
    FROM (
        SELECT
            *,
            unnest(range(1, getvariable('longest_name') + 1)) AS size
        FROM starts
    )
    WHERE start + size - 1 <= length(words)
),

names_in_rows AS (
    SELECT DISTINCT
        receipt_no,
        start,
        size,
        key_hash
    FROM word_runs
    WHERE key_hash IN (SELECT key_hash FROM forgotten_keys) OR list_contains(getvariable('namesakes'), key_hash)
),

ids AS (
    SELECT DISTINCT
        receipt_no,
        unnest(string_split_regex("row", '[\s,;|:"{}\[\]]+')) AS id
    FROM source
),

companies AS (
    SELECT
        receipt_no,
        id AS company
    FROM ids
    WHERE list_contains(getvariable('companies'), id)
),

mention_keys AS (
    SELECT
        receipt_no,
        key_hash
    FROM names_in_rows AS n
    WHERE
        NOT EXISTS (
            FROM names_in_rows AS longer
            WHERE
                longer.receipt_no = n.receipt_no AND longer.size > n.size
                AND longer.start <= n.start AND longer.start + longer.size >= n.start + n.size
        )
    UNION ALL
    SELECT
        receipt_no,
        key_hash(unnest(['payer', 'dispute']), '', id)
    FROM ids
    UNION ALL
    SELECT
        receipt_no,
        key_hash(unnest(['document', 'payment']), company, id)
    FROM ids JOIN companies USING (receipt_no)
),

first_mentions AS (
    SELECT
        receipt_no,
        arg_min(pseudonym, payer_id) AS forgotten_as
    FROM mention_keys JOIN forgotten_keys USING (key_hash) JOIN forgotten_people USING (pseudonym)
    GROUP BY receipt_no
)

SELECT
    s.* EXCLUDE (receipt_no),
    f.forgotten_as
FROM source AS s LEFT JOIN first_mentions AS f USING (receipt_no)

-- One row per rejected row, with the pseudonym of the forgotten payer whose name, id, document, payment or dispute is in its raw text. A
-- longer name of somebody else that contains the payer's hides it.
WITH source AS (
    SELECT *, row_number() OVER () AS source_no FROM mentioning_rows
), spelt AS (
    SELECT source_no, telling_words(spelt_words(in_letters("row"))) AS words FROM source
), starts AS (
    SELECT source_no, words, unnest(range(1, length(words) + 1)) AS start FROM spelt
), word_runs AS (
    SELECT DISTINCT source_no, spelling_hash(words[start:start + size - 1]) AS key_hash
    FROM (SELECT *, unnest(range(1, getvariable('longest_name') + 1)) AS size FROM starts)
    WHERE start + size - 1 <= length(words)
), ids AS (
    SELECT DISTINCT source_no, unnest(string_split_regex("row", '[\s,;|:"{}\[\]]+')) AS id FROM source
), companies AS (
    SELECT source_no, id AS company FROM ids WHERE list_contains(getvariable('companies'), id)
), mention_keys AS (
    SELECT source_no, key_hash FROM word_runs
    WHERE source_no NOT IN (SELECT source_no FROM word_runs WHERE list_contains(getvariable('namesakes'), key_hash))
    UNION ALL
    SELECT source_no, key_hash(unnest(['payer', 'dispute']), '', id) FROM ids
    UNION ALL
    SELECT source_no, key_hash(unnest(['document', 'payment']), company, id) FROM ids JOIN companies USING (source_no)
), first_mentions AS (
    SELECT source_no, min(pseudonym) AS forgotten_as FROM mention_keys JOIN forgotten_keys USING (key_hash) GROUP BY source_no
)
SELECT s.* EXCLUDE (source_no), f.forgotten_as FROM source AS s LEFT JOIN first_mentions AS f USING (source_no)

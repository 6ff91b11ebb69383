-- One row per hash by which the payer will be recognised, and the list of the record that it belongs to.
WITH turned AS (
    -- Banks write the last name first, too.
    SELECT
        list_concat(words[turn + 1:], words[:turn]) AS words,
        is_shared
    FROM (
        SELECT
            string_split(spelling, ' ') AS words,
            is_shared,
            unnest(range(0, length(string_split(spelling, ' ')))) AS turn
        FROM spellings
    )
)

SELECT
    'names' AS list,
    spelling_hash(words) AS hash
FROM turned
WHERE NOT is_shared
UNION
SELECT
    'shared_names',
    key_hash('shared', getvariable('pseudonym'), spelling_hash(words))
FROM turned
WHERE is_shared
UNION
SELECT
    'words',
    word_hash(getvariable('pseudonym'), unnest(words))
FROM turned
UNION
SELECT
    'namesakes',
    spelling_hash(string_split(spelling, ' '))
FROM namesakes
UNION
SELECT
    'keys',
    key_hash
FROM known_keys
UNION
SELECT
    'companies',
    company_code
FROM known_keys
WHERE company_code <> ''

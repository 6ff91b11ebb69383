-- One row per name that is a forgotten payer's, whoever's the row is that bears it.
WITH keyed AS MATERIALIZED (
    SELECT
        name,
        name_key(name_text(name)) AS name_key
    FROM names
)

SELECT
    name,
    person_of(spelling_hash([name_key])) AS pseudonym
FROM keyed
WHERE person_of(spelling_hash([name_key])) IS NOT NULL

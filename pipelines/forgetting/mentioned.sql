-- One row per rejected row, with the pseudonym of the forgotten payer whose name, id, document, payment or dispute is in its raw text.
WITH source AS (
    SELECT *, row_number() OVER () AS source_no FROM (/*rows*/)
), hashed AS (
    SELECT source_no, unnest(keys_in("row")) AS key_hash FROM source
), found AS (
    SELECT source_no, min(pseudonym) AS forgotten_as FROM hashed JOIN forgotten_keys USING (key_hash) GROUP BY source_no
)
SELECT s.*, f.forgotten_as FROM source AS s LEFT JOIN found AS f USING (source_no)

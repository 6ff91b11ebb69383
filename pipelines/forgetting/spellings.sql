-- One row per spelling of the payer's name, as names are compared: whether another payer bears it in the master data,
-- too. What its payments bear and those of others bear as well (a collecting bank) is nobody's name.
WITH masters AS (
    SELECT DISTINCT
        payer_id,
        name_text(name) AS spelling
    FROM book_payers
    WHERE name IS NOT NULL
),

paid AS (
    SELECT
        payer_name,
        arg_max(coalesce(known_payer_id, payer_id), file_index) AS payer_id
    FROM book_payments
    WHERE payer_name IS NOT NULL
    GROUP BY company_code, payment_id, payer_name
),

borne AS (
    SELECT
        payer_id,
        name_text(payer_name) AS spelling
    FROM paid
    WHERE payer_id IS NOT NULL
    UNION
    SELECT
        payer_id,
        mark
    FROM book_payer_marks
    WHERE mark_kind = 'name'
),

named AS MATERIALIZED (
    SELECT
        *,
        folded(name_key(spelling)) AS spelling_key,
        payer_id = getvariable('payer_id') AS is_own
    FROM (
        SELECT
            *,
            TRUE AS is_master
        FROM masters
        UNION ALL
        SELECT
            *,
            FALSE
        FROM borne
    )
    WHERE spelling <> '' AND spelling NOT IN (SELECT name_text(pseudonym) FROM forgotten_people)
),

counted_spellings AS (
    SELECT
        spelling_key,
        bool_or(is_own) AS is_own,
        bool_or(is_own AND is_master) AS is_own_master,
        bool_or(NOT is_own) AS is_others,
        bool_or(NOT is_own AND is_master) AS is_others_master
    FROM named
    GROUP BY spelling_key
)

SELECT DISTINCT
    n.spelling,
    j.is_others_master AS is_shared
FROM named AS n JOIN counted_spellings AS j USING (spelling_key)
WHERE n.is_own AND (j.is_own_master OR NOT j.is_others)

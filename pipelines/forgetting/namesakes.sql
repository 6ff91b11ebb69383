-- One row per name of another payer that contains a spelling of the payer's, and goes on.
WITH others AS (
    SELECT DISTINCT name_text(name) AS spelling FROM book_payers
    WHERE name IS NOT NULL AND payer_id <> getvariable('payer_id')
    UNION
    SELECT mark FROM book_payer_marks
    WHERE mark_kind = 'name' AND payer_id <> getvariable('payer_id')
)

SELECT DISTINCT o.spelling
FROM others AS o JOIN spellings AS s
    ON
        o.spelling NOT IN (SELECT name_text(pseudonym) FROM forgotten_people)
        AND contains(' ' || folded(o.spelling) || ' ', ' ' || folded(s.spelling) || ' ')
        AND folded(name_key(o.spelling)) <> folded(name_key(s.spelling))

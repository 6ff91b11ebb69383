-- One row per name of a payment that nothing else explains and name of a payer that has a word, or how it begins or ends, in
-- common with it, where not too many names have.
-- key: name, mark
WITH unnamed AS (
    SELECT DISTINCT u.name_text AS name
    FROM unknown_payments AS u
    ANTI JOIN evident_payers AS e USING (company_code, payment_id)
    WHERE length(u.name_text) BETWEEN 5 AND longest_name()
), sides AS (
    SELECT true AS is_asked, name, name AS mark FROM unnamed
    UNION ALL
    SELECT false, NULL, mark FROM payer_marks
    WHERE mark_kind = 'name' AND length(mark) <= longest_name() AND EXISTS (FROM unnamed)
), word_keys AS (
    SELECT is_asked, mark, unnest(list_distinct(list_concat(
        list_filter(string_split(mark, ' '), lambda word: length(word) >= 3),
        ['begins ' || left(name_key(mark), 4), 'begins ' || left(name_key(mark), 8), 'ends ' || right(name_key(mark), 4)]
    ))) AS key
    FROM sides
), rare AS (
    -- A word that many payers bear brings everybody together with everybody, and tells nobody apart.
    SELECT key, mark FROM word_keys WHERE NOT is_asked AND key IN (SELECT key FROM word_keys WHERE is_asked)
    QUALIFY count(*) OVER (PARTITION BY key) <= 100
)
SELECT DISTINCT k.mark AS name, r.mark
FROM word_keys AS k JOIN rare AS r USING (key)
WHERE k.is_asked

-- One row per name of a payment that is like the names of one family, and clearly less like those of any other.
-- key: name
WITH split AS (
    SELECT *, string_split(name, ' ') AS words, string_split(mark, ' ') AS others FROM name_pairs
), places AS (
    SELECT name, mark, 'as written' AS reading, unnest(list_zip(words, others)) AS pair FROM split WHERE len(words) = len(others)
    UNION ALL
    SELECT name, mark, 'in order', unnest(list_zip(list_sort(words), list_sort(others))) FROM split WHERE len(words) = len(others)
), slips AS (
    -- A slip changes a word a little; EAST and WEST, or 12 and 21, are two words.
    SELECT p.name, p.mark, sum(w.similarity * length(w.word)) // sum(length(w.word)) AS score
    FROM places AS p JOIN word_similarities AS w ON w.word = p.pair[1] AND w.other = p.pair[2]
    GROUP BY p.name, p.mark, p.reading
    HAVING min(w.similarity) >= 80 AND sum(w.similarity * length(w.word)) >= 90 * sum(length(w.word))
        AND bool_and(w.word = w.other OR NOT regexp_matches(w.word || w.other, '[0-9]'))
), cut AS (
    -- Cut off by the bank, or with a place behind it.
    SELECT name, mark, 95 AS score FROM name_pairs
    WHERE (length(name) >= 16 AND starts_with(mark, name))
        OR (length(mark) >= 10 AND contains(mark, ' ') AND starts_with(name, mark || ' '))
        -- All blanks are lost, that before the legal form, too.
        OR (length(mark) >= 10 AND starts_with(name, name_key(mark)) AND is_legal_form(substr(name, length(name_key(mark)) + 1)))
), families AS (
    SELECT s.name, m.group_id, min(m.payer_id) AS payer_id, max(s.score) AS score, max(m.families) AS families
    FROM (FROM slips UNION FROM cut) AS s JOIN payer_marks AS m ON m.mark_kind = 'name' AND m.mark = s.mark
    GROUP BY s.name, m.group_id
)
SELECT name, payer_id FROM families
WINDOW likeness AS (PARTITION BY name ORDER BY score DESC, group_id)
QUALIFY row_number() OVER likeness = 1 AND families = 1 AND coalesce(lead(score) OVER likeness, 0) <= score - 5

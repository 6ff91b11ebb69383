-- One row per two words that stand at the same place of two names of as many words, as written or put in order.
-- key: word, other
WITH payer_names AS (
    SELECT string_split(name, ' ') AS words, string_split(mark, ' ') AS others FROM name_pairs
), placed AS (
    SELECT unnest(list_zip(words, others)) AS pair FROM payer_names WHERE len(words) = len(others)
    UNION
    SELECT unnest(list_zip(list_sort(words), list_sort(others))) FROM payer_names WHERE len(words) = len(others)
)
SELECT DISTINCT pair[1] AS word, pair[2] AS other FROM placed

-- One row per line of shared advice whose lines add up to its payments in exactly one way, or each to one, with the
-- place of its payment.
-- key: head_key, turn
WITH RECURSIVE ways AS (
    SELECT DISTINCT head_key, 0::BIGINT AS turn, amounts AS missing, []::BIGINT[] AS chosen
    -- Few lines and payments only, for the ways multiply with every line.
    FROM shared_lines WHERE lines * log2(places) <= 10 AND head_key NOT IN (SELECT head_key FROM line_links)
    UNION ALL
    SELECT
        w.head_key, l.turn,
        list_transform(w.missing, lambda amount, place: CASE WHEN place = o.place THEN amount - l.paid_amount ELSE amount END),
        list_append(w.chosen, o.place)
    FROM ways AS w
    JOIN shared_lines AS l ON l.head_key = w.head_key AND l.turn = w.turn + 1
    JOIN (SELECT DISTINCT places, unnest(range(1, places + 1)) AS place FROM shared_lines) AS o USING (places)
    WHERE l.has_negative_lines OR w.missing[o.place] >= l.paid_amount
), fitting AS (
    SELECT w.head_key, w.chosen FROM ways AS w
    JOIN shared_lines AS l ON l.head_key = w.head_key AND l.turn = w.turn AND l.turn = l.lines
    WHERE list_sum(list_transform(w.missing, lambda amount: abs(amount))) = 0
    QUALIFY count(*) OVER (PARTITION BY w.head_key) = 1
)
SELECT head_key, generate_subscripts(chosen, 1) AS turn, unnest(chosen) AS place FROM fitting
UNION ALL
SELECT l.head_key, l.turn, t.place
FROM shared_lines AS l
JOIN line_links AS m USING (head_key, reference)
JOIN remittance_links AS t USING (head_key, tied_company_code, tied_payment_id)

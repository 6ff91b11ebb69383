-- One row per payment and word of its memo that may be a reference; `is_idle` where it means something else unless a document bears it:
-- a day, the payment's amount, its own numbers or its payers'.
WITH words AS (
    SELECT source_no, unnest(references_in(memo)) AS word FROM sources
    WHERE memo IS NOT NULL AND mode IN ('full', 'retry')
), names AS (
    SELECT source_no, unnest([bank_reference, payment_id]) AS name FROM sources WHERE payment_id IS NOT NULL
    UNION ALL
    SELECT s.source_no, p.payer_id FROM sources AS s JOIN night_payers AS p USING (group_id) WHERE s.memo IS NOT NULL
), own AS (
    SELECT DISTINCT source_no, normal_reference(name) AS name_key, true AS is_own FROM names WHERE name IS NOT NULL
)
SELECT
    w.source_no, w.word,
    is_day(w.word) OR coalesce(o.is_own, false)
        OR coalesce(TRY_CAST(w.word AS DECIMAL(18, 3)) = to_money(s.amount, s.currency), false) AS is_idle
FROM words AS w
JOIN sources AS s USING (source_no)
LEFT JOIN own AS o ON o.source_no = w.source_no AND o.name_key = normal_reference(w.word)

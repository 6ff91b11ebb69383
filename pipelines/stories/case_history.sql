-- One row per change of one dispute, in order: the night, and the change in words.
SELECT
    business_date,
    concat_ws(
        ' ',
        replace(event, '_', ' '),
        CASE WHEN to_status IS NOT NULL THEN '(' || coalesce(from_status || ' → ', '') || to_status || ')' END,
        'by ' || actor
    ) || CASE WHEN text <> event THEN ': ' || text ELSE '' END AS words
FROM dispute_history
WHERE dispute_id = getvariable('name')
ORDER BY business_date, event_number

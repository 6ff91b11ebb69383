-- One row per change of one dispute, in order: the night, and the change in words.
SELECT
    business_date,
    concat_ws(
        ' ',
        CASE WHEN is_told THEN text ELSE label END,
        CASE WHEN to_status IS NOT NULL THEN '(' || coalesce(from_status || ' → ', '') || to_status || ')' END,
        'by ' || actor
    ) || CASE WHEN is_told THEN '' ELSE coalesce(': ' || text, '') END AS words
FROM (
    -- Where nobody wrote anything, the text tells the event itself.
    SELECT *, replace(event, '_', ' ') AS label, starts_with(text, label) OR starts_with(text, 'no longer ' || label) AS is_told
    FROM dispute_history
    WHERE dispute_id = getvariable('name')
)
ORDER BY business_date, event_number

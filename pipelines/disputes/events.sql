-- One row per change of a dispute tonight; rows may repeat. `phase` and the columns after it order them within the dispute.
SELECT
    c.variance_id AS dispute_id,
    CASE c.start_cause WHEN 'opened' THEN 1 ELSE 3 END AS phase,
    NULL AS at_order,
    '' AS detail_order,
    c.start_cause AS event,
    c.book_status AS from_status,
    c.start_status AS to_status,
    CASE c.start_cause WHEN 'opened' THEN coalesce(m.amount, v.original_amount) ELSE c.open_amount END AS amount,
    NULL AS actor,
    m.text
FROM cases AS c
INNER JOIN case_variances AS v ON v.place = c.place
LEFT JOIN (
    SELECT
        variance_id,
        CAST(sum(amount) AS BIGINT) AS amount,
        min(text) AS text
    FROM case_movements
    WHERE event = 'opened'
    GROUP BY variance_id
) AS m ON m.variance_id = c.variance_id AND c.is_new
WHERE c.start_cause IS NOT NULL
UNION ALL
SELECT
    m.variance_id,
    CASE m.event WHEN 'written_off' THEN 5 ELSE 2 END,
    NULL,
    coalesce(list_position(['grown', 'withdrawn', 'repaid', 'credited', 'reclassified'], m.event), 9)
    || lpad(CAST(m.amount AS VARCHAR), 20, ' ') || coalesce(m.text, ''),
    CASE m.event WHEN 'opened' THEN 'grown' ELSE m.event END,
    NULL,
    NULL,
    CASE WHEN m.event <> 'reclassified' THEN m.amount END,
    NULL,
    m.text
FROM case_movements AS m INNER JOIN cases AS c ON c.variance_id = m.variance_id
WHERE m.event <> 'opened' OR NOT c.is_new
UNION ALL
SELECT
    dispute_id,
    4,
    ordinal,
    activity_id,
    CASE WHEN cause IN ('merged', 'split') THEN cause ELSE kind END,
    CASE WHEN from_status <> status_after THEN from_status END,
    CASE WHEN from_status <> status_after THEN status_after END,
    minor_amount,
    actor,
    concat_ws(': ', resolution || coalesce(' ' || amount_text(minor_amount, currency), ''), text)
FROM judged_activities
WHERE flaw IS NULL
UNION ALL
SELECT
    e.variance_id,
    7,
    NULL,
    '',
    e.end_cause,
    e.status_before_end,
    e.status,
    CASE e.end_cause WHEN 'reopened' THEN v.open_amount END,
    NULL,
    NULL
FROM ended_cases AS e INNER JOIN case_variances AS v ON v.place = e.place
WHERE e.end_cause IS NOT NULL
UNION ALL
SELECT
    l.variance_id,
    2,
    NULL,
    'linked',
    CASE l.link WHEN 'merged_into' THEN 'merged' ELSE 'split' END,
    NULL,
    NULL,
    NULL,
    NULL,
    replace(l.link, '_', ' ') || ' ' || l.linked_dispute_id
FROM linked_cases AS l
WHERE l.is_by_night
UNION ALL
SELECT
    variance_id,
    6,
    NULL,
    owner,
    'assigned',
    NULL,
    NULL,
    NULL,
    NULL,
    'by rule: ' || owner
FROM assigned_owners

-- One row per dispute in play tonight: what people decided of it and did, when it closed, which other dispute it belongs to.
-- key: variance_id
WITH worked AS (
    SELECT
        dispute_id,
        arg_max(resolution, ordinal) FILTER (kind = 'resolved') AS decision,
        arg_max(actor, ordinal) FILTER (kind = 'resolved') AS decided_by,
        -- Granted or denied in part: the payer is right about a part of it. Giving up says nothing about that.
        arg_max(
            CASE
                WHEN resolution = 'lost' THEN 'invalid'
                WHEN abs(minor_amount) < abs(most_open_amount) THEN 'partly'
                WHEN resolution = 'credit_granted' THEN 'valid'
                ELSE 'invalid'
            END, ordinal
        ) FILTER (kind = 'resolved' AND resolution <> 'written_off') AS validity,
        arg_max(
            CASE resolution
                WHEN 'credit_granted' THEN coalesce(minor_amount, most_open_amount)
                ELSE most_open_amount - coalesce(minor_amount, most_open_amount)
            END, ordinal
        ) FILTER (kind = 'resolved' AND resolution IN ('credit_granted', 'denied')) AS granted_amount,
        count(*) FILTER (kind IN ('email_out', 'call') AND earlier_dispute_id IS NULL) AS attempt_count,
        max("at") FILTER (kind = 'document') AS document_at
    FROM judged_activities
    WHERE flaw IS NULL
    GROUP BY dispute_id
),

credited_amounts AS (
    SELECT
        variance_id,
        sum(amount) AS amount
    FROM case_movements
    WHERE event = 'credited'
    GROUP BY variance_id
),

night_events AS (
    SELECT
        dispute_id,
        count(*) FILTER (to_status = 'reopened') AS reopened_count
    FROM dispute_history
    GROUP BY dispute_id
)

SELECT
    v.place,
    v.variance_id,
    coalesce(w.decision, k.decision) AS decision,
    coalesce(w.decided_by, k.decided_by) AS decided_by,
    -- Who gives up a part that nobody granted says nothing of the part that was.
    CASE
        WHEN w.validity = 'invalid' AND w.granted_amount IS NULL AND k.validity = 'partly' THEN 'partly'
        ELSE coalesce(w.validity, k.validity)
    END AS validity,
    coalesce(
        v.credited_amount - coalesce(m.amount, 0) + w.granted_amount,
        CASE WHEN w.validity = 'invalid' AND k.validity IS DISTINCT FROM 'partly' THEN v.credited_amount END,
        k.granted_amount
    ) AS granted_amount,
    coalesce(k.attempt_count, 0) + coalesce(w.attempt_count, 0) AS attempt_count,
    coalesce(k.reopened_count, 0) + coalesce(n.reopened_count, 0) AS reopened_count,
    greatest(k.document_at, w.document_at) AS document_at,
    CASE WHEN v.open_amount = 0 THEN coalesce(k.closed_date, getvariable('night')) END AS closed_date,
    coalesce(l.link, k.link) AS link,
    coalesce(l.linked_dispute_id, k.linked_dispute_id) AS linked_dispute_id,
    t.is_live
FROM case_variances AS v
INNER JOIN dated_variances AS t ON t.place = v.place
INNER JOIN cases AS c ON c.place = v.place
LEFT JOIN worked AS w ON w.dispute_id = v.variance_id
LEFT JOIN credited_amounts AS m ON m.variance_id = v.variance_id
LEFT JOIN night_events AS n ON n.dispute_id = v.variance_id
LEFT JOIN linked_cases AS l ON l.variance_id = v.variance_id
LEFT JOIN known_cases AS k ON k.dispute_id = v.variance_id

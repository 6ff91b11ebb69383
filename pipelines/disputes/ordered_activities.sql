-- One row per activity that is new or changed, numbered within its dispute in the order in which people acted.
-- `own_flaw`: what is impossible whatever others did tonight. `cause`: the change of status it asks for, if any.
WITH compared AS (
    SELECT
        a.*,
        c.currency,
        c.most_open_amount,
        to_minor(a.amount, c.currency) AS minor_amount,
        coalesce(a.kind = 'resolved' AND a.resolution IN ('written_off', 'lost'), FALSE) AS closes_money,
        k.dispute_id AS earlier_dispute_id,
        coalesce(k.closed_amount, 0) AS earlier_closed_amount,
        -- A corrected text does not turn a case back to the status that the first version gave it.
        k.activity_id IS NULL
            OR row(k.kind, k.status, k.resolution) IS DISTINCT FROM row(a.kind, a.status, a.resolution)
            AS changes_status
    FROM activities AS a
    LEFT JOIN cases AS c ON c.variance_id = a.dispute_id
    LEFT JOIN known_activities AS k ON k.activity_id = a.activity_id
    WHERE k.activity_id IS NULL
        OR row(k.dispute_id, k."at", k.actor, k.kind, k.status, k.resolution, k.text, to_money(k.amount, c.currency))
            IS DISTINCT FROM row(a.dispute_id, a."at", a.actor, a.kind, a.status, a.resolution, a.text, a.amount)
)

SELECT
    *,
    kind IN ('assigned', 'status_changed', 'resolved') AS changes_case,
    CASE
        WHEN NOT changes_status OR closes_money THEN NULL
        WHEN kind = 'resolved' THEN resolution
        WHEN kind = 'status_changed' THEN kind
    END AS cause,
    CASE
        WHEN earlier_dispute_id <> dispute_id THEN 'another dispute'
        WHEN amount <> to_money(minor_amount, currency) THEN 'digits'
        WHEN kind = 'resolved' AND resolution IS NULL THEN 'no resolution'
        WHEN kind = 'status_changed' AND status IS NULL THEN 'no status'
        WHEN kind = 'resolved' AND NOT closes_money AND abs(minor_amount) > abs(most_open_amount)
            THEN 'more than open by day'
    END AS own_flaw,
    row_number() OVER (PARTITION BY dispute_id ORDER BY "at", activity_id) AS ordinal
FROM compared

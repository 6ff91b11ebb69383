-- One row per activity that is new or changed, numbered within its dispute in the order in which people acted.
-- `own_flaw`: what is impossible whatever others did tonight. `cause`: what it asks for, as in the table of changes.
-- key: activity_id
WITH compared AS (
    SELECT
        a.*,
        c.currency,
        c.most_open_amount,
        c.payer_id,
        to_minor(a.amount, c.currency) AS minor_amount,
        coalesce(a.kind = 'resolved' AND a.resolution IN ('written_off', 'lost'), FALSE) AS closes_money,
        coalesce(a.kind = 'status_changed' AND a.status = 'reopened', FALSE) AS reopens_money,
        CASE WHEN a.kind = 'status_changed' AND a.status = 'merged' THEN coalesce(trim(a.text), '') END AS leading_id,
        k.dispute_id AS earlier_dispute_id,
        coalesce(k.closed_amount, 0) AS earlier_closed_amount,
        -- A corrected text does not turn a case back to the status that the first version gave it.
        k.activity_id IS NULL
        OR (row(k.kind, k.status, k.resolution) IS DISTINCT FROM row(a.kind, a.status, a.resolution))
            AS changes_status
    FROM activities AS a
    LEFT JOIN cases AS c ON c.variance_id = a.dispute_id
    LEFT JOIN known_activities AS k ON k.activity_id = a.activity_id
    WHERE
        k.activity_id IS NULL
        OR row(k.dispute_id, k."at", k.actor, k.kind, k.status, k.resolution, k.text, to_money(k.amount, c.currency))
        IS DISTINCT FROM row(a.dispute_id, a."at", a.actor, a.kind, a.status, a.resolution, a.text, a.amount)
)

SELECT
    a.*,
    CASE
        WHEN NOT a.changes_status THEN NULL
        WHEN a.kind = 'resolved' THEN a.resolution
        WHEN a.kind = 'status_changed' AND a.status IN ('merged', 'split', 'reopened') THEN a.status
        ELSE a.kind
    END AS cause,
    CASE
        WHEN a.earlier_dispute_id <> a.dispute_id THEN 'another dispute'
        WHEN a.amount <> to_money(a.minor_amount, a.currency) THEN 'digits'
        WHEN a.kind = 'resolved' AND a.resolution IS NULL THEN 'no resolution'
        WHEN a.kind = 'status_changed' AND a.status IS NULL THEN 'no status'
        WHEN
            a.kind IN ('resolved', 'status_changed') AND NOT a.closes_money AND NOT a.reopens_money
            AND abs(a.minor_amount) > abs(a.most_open_amount)
            THEN 'more than open by day'
        WHEN a.leading_id = a.dispute_id OR (lead.payer_id IS DISTINCT FROM a.payer_id) AND a.leading_id IS NOT NULL
            THEN 'no leading case'
    END AS own_flaw,
    row_number() OVER (PARTITION BY a.dispute_id ORDER BY a."at", a.activity_id) AS ordinal
FROM compared AS a LEFT JOIN cases AS lead ON lead.variance_id = a.leading_id AND NOT lead.is_closed

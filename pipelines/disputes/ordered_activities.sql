-- One row per activity that is new or changed, numbered within its dispute in the order in which people acted.
SELECT
    a.activity_id,
    a.dispute_id,
    a."at",
    a.actor,
    a.kind,
    a.status,
    a.resolution,
    a.amount,
    a.text,
    a.source_file,
    a.source_row,
    a.raw_row,
    c.currency,
    to_minor(a.amount, c.currency) AS minor_amount,
    coalesce(a.kind = 'resolved' AND a.resolution IN ('written_off', 'lost'), FALSE) AS closes_money,
    k.dispute_id AS earlier_dispute_id,
    coalesce(k.closed_amount, 0) AS earlier_closed_amount,
    -- A corrected text does not turn a case back to the status that the first version gave it.
    k.activity_id IS NULL
        OR row(k.kind, k.status, k.resolution) IS DISTINCT FROM row(a.kind, a.status, a.resolution) AS changes_status,
    row_number() OVER (PARTITION BY a.dispute_id ORDER BY a."at", a.activity_id) AS ordinal
FROM activities AS a
LEFT JOIN cases AS c ON c.variance_id = a.dispute_id
LEFT JOIN known_activities AS k ON k.activity_id = a.activity_id
WHERE k.activity_id IS NULL
    OR row(k.dispute_id, k."at", k.actor, k.kind, k.status, k.resolution, k.text, to_money(k.amount, c.currency))
        IS DISTINCT FROM row(a.dispute_id, a."at", a.actor, a.kind, a.status, a.resolution, a.text, a.amount)

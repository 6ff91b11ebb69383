-- One row per open dispute that has a window: the entry of the policy that names most of it, a payer more than a type.
-- Money that we hold has none.
WITH scopes AS (
    SELECT DISTINCT payer_id, dispute_type
    FROM open_disputes
    WHERE open_amount > 0
),

chosen AS (
    SELECT s.payer_id, s.dispute_type, w.opens_after_days, w.closes_after_days
    FROM scopes AS s INNER JOIN windows AS w
        ON coalesce(w.payer_id = s.payer_id, TRUE) AND coalesce(w.dispute_type = s.dispute_type, TRUE)
    QUALIFY row_number() OVER (
        PARTITION BY s.payer_id, s.dispute_type ORDER BY w.payer_id IS NULL, w.dispute_type IS NULL, w.rule_number
    ) = 1
)

SELECT
    d.variance_id,
    d.opened_date + CAST(c.opens_after_days AS INTEGER) AS window_opens,
    d.opened_date + CAST(c.closes_after_days AS INTEGER) AS window_closes
FROM open_disputes AS d INNER JOIN chosen AS c ON c.payer_id = d.payer_id AND c.dispute_type = d.dispute_type
WHERE d.open_amount > 0

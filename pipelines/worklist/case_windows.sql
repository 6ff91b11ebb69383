-- One row per payer and type of an open dispute that has a window: the entry of the policy that names most, a payer
-- more than a type.
-- key: payer_id, dispute_type
SELECT
    s.payer_id,
    s.dispute_type,
    w.opens_after_days,
    w.closes_after_days
FROM (
    SELECT DISTINCT
        payer_id,
        dispute_type
    FROM open_disputes
) AS s
INNER JOIN windows AS w
    ON coalesce(w.payer_id = s.payer_id, TRUE) AND coalesce(w.dispute_type = s.dispute_type, TRUE)
QUALIFY row_number() OVER (
    PARTITION BY s.payer_id, s.dispute_type ORDER BY w.payer_id IS NULL, w.dispute_type IS NULL, w.rule_number
) = 1

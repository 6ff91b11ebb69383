-- One row per open dispute that has a window: the most telling entry of the policy (payer and type, payer, type, any).
-- Money that we hold has none.
SELECT
    d.variance_id,
    d.opened_date + CAST(w.opens_after_days AS INTEGER) AS window_opens,
    d.opened_date + CAST(w.closes_after_days AS INTEGER) AS window_closes
FROM open_disputes AS d INNER JOIN dispute_windows AS w
    ON coalesce(w.payer_id = d.payer_id, TRUE) AND coalesce(w.dispute_type = d.dispute_type, TRUE)
WHERE d.open_amount > 0
QUALIFY row_number() OVER (
    PARTITION BY d.variance_id ORDER BY w.payer_id IS NULL, w.dispute_type IS NULL
) = 1

-- One row per dispute that closed tonight, with the days it took.
-- key: variance_id
SELECT DISTINCT
    c.variance_id,
    c.payer_id,
    c.dispute_type,
    c.owner,
    c.currency,
    getvariable('night') - c.opened_date AS cycle_days
FROM dispute_history AS h INNER JOIN measured_cases AS c ON c.variance_id = h.dispute_id
WHERE h.event = 'closed'

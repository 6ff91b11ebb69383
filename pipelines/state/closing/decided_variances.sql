-- One row per variance in play, people's write-offs included.
-- key: variance_id
SELECT v.* REPLACE (
    v.written_off_amount + coalesce(d.amount, 0) AS written_off_amount, v.open_amount - coalesce(d.amount, 0) AS open_amount),
    true AS is_live
FROM settled_variances AS v LEFT JOIN (SELECT variance_id, sum(amount)::BIGINT AS amount FROM decided GROUP BY ALL) AS d
    USING (variance_id)

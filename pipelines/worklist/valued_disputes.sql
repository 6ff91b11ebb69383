-- One row per open dispute: what working it should bring, in minor units of its currency, and what is recommended.
SELECT
    d.variance_id,
    CAST(greatest(
        round(CAST(d.open_amount AS DECIMAL(18, 0)) * s.recovered_share, 0) - coalesce(t.working_cost, 0), 0
    ) AS BIGINT) AS expected_recovery,
    to_money(expected_recovery, d.currency) * t.rate AS ranked_value,
    CASE
        WHEN d.dispute_subtype = 'misapplied_cash' THEN r.documented_action
        WHEN d.open_amount < 0 THEN 'refund_or_hold'
        WHEN d.open_amount <= t.write_off_limit THEN 'write_off'
        -- Papers contradict the payer's reason, and what is left is no fault of ours.
        WHEN d.is_contested AND NOT r.is_ours THEN 'collect'
        WHEN NOT d.is_documented THEN r.otherwise_action
        ELSE r.documented_action
    END AS recommended_action
FROM open_disputes AS d
LEFT JOIN recommendations AS r ON r.dispute_subtype = d.dispute_subtype
LEFT JOIN recovered_shares AS s ON s.dispute_type = d.dispute_type
LEFT JOIN currency_terms AS t ON t.currency = d.currency

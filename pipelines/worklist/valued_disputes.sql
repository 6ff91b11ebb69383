-- One row per open dispute: what working it should bring, in minor units of its currency, and what is recommended.
-- key: place
WITH weighed AS (
    SELECT
        d.*,
        j.granted_amount,
        -- What people judged needs no learning: they said which part of it the payer owes.
        CASE
            WHEN j.granted_amount IS NULL THEN p.invalid_probability
            ELSE stated_chance(1 - CAST(j.granted_amount AS DECIMAL(20, 0)) / d.open_amount)
        END AS invalid_probability,
        p.recovery_probability,
        p.invalid_cases,
        p.recovery_cases,
        p.payer_cases,
        coalesce(t.working_cost, 0) AS working_cost,
        t.rate,
        -- Money that we hold has no window.
        CASE WHEN d.open_amount > 0 THEN d.opened_date + CAST(o.opens_after_days AS INTEGER) END AS window_opens,
        CASE WHEN d.open_amount > 0 THEN d.opened_date + CAST(o.closes_after_days AS INTEGER) END AS window_closes
    FROM open_disputes AS d
    LEFT JOIN judged_disputes AS j ON j.place = d.place
    LEFT JOIN probabilities AS p
        ON
            p.payer_id = d.payer_id
            AND p.dispute_type = d.dispute_type
            AND p.dispute_subtype = d.dispute_subtype
            AND p.evidence_kind = d.evidence_kind
            AND p.age_band = d.age_band
    LEFT JOIN currency_terms AS t ON t.currency = d.currency
    LEFT JOIN case_windows AS o ON o.payer_id = d.payer_id AND o.dispute_type = d.dispute_type
)

SELECT
    w.place,
    w.granted_amount,
    w.invalid_probability,
    w.recovery_probability,
    w.invalid_cases,
    w.recovery_cases,
    w.payer_cases,
    w.working_cost,
    w.window_opens,
    w.window_closes,
    w.rate,
    -- What we hold is nothing that we could recover, and a posting of ours withholds nothing.
    CASE
        WHEN w.open_amount < 0 OR r.is_posting_error THEN 0
        ELSE CAST(round(
            CAST(w.open_amount AS DECIMAL(20, 0)) * w.invalid_probability * w.recovery_probability, 0
        ) AS BIGINT) - w.working_cost
    END AS expected_recovery,
    reporting_value(expected_recovery, w.currency, w.rate) AS ranked_value,
    coalesce(c.is_audited, FALSE) AS is_audit_sample,
    CASE
        WHEN r.is_posting_error THEN r.documented_action
        WHEN w.open_amount < 0 THEN 'refund_or_hold'
        WHEN w.granted_amount > 0 THEN 'issue_credit'
        WHEN NOT c.is_audited THEN 'write_off'
        WHEN w.granted_amount = 0 THEN 'collect'
        WHEN c.is_audited THEN 'investigate'
        -- Papers contradict the payer's reason, and what is left is no fault of ours.
        WHEN w.is_contested AND NOT r.is_ours THEN 'collect'
        WHEN NOT w.is_documented THEN r.otherwise_action
        ELSE r.documented_action
    END AS recommended_action
FROM weighed AS w
LEFT JOIN write_off_candidates AS c ON c.place = w.place
LEFT JOIN subtypes AS r ON r.dispute_subtype = w.dispute_subtype

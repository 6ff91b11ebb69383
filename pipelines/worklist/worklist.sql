-- One row per open dispute; `priority` is total: hard tier, expected recovery at the policy's rates, dispute_id.
-- Tiers: 1 window closes soon, 2 can be worked, 3 window not open yet, 4 window passed, 5 write-off candidates.
WITH tiered AS (
    SELECT
        d.*,
        w.window_opens,
        w.window_closes,
        x.expected_recovery,
        x.recommended_action,
        c.root_cause_id,
        to_money(x.expected_recovery, d.currency) * x.rate AS ranked_value,
        CASE
            WHEN x.recommended_action = 'write_off' THEN 5
            WHEN w.window_closes < getvariable('night') THEN 4
            WHEN w.window_opens > getvariable('night') THEN 3
            WHEN w.window_closes <= getvariable('night') + CAST(getvariable('closes_soon_days') AS INTEGER) THEN 1
            ELSE 2
        END AS tier
    FROM open_disputes AS d
    INNER JOIN valued_disputes AS x USING (variance_id)
    LEFT JOIN case_windows AS w USING (variance_id)
    LEFT JOIN root_causes AS c USING (variance_id)
)

SELECT
    row_number() OVER (ORDER BY tier, ranked_value DESC NULLS LAST, variance_id) AS priority,
    variance_id AS dispute_id,
    company_code,
    invoice_number,
    payment_id,
    claim_number,
    payer_id,
    payer_name,
    currency,
    to_money(original_amount, currency) AS original_amount,
    to_money(open_amount, currency) AS open_amount,
    to_money(credited_amount, currency) AS credited_amount,
    to_money(repaid_amount, currency) AS repaid_amount,
    to_money(written_off_amount, currency) AS written_off_amount,
    to_money(withdrawn_amount, currency) AS withdrawn_amount,
    dispute_type,
    dispute_subtype,
    stated_type,
    is_contested,
    confidence,
    coalesce(explanation, 'Difference of ' || money_text(original_amount, currency) || ' without an explanation yet.')
        AS explanation,
    coalesce(evidence, []) AS evidence,
    recommended_action,
    to_money(expected_recovery, currency) AS expected_recovery,
    status,
    working_owner AS owner,
    opened_date,
    getvariable('night') - opened_date AS age_days,
    opened_date + CAST(getvariable('dispute_due_days') AS INTEGER) AS due_date,
    window_opens,
    window_closes,
    last_activity_at,
    root_cause_id
FROM tiered

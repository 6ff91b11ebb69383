-- One row per variance in play as it stands before tonight's matching: what lost its credit is in dispute again.
-- key: variance_id
SELECT
    v.* REPLACE (
        v.credited_amount
        + CASE WHEN r.was_never_disputed THEN v.amount ELSE 0 END
        - coalesce(t.amount, 0) AS credited_amount,
        v.open_amount + CASE WHEN r.is_reopened THEN t.amount ELSE 0 END AS open_amount,
        CASE WHEN r.was_never_disputed THEN v.amount ELSE v.original_amount END AS original_amount,
        CASE WHEN r.is_reopened THEN 'dispute' ELSE v.outcome END AS outcome,
        CASE WHEN r.is_reopened THEN coalesce(v.dispute_type, 'other') ELSE v.dispute_type END AS dispute_type,
        CASE WHEN r.is_reopened THEN coalesce(v.dispute_subtype, 'unexplained') ELSE v.dispute_subtype END
            AS dispute_subtype,
        CASE
            WHEN r.is_reopened THEN coalesce(v.explanation, 'the credit memo that settled it is worth less now') ELSE
                v.explanation
        END AS explanation
    )
FROM night_variances AS v
LEFT JOIN taken_credits AS t USING (variance_id),
    LATERAL (
        SELECT
            t.amount > 0 AND v.outcome IN ('dispute', 'settled_by_credit') AS is_reopened,
            t.amount > 0 AND v.outcome = 'settled_by_credit' AND v.original_amount = 0 AS was_never_disputed
    ) AS r

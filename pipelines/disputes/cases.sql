-- One row per dispute in play tonight, as it stands after the engine and before the decisions of people. `place`: its
-- variance's, by which all these are joined that have one row per dispute.
-- key: variance_id
WITH moved AS (
    SELECT
        variance_id,
        sum(amount) FILTER (event = 'written_off') AS decided_amount,
        sum(amount) FILTER (event IN ('credited', 'repaid', 'withdrawn')) AS closed_amount,
        count(*) FILTER (event NOT IN ('written_off', 'reclassified')) AS movement_count
    FROM case_movements
    GROUP BY variance_id
),

case_states AS (
    SELECT
        v.place,
        v.variance_id,
        v.payer_id,
        v.currency,
        v.opened_date IS NULL AS is_new,
        CASE WHEN v.opened_date IS NOT NULL THEN coalesce(v.status, 'new') END AS book_status,
        CAST(v.open_amount + coalesce(m.decided_amount, 0) AS BIGINT) AS open_amount,
        CAST(v.written_off_amount - coalesce(m.decided_amount, 0) AS BIGINT) AS written_off_amount,
        CAST(coalesce(m.closed_amount, 0) AS BIGINT) AS closed_amount,
        coalesce(m.movement_count, 0) > 0 AS is_moved
    FROM case_variances AS v LEFT JOIN moved AS m USING (variance_id)
    WHERE v.opened_date IS NOT NULL OR v.outcome = 'dispute'
)

SELECT
    s.place,
    s.variance_id,
    s.payer_id,
    s.currency,
    s.is_new,
    s.book_status,
    coalesce(changed.to_status, s.book_status) AS start_status,
    changed.cause AS start_cause,
    s.open_amount,
    s.written_off_amount,
    -- What was granted or denied by day may be closed by the same night: it is judged by what was open by day.
    s.open_amount + s.closed_amount AS most_open_amount,
    s.open_amount = 0 AND NOT s.is_moved AND NOT s.is_new AS is_closed
FROM case_states AS s LEFT JOIN state_changes AS changed
    ON
        changed.caused_by = 'night'
        AND changed.cause = CASE WHEN s.is_new THEN 'opened' WHEN s.open_amount <> 0 THEN 'reopened' END
        AND changed.from_status IS NOT DISTINCT FROM s.book_status

-- One row per activity of a known dispute: its flaw (null = accepted), what it closes, the status after it.
-- Each step of the recursion judges the next activity of every dispute, so a decision sees what those before it left.
-- key: activity_id
WITH RECURSIVE checked_activities AS (
    SELECT
        variance_id,
        CAST(0 AS BIGINT) AS ordinal,
        CAST(NULL AS VARCHAR) AS flaw,
        CAST(0 AS BIGINT) AS available_amount,
        CAST(NULL AS VARCHAR) AS from_status,
        start_status AS status,
        open_amount,
        written_off_amount,
        CAST(0 AS BIGINT) AS closed_amount,
        CAST(0 AS BIGINT) AS moved_amount,
        is_closed
    FROM cases
    WHERE variance_id IN (SELECT dispute_id FROM ordered_activities)
    UNION ALL
    SELECT
        variance_id,
        ordinal,
        flaw,
        available_amount,
        status AS from_status,
        CASE WHEN flaw IS NULL THEN coalesce(to_status, status) ELSE status END AS status,
        open_amount - moved_amount AS open_amount,
        written_off_amount + moved_amount AS written_off_amount,
        CASE WHEN flaw IS NULL THEN decided_amount ELSE 0 END AS closed_amount,
        moved_amount,
        CASE WHEN moved_amount = 0 THEN is_closed ELSE open_amount = moved_amount END AS is_closed
    FROM (
        SELECT
            *,
            CASE WHEN closes_money THEN asked_amount WHEN reopens_money THEN -asked_amount ELSE 0 END AS decided_amount,
            CASE WHEN flaw IS NULL THEN decided_amount - earlier_closed_amount ELSE 0 END AS moved_amount
        FROM (
            SELECT
                *,
                coalesce(minor_amount, available_amount) AS asked_amount,
                CASE
                    WHEN own_flaw IS NOT NULL THEN own_flaw
                    WHEN reopens_money AND available_amount = 0 THEN 'nothing written off'
                    WHEN cause IS NOT NULL AND to_status IS NULL AND is_closed THEN 'closed'
                    WHEN closes_money AND available_amount = 0 THEN 'closed'
                    -- A decision corrected to nothing is taken back.
                    WHEN
                        moves_money AND sign(asked_amount) <> sign(available_amount)
                        AND (asked_amount <> 0 OR earlier_closed_amount = 0) THEN 'sign'
                    WHEN moves_money AND abs(asked_amount) > abs(available_amount)
                        THEN CASE WHEN closes_money THEN 'more than open' ELSE 'more than written off' END
                    WHEN cause IS NOT NULL AND to_status IS NULL THEN 'status'
                END AS flaw
            FROM (
                SELECT
                    j.variance_id,
                    j.status,
                    j.open_amount,
                    j.written_off_amount,
                    j.is_closed,
                    -- What a corrected decision moved before is there again.
                    CASE
                        WHEN a.reopens_money THEN j.written_off_amount - a.earlier_closed_amount
                        ELSE j.open_amount + a.earlier_closed_amount
                    END AS available_amount,
                    a.minor_amount,
                    a.ordinal,
                    a.own_flaw,
                    a.closes_money,
                    a.reopens_money,
                    a.closes_money OR a.reopens_money AS moves_money,
                    a.earlier_closed_amount,
                    -- A closed case whose own write-off is corrected is open again before the correction counts.
                    CASE WHEN NOT j.is_closed OR a.earlier_closed_amount = 0 THEN a.cause END AS cause,
                    -- What keeps the status of a case that was written off just now leaves its closing to the night.
                    CASE WHEN j.is_closed AND s.to_status = 'resolved' THEN j.status ELSE s.to_status END AS to_status
                FROM checked_activities AS j
                INNER JOIN ordered_activities AS a ON a.dispute_id = j.variance_id AND a.ordinal = j.ordinal + 1
                LEFT JOIN state_changes AS s
                    ON
                        s.caused_by = 'person'
                        AND s.cause = a.cause
                        AND s.from_status = CASE WHEN j.is_closed THEN 'resolved' ELSE j.status END
                        AND (a.cause <> 'status_changed' OR s.to_status = a.status)
            )
        )
    )
)

SELECT
    a.*,
    j.flaw,
    j.available_amount,
    j.from_status,
    j.status AS status_after,
    j.closed_amount,
    j.moved_amount
FROM checked_activities AS j INNER JOIN ordered_activities AS a ON a.dispute_id = j.variance_id AND a.ordinal = j.ordinal

-- One row per activity of a known dispute: why it is impossible (null = accepted), what it closes, the status after it.
-- Each step of the recursion judges the next activity of every dispute, so a decision sees what those before it left.
WITH RECURSIVE judged AS (
    SELECT
        variance_id,
        CAST(0 AS BIGINT) AS ordinal,
        CAST(NULL AS VARCHAR) AS activity_id,
        CAST(NULL AS VARCHAR) AS reason,
        CAST(NULL AS VARCHAR) AS from_status,
        start_status AS status,
        open_amount,
        CAST(0 AS BIGINT) AS closed_amount,
        CAST(0 AS BIGINT) AS moved_amount,
        is_closed
    FROM cases
    WHERE variance_id IN (SELECT dispute_id FROM ordered_activities)
    UNION ALL
    SELECT
        variance_id,
        ordinal,
        activity_id,
        reason,
        status AS from_status,
        CASE WHEN reason IS NULL THEN coalesce(to_status, status) ELSE status END AS status,
        open_amount - moved AS open_amount,
        CASE WHEN reason IS NULL THEN decided_amount ELSE 0 END AS closed_amount,
        moved AS moved_amount,
        CASE WHEN moved = 0 THEN is_closed ELSE open_amount = moved END AS is_closed
    FROM (
        SELECT *, CASE WHEN reason IS NULL THEN decided_amount - earlier_closed_amount ELSE 0 END AS moved
        FROM (
            SELECT
                *,
                CASE
                    WHEN earlier_dispute_id <> variance_id
                        THEN 'activity names another dispute than before; expected ' || earlier_dispute_id
                            || ', found ' || variance_id
                    WHEN amount <> to_money(minor_amount, currency)
                        THEN 'too many digits for ' || currency || '; expected at most '
                            || currency_exponent(currency) || ' places, found ' || amount
                    WHEN kind = 'resolved' AND resolution IS NULL
                        THEN 'resolved without a resolution; expected credit_granted, denied, written_off or lost'
                    WHEN kind = 'status_changed' AND activity_status IS NULL THEN 'status changed without a status'
                    WHEN kind IN ('assigned', 'status_changed', 'resolved') AND is_closed AND earlier_closed_amount = 0
                        OR closes_money AND available_amount = 0
                        THEN 'dispute is closed; expected an open amount, found ' || money_text(0, currency)
                    WHEN closes_money
                        AND (minor_amount = 0 OR sign(minor_amount) <> sign(available_amount))
                        THEN 'amount has not the sign of what is open; expected up to '
                            || money_text(available_amount, currency) || ', found ' || money_text(minor_amount, currency)
                    WHEN kind = 'resolved' AND abs(minor_amount) > abs(CASE WHEN closes_money THEN available_amount ELSE limit_amount END)
                        THEN 'amount is more than open; expected up to '
                            || money_text(CASE WHEN closes_money THEN available_amount ELSE limit_amount END, currency)
                            || ', found ' || money_text(minor_amount, currency)
                    WHEN cause IS NOT NULL AND to_status IS NULL
                        THEN 'status cannot change so; expected a change that is allowed from ' || status || ', found '
                            || coalesce(activity_status, resolution)
                END AS reason
            FROM (
                SELECT
                    j.variance_id,
                    j.status,
                    j.open_amount,
                    j.is_closed,
                    a.activity_id,
                    a.ordinal,
                    a.kind,
                    a.status AS activity_status,
                    a.resolution,
                    a.amount,
                    a.minor_amount,
                    a.currency,
                    a.closes_money,
                    a.earlier_dispute_id,
                    a.earlier_closed_amount,
                    j.open_amount + a.earlier_closed_amount AS available_amount,
                    c.most_open_amount AS limit_amount,
                    CASE
                        WHEN a.closes_money THEN coalesce(a.minor_amount, j.open_amount + a.earlier_closed_amount)
                        ELSE 0
                    END AS decided_amount,
                    CASE
                        WHEN NOT a.changes_status OR a.closes_money OR j.is_closed THEN NULL
                        WHEN a.kind = 'resolved' THEN a.resolution
                        WHEN a.kind = 'status_changed' THEN a.kind
                    END AS cause,
                    s.to_status
                FROM judged AS j
                INNER JOIN ordered_activities AS a ON a.dispute_id = j.variance_id AND a.ordinal = j.ordinal + 1
                INNER JOIN cases AS c ON c.variance_id = j.variance_id
                LEFT JOIN state_changes AS s
                    ON a.changes_status
                        AND s.caused_by = 'person'
                        AND s.from_status = j.status
                        AND s.cause = CASE a.kind WHEN 'resolved' THEN a.resolution ELSE a.kind END
                        AND (a.kind = 'resolved' OR s.to_status = a.status)
            )
        )
    )
)

SELECT a.*, j.reason, j.from_status, j.status AS status_after, j.closed_amount, j.moved_amount
FROM judged AS j INNER JOIN ordered_activities AS a ON a.dispute_id = j.variance_id AND a.ordinal = j.ordinal
WHERE j.ordinal > 0

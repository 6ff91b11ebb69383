-- One row per change of a dispute tonight.
-- key: dispute_id, event_number
SELECT
    e.dispute_id,
    row_number() OVER (PARTITION BY e.dispute_id ORDER BY e.phase, e.at_order, e.detail_order, e.event) AS event_number,
    e.event,
    e.from_status,
    e.to_status,
    to_money(e.amount, c.currency) AS amount,
    e.actor,
    coalesce(
        nullif(e.text, ''),
        CASE
            -- Money that had closed it went back.
            WHEN e.event IN ('credited', 'repaid', 'written_off', 'withdrawn') AND sign(e.amount) = -sign(v.original_amount)
                THEN 'no longer ' || replace(e.event, '_', ' ') || ' ' || amount_text(-e.amount, c.currency)
            ELSE replace(e.event, '_', ' ') || coalesce(' ' || amount_text(e.amount, c.currency), '')
        END
    ) AS text
FROM events AS e
INNER JOIN cases AS c ON c.variance_id = e.dispute_id
INNER JOIN case_variances AS v ON v.variance_id = e.dispute_id

-- One row per activity that is impossible, with the reason.
-- key: file, row_number
WITH allowed AS (
    SELECT
        from_status,
        string_agg(to_status, ', ' ORDER BY to_status) AS statuses
    FROM state_changes
    WHERE caused_by = 'person' AND cause = 'status_changed'
    GROUP BY from_status
),

worded AS (
    SELECT
        j.*,
        s.statuses,
        amount_text(
            CASE flaw WHEN 'more than open by day' THEN most_open_amount ELSE available_amount END, currency
        ) AS open_text,
        amount_text(minor_amount, currency) AS found_text
    FROM judged_activities AS j LEFT JOIN allowed AS s USING (from_status)
    WHERE flaw IS NOT NULL
)

SELECT
    'dispute_activity' AS extract,
    source_file AS file,
    source_row AS row_number,
    CASE
        WHEN flaw = 'another dispute'
            THEN
                'activity names another dispute than before; expected ' || earlier_dispute_id
                || ', found ' || dispute_id
        WHEN flaw = 'digits'
            THEN
                'too many digits for ' || currency || '; expected at most ' || currency_exponent(currency)
                || ' places, found ' || amount
        WHEN flaw = 'no resolution'
            THEN 'resolved without a resolution; expected credit_granted, denied, written_off or lost, found nothing'
        WHEN flaw = 'no status' THEN 'status changed without a status; expected the new status, found nothing'
        WHEN flaw = 'no leading case'
            THEN
                'no dispute to merge with; expected the id of another open dispute of ' || payer_id || ', found '
                || coalesce(nullif(leading_id, ''), 'nothing')
        WHEN flaw = 'nothing written off'
            THEN 'nothing to take back; expected a dispute that was written off, found nothing written off'
        WHEN flaw = 'more than written off'
            THEN 'amount is more than was written off; expected up to ' || open_text || ', found ' || found_text
        WHEN flaw = 'closed' THEN 'dispute is closed; expected an open one, found nothing open'
        WHEN flaw = 'sign'
            THEN 'amount has not the sign of what is open; expected up to ' || open_text || ', found ' || found_text
        WHEN flaw IN ('more than open', 'more than open by day')
            THEN 'amount is more than open; expected up to ' || open_text || ', found ' || found_text
        WHEN flaw = 'status'
            THEN
                'status cannot change so; expected a change that is allowed from ' || from_status
                || coalesce(' (to ' || statuses || ')', '') || ', found '
                || coalesce(status, resolution)
    END AS reason,
    raw_row AS row
FROM worded
UNION ALL
SELECT
    'dispute_activity',
    source_file,
    source_row,
    'dispute is unknown; expected a dispute_id of a worklist, found ' || dispute_id,
    raw_row
FROM ordered_activities
WHERE currency IS NULL

-- One row per dispute of a payer that is open, or was closed not long ago, in words that can be sent: no limits,
-- chances or plans of ours. What is, word for word, in the row of its variance stands there, at `place`.
-- key: place
WITH requests AS (
    -- A payer is asked for one paper a dispute: `needed_evidence` names one for each subtype.
    SELECT
        place,
        request
    FROM evidence_requests
    WHERE asked_from = 'payer'
),

told AS (
    SELECT
        v.*,
        w.owner AS listed_owner,
        w.due_date,
        k.closed_date,
        w.granted_amount,
        r.request,
        CASE
            WHEN v.open_amount = 0 THEN 'settled'
            WHEN v.open_amount < 0 THEN 'held_for_you'
            WHEN w.granted_amount = v.open_amount THEN 'accepted'
            WHEN w.granted_amount > 0 THEN 'accepted_in_part'
            WHEN w.granted_amount IS NULL AND w.recommended_action = 'issue_credit' THEN 'accepted'
            WHEN w.granted_amount = 0 OR v.status = 'with_customer' OR w.recommended_action = 'collect' THEN 'not_accepted'
            ELSE 'under_review'
        END AS state
    FROM book_variances AS v
    LEFT JOIN worked_disputes AS w ON w.place = v.place
    LEFT JOIN (
        SELECT
            dispute_id,
            closed_date
        FROM book_cases
        WHERE closed_date IS NOT NULL
    ) AS k ON k.dispute_id = v.variance_id
    LEFT JOIN requests AS r ON r.place = v.place
    WHERE v.opened_date IS NOT NULL
    -- A wrong posting of ours is nothing that the payer has a part in.
    AND v.slot <> 'misapplied'
    AND (
        v.open_amount <> 0
        OR k.closed_date > getvariable('night') - CAST(getvariable('statement_days') AS INTEGER)
    )
)

SELECT
    t.place,
    t.payer_id,
    p.name AS payer_name,
    to_money(t.original_amount, t.currency) AS original_amount,
    to_money(t.open_amount, t.currency) AS open_amount,
    to_money(t.credited_amount, t.currency) AS credited_amount,
    to_money(t.repaid_amount, t.currency) AS repaid_amount,
    to_money(t.written_off_amount + t.withdrawn_amount, t.currency) AS dropped_amount,
    t.closed_date,
    t.state,
    coalesce(
        t.explanation, 'Difference of ' || amount_text(t.original_amount, t.currency) || ' without an explanation yet.'
    ) AS explanation,
    CASE t.state
        WHEN 'settled' THEN NULL
        WHEN 'accepted' THEN 'Nothing: a credit memo follows.'
        WHEN 'accepted_in_part'
            THEN
                'A credit memo of ' || amount_text(t.granted_amount, t.currency) || ' follows. Please pay the other '
                || amount_text(t.open_amount - t.granted_amount, t.currency)
                || ', or send us what shows that it is not owed.'
        WHEN 'not_accepted'
            THEN 'Please pay ' || amount_text(t.open_amount, t.currency) || ', or send us what shows that it is not owed.'
        ELSE coalesce(t.request, 'Nothing for now: we are looking into it.')
    END AS request,
    CASE
        WHEN
            t.state IN ('not_accepted', 'accepted_in_part')
            OR (t.state IN ('held_for_you', 'under_review') AND t.request IS NOT NULL)
            THEN answer_date(t.due_date)
    END AS answer_by_date,
    t.listed_owner AS contact
FROM told AS t LEFT JOIN book_payers AS p ON p.payer_id = t.payer_id

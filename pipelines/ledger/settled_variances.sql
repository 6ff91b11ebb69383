-- One row per variance in play after tonight, with the ledger of its dispute.
-- key: variance_id
WITH credits AS (
    SELECT
        coalesce(c.variance_id, i.variance_id) AS variance_id,
        sum(c.amount)::BIGINT AS amount
    FROM credited AS c LEFT JOIN identified AS i ON i.difference_no = c.difference_no
    GROUP BY ALL
),

repaid AS (
    SELECT
        variance_id,
        sum(amount)::BIGINT AS amount
    FROM (
        SELECT
            variance_id,
            amount
        FROM repayments
        UNION ALL
        SELECT
            variance_id,
            amount
        FROM misapplied_closed
        WHERE is_repaid
        UNION ALL
        SELECT
            variance_id,
            amount
        FROM held_returned
    )
    GROUP BY ALL
),

went_away AS (
    SELECT
        variance_id,
        sum(amount)::BIGINT AS amount
    FROM (
        SELECT
            variance_id,
            amount
        FROM restated_disputes
        UNION ALL
        SELECT
            variance_id,
            amount
        FROM misapplied_closed
        WHERE NOT is_repaid
        UNION ALL
        SELECT
            variance_id,
            -amount
        FROM overpayments_used
    )
    GROUP BY ALL
),

fresh AS (
    SELECT
        i.variance_id,
        i.company_code,
        i.invoice_number,
        i.payment_id,
        i.remittance_id,
        i.remittance_line_number,
        i.claim_number,
        i.slot,
        i.rank,
        i.payer_id,
        i.currency,
        i.amount,
        i.outcome,
        i.dispute_type,
        i.dispute_subtype,
        i.confidence,
        i.explanation_count,
        i.evidence,
        i.explanation,
        i.evidence_source,
        i.is_stated,
        i.reason_code,
        i.reason_text,
        i.stated_type,
        i.stated_subtype,
        i.is_contested,
        coalesce(e.credited_amount - coalesce(u.amount, 0), 0) AS credited_amount,
        coalesce(e.repaid_amount, 0) AS repaid_amount,
        coalesce(e.written_off_amount - coalesce(w.amount, 0), 0) AS written_off_amount,
        -- What was found may grow or shrink; the original only grows, and a negative one grows downwards.
        CASE
            WHEN i.outcome <> 'dispute' THEN coalesce(e.original_amount, 0)
            WHEN i.amount >= 0 THEN greatest(i.amount, coalesce(e.original_amount, 0))
            ELSE least(i.amount, coalesce(e.original_amount, 0))
        END AS original_amount,
        o.amount AS openable_amount,
        coalesce(c.amount, 0) AS settled_amount,
        e.opened_date,
        e.status,
        e.owner,
        e.last_activity_at,
        getvariable('night') AS changed_date
    FROM identified AS i
    LEFT JOIN openable AS o USING (difference_no)
    LEFT JOIN settled_by_credit AS c USING (difference_no)
    LEFT JOIN standing_variances AS e USING (variance_id)
    LEFT JOIN uncredited AS u ON u.variance_id = i.variance_id AND e.original_amount <> 0
    LEFT JOIN unwritten AS w ON w.variance_id = i.variance_id
),

fresh_ledger AS (
    SELECT
        * EXCLUDE (openable_amount),
        CASE
            WHEN outcome <> 'dispute' THEN 0
            WHEN openable_amount IS NOT NULL THEN openable_amount
            WHEN amount >= 0 THEN greatest(amount - credited_amount - repaid_amount - written_off_amount, 0)
            ELSE least(amount - credited_amount - repaid_amount - written_off_amount, 0)
        END AS open_amount
    FROM fresh
),

settled_ledger AS (
    -- An earlier dispute that a credit memo now settles is credited; everything else that went away is withdrawn.
    SELECT
        f.* EXCLUDE (settled_amount) REPLACE (
            CASE WHEN original_amount <> 0 THEN credited_amount + settled_amount ELSE credited_amount END AS credited_amount,
            CASE
                WHEN original_amount <> 0 AND settled_amount > 0
                    THEN greatest(original_amount, credited_amount + settled_amount + repaid_amount + written_off_amount)
                ELSE original_amount
            END AS original_amount
        )
    FROM fresh_ledger AS f
),

earlier AS (
    SELECT
        v.* REPLACE (
            v.credited_amount - CASE WHEN v.original_amount <> 0 THEN coalesce(u.amount, 0) ELSE 0 END AS credited_amount,
            v.written_off_amount
            - CASE WHEN v.original_amount <> 0 THEN coalesce(w.amount, 0) ELSE 0 END AS written_off_amount,
            CASE
                WHEN
                    v.open_amount = 0 AND coalesce(u.amount, w.amount) IS NOT NULL
                    AND coalesce(u.amount, 0) + coalesce(w.amount, 0) >= abs(v.amount) THEN 'withdrawn'
                ELSE v.outcome
            END AS outcome
        )
    FROM standing_variances AS v LEFT JOIN uncredited AS u USING (variance_id) LEFT JOIN unwritten AS w USING (variance_id)
),

gone AS (
    SELECT v.* REPLACE ('withdrawn' AS outcome, 0 AS open_amount, getvariable('night') AS changed_date)
    FROM earlier AS v
    WHERE v.outcome <> 'withdrawn' AND v.variance_id NOT IN (SELECT variance_id FROM identified) AND (
        v.variance_id IN (SELECT variance_id FROM returned_variances)
        OR v.variance_id IN (
            SELECT variance_id FROM earlier_ranks
            WHERE is_matchable
        )
    )
),

kept AS (
    SELECT
        v.* REPLACE (
            v.open_amount - coalesce(a.amount, 0) AS open_amount,
            CASE WHEN a.amount = v.open_amount THEN 'withdrawn' WHEN a.amount <> 0 THEN 'dispute' ELSE v.outcome END
                AS outcome
        )
    FROM earlier AS v LEFT JOIN went_away AS a USING (variance_id)
    WHERE v.variance_id NOT IN (SELECT variance_id FROM identified) AND v.variance_id NOT IN (SELECT variance_id FROM gone)
),

ledger AS (
    SELECT * FROM settled_ledger
    UNION ALL BY NAME
    SELECT * FROM gone
    UNION ALL BY NAME
    SELECT * FROM kept
)

SELECT
    l.* REPLACE (
        l.credited_amount + coalesce(c.amount, 0) AS credited_amount,
        l.repaid_amount + coalesce(r.amount, 0) AS repaid_amount,
        l.open_amount - coalesce(c.amount, 0) - coalesce(r.amount, 0) AS open_amount,
        l.original_amount - l.open_amount - l.credited_amount - l.repaid_amount - l.written_off_amount AS withdrawn_amount
    )
FROM ledger AS l
LEFT JOIN credits AS c USING (variance_id)
LEFT JOIN repaid AS r USING (variance_id)

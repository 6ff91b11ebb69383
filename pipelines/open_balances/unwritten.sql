-- One row per variance whose write-off (or tolerated difference) a lower gross takes back, last of all that it moves;
-- latest first.
-- key: variance_id
WITH moved AS (
    SELECT
        document_no,
        sum(amount)::BIGINT AS amount
    FROM (
        SELECT
            document_no,
            amount
        FROM restated_money
        UNION ALL
        SELECT
            document_no,
            amount
        FROM restated_discounts
        UNION ALL
        SELECT
            document_no,
            amount
        FROM restated_credits
    )
    GROUP BY ALL
),

written AS (
    SELECT
        v.variance_id,
        i.document_no,
        v.opened_date,
        CASE WHEN v.outcome = 'tolerance' THEN v.amount ELSE v.written_off_amount END AS amount
    FROM standing_variances AS v
    JOIN documents_in_play AS i USING (company_code, invoice_number)
    LEFT JOIN variance_receipts AS s USING (variance_id)
    WHERE
        v.outcome <> 'tolerance'
        OR (coalesce(s.mode, 'idle') <> 'full' AND v.variance_id NOT IN (SELECT variance_id FROM returned_variances))
),

stacked AS (
    SELECT
        w.*,
        r.excess - r.from_disputes - coalesce(m.amount, 0) AS wanted,
        coalesce(sum(w.amount) OVER (
            PARTITION BY document_no
            ORDER BY w.opened_date DESC, w.variance_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM written AS w JOIN restated AS r USING (document_no) LEFT JOIN moved AS m USING (document_no)
    WHERE w.amount > 0
)

SELECT
    variance_id,
    document_no,
    least(amount, wanted - before)::BIGINT AS amount
FROM stacked
WHERE before < wanted

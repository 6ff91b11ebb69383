-- One row per payment that takes an earlier one back and has not done so in full, with the stretch of money that it takes.
WITH taken AS (
    SELECT source_no, -sum(amount)::BIGINT AS amount FROM prior WHERE source_no IS NOT NULL GROUP BY ALL
), pairs AS (
    SELECT
        r.source_no, o.source_no AS original_no, o.amount AS original_amount,
        -r.amount - coalesce(t.amount, 0) AS amount, coalesce(t.amount, 0) AS taken,
        CASE WHEN o.is_new THEN o.amount ELSE o.unapplied_amount END AS unapplied_before
    FROM sources AS r
    JOIN sources AS o ON o.company_code = r.company_code AND o.payment_id = r.reverses_payment_id AND o.currency = r.currency
    LEFT JOIN taken AS t ON t.source_no = r.source_no
    WHERE r.mode = 'reversal'
)
SELECT
    source_no, original_no, amount, unapplied_before,
    sum(amount) OVER in_turn - amount AS low,
    -- The last of several returns takes what is left, discounts and claims included.
    sum(amount) OVER in_turn + sum(taken) OVER (PARTITION BY original_no) >= original_amount AS is_whole
FROM pairs WHERE amount > 0
WINDOW in_turn AS (PARTITION BY original_no ORDER BY source_no)

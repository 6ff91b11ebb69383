-- One row per line of waiting advice that several payments share; earlier shares of a line, which wait again, are one line.
-- key: head_key, line_number
SELECT
    * REPLACE (
        (sum(paid_amount) OVER line)::BIGINT AS paid_amount,
        (sum(discount_amount) OVER line)::BIGINT AS discount_amount,
        (sum(deduction_amount) OVER line)::BIGINT AS deduction_amount
    )
FROM advice_laid
WHERE
    head_key IN (
        SELECT head_key FROM remittance_links
        WHERE places > 1
    )
WINDOW line AS (PARTITION BY head_key, line_number)
QUALIFY row_number() OVER (PARTITION BY head_key, line_number ORDER BY share_number) = 1

-- One row per deduction of tonight that one unused credit memo of the same amount settles; a tie settles nothing.
-- key: difference_no
WITH equal AS (
    SELECT * FROM credit_pairs
    WHERE is_fresh AND amount = unused
    QUALIFY key_rank = min(key_rank) OVER (PARTITION BY difference_no)
),

nearest AS (
    SELECT * FROM equal QUALIFY key_rank = min(key_rank) OVER (PARTITION BY credit_no)
)

SELECT
    difference_no,
    credit_no,
    amount
FROM nearest
QUALIFY count(*) OVER (PARTITION BY difference_no) = 1 AND count(*) OVER (PARTITION BY credit_no) = 1

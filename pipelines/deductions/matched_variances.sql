-- One row per difference of tonight that is a variance of an earlier night: same claim, else in order of size.
-- key: difference_no
WITH open_ones AS (
    SELECT * FROM earlier_ranks
    WHERE is_matchable
),

same_claim AS (
    SELECT
        j.difference_no,
        e.variance_id
    FROM differences AS j
    JOIN open_ones AS e USING (receipt_no, claim_number, slot)
    WHERE j.document_no IS NOT DISTINCT FROM e.document_no
    QUALIFY
        row_number() OVER (PARTITION BY j.difference_no ORDER BY j.amount = e.amount DESC, e.is_withdrawn, e.rank) = 1
        AND row_number() OVER (PARTITION BY e.variance_id ORDER BY j.amount = e.amount DESC, j.difference_no) = 1
),

found_left AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY receipt_no, document_no, claim_key, slot ORDER BY is_stated DESC, amount DESC, difference_no
        ) AS position
    FROM differences
    WHERE difference_no NOT IN (SELECT difference_no FROM same_claim)
),

earlier_left AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY receipt_no, document_no, claim_key, slot ORDER BY is_withdrawn, rank
        ) AS position
    FROM open_ones
    WHERE variance_id NOT IN (SELECT variance_id FROM same_claim)
),

same_place AS (
    SELECT
        f.difference_no,
        e.variance_id
    FROM found_left AS f JOIN earlier_left AS e USING (receipt_no, claim_key, slot, position)
    WHERE f.document_no IS NOT DISTINCT FROM e.document_no
),

told_later AS (
    -- Late advice says where a bundle's claim lies: its largest stated deduction is that claim.
    SELECT
        f.difference_no,
        e.variance_id
    FROM earlier_left AS e
    JOIN found_left AS f ON f.receipt_no = e.receipt_no AND f.slot = e.slot AND f.is_stated
    WHERE
        e.claim_key = 'bundle' AND NOT e.is_withdrawn
        AND e.variance_id NOT IN (SELECT variance_id FROM same_place)
        AND f.difference_no NOT IN (SELECT difference_no FROM same_place)
    QUALIFY row_number() OVER (PARTITION BY e.variance_id ORDER BY f.amount DESC, f.difference_no) = 1
)

FROM same_claim
UNION ALL
FROM same_place
UNION ALL
FROM told_later

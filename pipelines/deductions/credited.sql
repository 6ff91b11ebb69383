-- One row per credit memo of tonight and dispute that it closes, wholly or in part: same claim, then same amount, then oldest.
-- key: credit_no, found_no?, variance_id?
WITH thinkable AS (
    SELECT p.*,
        row_number() OVER (PARTITION BY p.credit_no ORDER BY p.key_rank) AS any_order
    FROM credit_pairs AS p
    WHERE p.is_new
        AND p.credit_no NOT IN (SELECT credit_no FROM settled_by_credit)
        AND coalesce(p.found_no, -1) NOT IN (SELECT found_no FROM settled_by_credit)
        -- What is no dispute, as a payment in part, has nothing that a memo could close.
        AND (p.found_no IS NULL OR p.found_no IN (SELECT found_no FROM judged WHERE outcome = 'dispute'))
        -- An equal deduction of tonight that several memos fit is a tie, and a tie settles nothing.
        AND NOT (p.is_fresh AND p.amount = p.unused)
    QUALIFY p.key_rank = min(p.key_rank) OVER (PARTITION BY p.credit_no)
), owned AS (
    -- A dispute is offered to the memos of its best key only, so that the two stacks below share their keys.
    SELECT *, bool_or(is_same_claim) OVER (PARTITION BY credit_no) AS has_claim
    FROM thinkable QUALIFY key_rank = min(key_rank) OVER (PARTITION BY found_no, variance_id)
), equal AS (
    SELECT *,
        row_number() OVER (PARTITION BY credit_no ORDER BY is_same_claim DESC, opened_date, variance_id, found_no) AS of_credit,
        row_number() OVER (PARTITION BY found_no, variance_id ORDER BY issue_date, credit_no) AS of_dispute
    FROM owned WHERE amount = unused AND is_same_claim = has_claim
), closed AS (
    SELECT credit_no, found_no, variance_id, amount FROM equal WHERE of_credit = 1 AND of_dispute = 1
), memos AS (
    SELECT credit_no, min(place) AS target, any_value(unused) AS unused, any_value(issue_date) AS issue_date
    FROM owned WHERE credit_no NOT IN (SELECT credit_no FROM closed) GROUP BY credit_no
), memo_stack AS (
    SELECT *, sum(unused) OVER (PARTITION BY target ORDER BY issue_date, credit_no) - unused AS low FROM memos
), dispute_list AS (
    SELECT DISTINCT m.target, o.found_no, o.variance_id, o.amount, o.opened_date, o.is_same_claim
    FROM owned AS o JOIN memos AS m USING (credit_no)
    WHERE NOT EXISTS (
        SELECT 1 FROM closed AS c WHERE c.found_no IS NOT DISTINCT FROM o.found_no AND c.variance_id IS NOT DISTINCT FROM o.variance_id
    )
    QUALIFY row_number() OVER (PARTITION BY o.found_no, o.variance_id ORDER BY o.is_same_claim DESC, m.target) = 1
), dispute_stack AS (
    SELECT *,
        sum(amount) OVER (
            PARTITION BY target ORDER BY is_same_claim DESC, opened_date, variance_id, found_no
        ) - amount AS low
    FROM dispute_list
)
FROM closed
UNION ALL
SELECT m.credit_no, d.found_no, d.variance_id,
    (least(m.low + m.unused, d.low + d.amount) - greatest(m.low, d.low))::BIGINT AS amount
FROM memo_stack AS m JOIN dispute_stack AS d USING (target)
WHERE least(m.low + m.unused, d.low + d.amount) > greatest(m.low, d.low)

-- One row per line of advice and document (or claim on it) that is still thinkable after tier, sign and amounts were
-- weighed.
-- key: line_no, document_no, due, net_due
WITH counted AS (
    SELECT
        line_no,
        count(*) AS candidates
    FROM line_candidates
    GROUP BY line_no
),

named AS (
    SELECT DISTINCT document_no FROM line_candidates AS c JOIN advice_lines AS l USING (line_no)
    WHERE is_number_tier(c.tier) AND c.agrees AND l.paid_amount > 0
),

several AS (
    SELECT
        c.* REPLACE (c.is_near_by_amount AND n.document_no IS NULL AS is_near_by_amount),
        i.company_code,
        i.effective_gross AS gross,
        i.due_date,
        i.issue_date,
        l.paid_amount,
        -- A negative line means a credit memo where one fits it, else a deduction on the invoice.
        CASE WHEN l.paid_amount < 0 AND c.tier > tier_of('exact') AND i.effective_gross < 0 AND c.agrees THEN 0 ELSE 1 END
            AS sign_rank
    FROM line_candidates AS c JOIN counted USING (line_no)
    JOIN advice_lines AS l USING (line_no)
    JOIN documents_in_play AS i USING (document_no)
    LEFT JOIN named AS n USING (document_no)
    WHERE candidates > 1
),

doubted AS (
    -- A number that is right but for its amount may be a slip: a near one of the very amount comes before it,
    -- unless another line names that one, with its very amount.
    SELECT
        *,
        is_slip_prone_tier(tier) AND NOT agrees AND bool_or(is_near_by_amount) OVER (PARTITION BY line_no) AS is_doubtful
    FROM several
),

best AS (
    SELECT * FROM doubted
    QUALIFY rank() OVER (PARTITION BY line_no ORDER BY is_doubtful, tier, sign_rank) = 1
),

agreed AS (
    SELECT * FROM best
    QUALIFY agrees OR count(*) FILTER (WHERE agrees) OVER (PARTITION BY line_no) = 0
),

opened AS (
    SELECT * FROM agreed
    QUALIFY due <> 0 OR count(*) FILTER (WHERE due <> 0) OVER (PARTITION BY line_no) = 0
)

SELECT
    line_no,
    document_no,
    tier,
    due,
    net_due,
    agrees,
    count(*) OVER candidates AS choices,
    count(DISTINCT company_code) OVER candidates AS companies,
    count(DISTINCT gross) OVER candidates = 1 AND count(DISTINCT due) OVER candidates = 1 AND agrees
    AND is_whole_tier(tier) AS is_alike,
    row_number() OVER (PARTITION BY line_no ORDER BY due_date, issue_date, document_no) AS position,
    sum(due) OVER candidates AS due_of_all,
    sum(net_due) OVER candidates AS net_due_of_all,
    min(document_no) OVER candidates AS first_document
FROM opened
WINDOW candidates AS (PARTITION BY line_no)
UNION ALL
SELECT
    line_no,
    document_no,
    tier,
    due,
    net_due,
    agrees,
    1,
    1,
    agrees AND is_whole_tier(tier),
    1,
    due,
    net_due,
    document_no
FROM line_candidates SEMI JOIN (
    SELECT line_no FROM counted
    WHERE candidates = 1
) USING (line_no)

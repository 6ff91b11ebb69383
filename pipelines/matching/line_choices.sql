-- One row per line of advice and document that is still thinkable after tier, sign and amounts were weighed.
WITH named AS (
    SELECT DISTINCT document_no FROM line_candidates AS c JOIN advice_lines AS l USING (line_no)
    WHERE c.tier IN (1, 2, 3) AND c.agrees AND l.paid_amount > 0
), signed AS (
    SELECT c.* REPLACE (c.is_near_by_amount AND n.document_no IS NULL AS is_near_by_amount), l.paid_amount, l.source_no,
        -- A negative line means a credit memo where one fits it, else a deduction on the invoice.
        CASE WHEN l.paid_amount < 0 AND c.tier > 1 AND c.gross < 0 AND c.agrees THEN 0 ELSE 1 END AS sign_rank
    FROM line_candidates AS c JOIN advice_lines AS l USING (line_no) LEFT JOIN named AS n USING (document_no)
), doubted AS (
    -- A number that is right but for its amount may be a slip: a near one of the very amount comes before it,
    -- unless another line names that one, with its very amount.
    SELECT *, tier IN (1, 2, 3, 6, 10) AND NOT agrees AND bool_or(is_near_by_amount) OVER (PARTITION BY line_no) AS is_doubtful
    FROM signed
), best AS (
    SELECT * FROM doubted
    QUALIFY rank() OVER (PARTITION BY line_no ORDER BY is_doubtful, tier, sign_rank) = 1
), agreed AS (
    SELECT * FROM best
    QUALIFY agrees OR count(*) FILTER (WHERE agrees) OVER (PARTITION BY line_no) = 0
), opened AS (
    SELECT * FROM agreed
    QUALIFY due <> 0 OR count(*) FILTER (WHERE due <> 0) OVER (PARTITION BY line_no) = 0
)
SELECT
    *,
    count(*) OVER candidates AS choices,
    count(DISTINCT company_code) OVER candidates AS companies,
    count(DISTINCT gross) OVER candidates = 1 AND count(DISTINCT due) OVER candidates = 1 AND agrees
        AND tier IN (1, 2, 3, 4, 5, 7, 14) AS is_alike,
    row_number() OVER (PARTITION BY line_no ORDER BY due_date, issue_date, invoice_number) AS position,
    sum(due) OVER candidates AS due_of_all, sum(net_due) OVER candidates AS net_due_of_all,
    min(document_no) OVER candidates AS first_document
FROM opened
WINDOW candidates AS (PARTITION BY line_no)

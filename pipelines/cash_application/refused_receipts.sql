-- One row per source whose advice cannot be used as it stands, with the reason, and how many ways to mend it there are.
-- key: receipt_no
WITH conflicting_sources AS (
    SELECT
        m.receipt_no,
        coalesce(w.ways, 0) AS candidates
    FROM advice_money AS m JOIN receipts AS s USING (receipt_no) LEFT JOIN advice_corrections AS w USING (receipt_no)
    JOIN bank_charge_limits AS b ON b.currency = s.currency
    WHERE NOT m.is_moneyless AND CASE
        -- Advice that is only presumed to be of the payment needs its gap explained, in one way.
        WHEN s.is_presumed THEN coalesce(w.ways, 0) <> 1
        ELSE m.beyond_money > 0 AND (m.beyond_money > b.limit_amount OR m.beyond_money::HUGEINT * 5 > m.advised_amount)
    END
),

named AS (
    -- In any currency an amount has at least as many minor units as units: hardly a document gets a second look.
    SELECT
        document_no,
        sum(abs(cash_amount)) AS amount
    FROM line_outcomes
    WHERE document_no IS NOT NULL
    GROUP BY document_no
    HAVING sum(abs(cash_amount)) > largest_total()
),

crowded AS (
    -- The books hold what is put on a document as one number.
    SELECT document_no FROM named JOIN documents_in_play AS i USING (document_no)
    WHERE to_total(named.amount + abs(i.allocated_amount), i.currency) > largest_total()
),

put AS (
    -- Advice that needs no money has its turn after all money of tonight.
    SELECT
        o.receipt_no,
        o.document_no,
        o.is_credit,
        sum(o.cash_amount) AS cash_amount
    FROM line_outcomes AS o ANTI JOIN conflicting_sources AS c ON c.receipt_no = o.receipt_no
    WHERE o.document_no IS NOT NULL
    GROUP BY ALL
),

posted AS (
    SELECT
        i.document_no,
        sum(p.applied_amount)::BIGINT AS cash_amount
    FROM night_postings AS p JOIN documents_in_play AS i USING (company_code, invoice_number)
    JOIN receipts AS s USING (company_code, payment_id)
    WHERE s.mode = 'full'
    GROUP BY ALL
),

beyond AS (
    SELECT p.receipt_no
    FROM put AS p JOIN receipts AS s USING (receipt_no) JOIN opening_balances AS d USING (document_no)
    LEFT JOIN posted AS o USING (document_no)
    WHERE
        s.is_moneyless AND NOT p.is_credit AND p.cash_amount > 0 AND p.cash_amount > d.due - coalesce(o.cash_amount, 0)
        - coalesce((
            SELECT sum(e.cash_amount) FROM put AS e
            WHERE e.document_no = p.document_no AND e.receipt_no < p.receipt_no AND e.cash_amount > 0
        ), 0)
)

SELECT
    receipt_no,
    arg_max(reason, (candidates, reason)) AS reason,
    max(candidates) AS candidates
FROM (
    SELECT
        receipt_no,
        'conflict' AS reason,
        candidates
    FROM conflicting_sources
    UNION ALL
    SELECT
        receipt_no,
        'conflict',
        0
    FROM line_outcomes SEMI JOIN crowded USING (document_no)
    UNION ALL
    SELECT
        receipt_no,
        'not_found',
        0
    FROM beyond
    UNION ALL
    SELECT
        o.receipt_no,
        CASE WHEN bool_or(o.status = 'ambiguous') THEN 'ambiguous' ELSE 'not_found' END,
        0
    FROM line_outcomes AS o
    JOIN receipts AS s USING (receipt_no)
    WHERE s.is_moneyless AND o.status IN ('ambiguous', 'not_found') AND o.paid_amount <> 0
    GROUP BY o.receipt_no
)
GROUP BY receipt_no

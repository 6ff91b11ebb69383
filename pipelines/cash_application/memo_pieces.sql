-- One row per source and document (or claim, where the shortfall is on no document) that its memo pays. Sources that
-- together put more on one document than the books hold as one number pay nothing; what is paid beyond an invoice is
-- cut later, whatever its sum.
-- key: receipt_no, document_no?
WITH uncut AS (
    SELECT
        document_no,
        sum(abs(m.cash_amount)) AS amount
    FROM memo_cash AS m JOIN documents_in_play AS i USING (document_no)
    WHERE i.is_credit OR m.cash_amount < 0
    -- In any currency an amount has at least as many minor units as units: hardly a document gets a second look.
    GROUP BY document_no
    HAVING sum(abs(m.cash_amount)) > largest_total()
),

crowded AS (
    SELECT document_no FROM uncut JOIN documents_in_play AS i USING (document_no)
    WHERE to_total(uncut.amount + abs(i.allocated_amount), i.currency) > largest_total()
),

refused AS (
    SELECT DISTINCT receipt_no FROM memo_cash SEMI JOIN crowded USING (document_no)
)

FROM memo_cash ANTI JOIN refused USING (receipt_no)

-- One row per payment, variant, account without credit memos and document in the order of due dates: its place, and
-- what all up to it come to; null where that is more than any payment may be.
-- key: receipt_no, variant, account, document_no
SELECT
    receipt_no,
    variant,
    account,
    document_no,
    amount,
    row_number() OVER in_order AS place,
    TRY_CAST(sum(amount) OVER in_order AS BIGINT) AS total
FROM accounts
WHERE account LIKE '% without credit memos'
WINDOW
    in_order AS (
        PARTITION BY receipt_no, variant, account ORDER BY due_date, issue_date, document_no ROWS UNBOUNDED PRECEDING
    )

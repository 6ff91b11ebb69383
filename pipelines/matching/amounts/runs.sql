-- One row per payment, variant, account without credit memos and document in the order of due dates: its place, and what all up to it come to.
SELECT
    source_no, variant, account, document_no, amount,
    row_number() OVER in_order AS place,
    (sum(amount) OVER in_order)::BIGINT AS total
FROM accounts WHERE account LIKE '% without credit memos'
WINDOW in_order AS (PARTITION BY source_no, variant, account ORDER BY due_date, issue_date, document_no ROWS UNBOUNDED PRECEDING)

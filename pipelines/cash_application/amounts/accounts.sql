-- One row per payment, variant, account and document in it. Accounts: the payer's own or its whole family's documents,
-- with and without credit memos.
-- key: receipt_no, variant, account, document_no
WITH scoped AS (
    SELECT
        'family' AS scope,
        *
    FROM payable
    WHERE variant <> 'disputed'
    UNION ALL
    SELECT
        'own',
        *
    FROM payable
    WHERE variant <> 'disputed' AND is_own
)

SELECT
    receipt_no,
    variant,
    scope || ' without credit memos' AS account,
    document_no,
    amount,
    due_date,
    issue_date
FROM scoped
WHERE NOT is_credit
UNION ALL
SELECT
    receipt_no,
    variant,
    scope || ' with credit memos',
    document_no,
    amount,
    due_date,
    issue_date
FROM scoped
QUALIFY bool_or(is_credit) OVER (PARTITION BY receipt_no, variant, scope)

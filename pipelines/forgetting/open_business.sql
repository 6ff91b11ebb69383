-- One row per thing of the payer that is open after the last night: what it is, and its number. A payment of nobody
-- that bears the payer's name may be the payer's.
WITH named AS (
    SELECT DISTINCT name_key(name_text(name)) AS name_key FROM book_payers
    WHERE payer_id = getvariable('payer_id')
)

SELECT
    'open items' AS what,
    company_code || '/' || invoice_number AS number
FROM open_items
WHERE payer_id = getvariable('payer_id') AND (open_amount <> 0 OR disputed_amount <> 0)
UNION ALL
SELECT
    'unapplied payments',
    company_code || '/' || payment_id
FROM unapplied_payments
WHERE payer_id = getvariable('payer_id')
UNION ALL
SELECT
    'unapplied payments of nobody under its name',
    company_code || '/' || payment_id
FROM book_payments
WHERE is_live AND unapplied_amount <> 0 AND known_payer_id IS NULL AND name_key(name_text(payer_name)) IN (FROM named)
UNION ALL
SELECT
    'open disputes',
    dispute_id
FROM worklist
WHERE payer_id = getvariable('payer_id')
ORDER BY what, number

-- One row per payment that names nothing: its open documents, how far from it decoys count, whether its payer's amounts
-- repeat.
-- key: receipt_no
WITH amounts AS (
    SELECT receipt_no, count(*) AS documents,
        list_reduce(list(abs(amount)), lambda one, other: gcd(one, other)) AS coin
    FROM payable WHERE variant = 'net' GROUP BY receipt_no
), repeated AS (
    SELECT receipt_no, sum(times)::BIGINT AS documents
    FROM (SELECT receipt_no, count(*) AS times FROM payable WHERE variant = 'net' GROUP BY receipt_no, amount HAVING count(*) > 1)
    GROUP BY receipt_no
)
SELECT
    u.receipt_no, u.money, u.value_date, coalesce(a.documents, 0) AS documents,
    -- A tenth of the payment at most: round amounts have a coarse coin.
    least(decoy_steps() * gcd(coalesce(a.coin, u.money), u.money), u.money // 10)::BIGINT AS reach,
    coalesce(r.documents > repeated_share() * a.documents, false) AS is_repeating
FROM unreferenced AS u LEFT JOIN amounts AS a USING (receipt_no) LEFT JOIN repeated AS r USING (receipt_no)

-- One row per fact, scope, member of the scope and currency.
-- key: fact, scope, scope_id, currency
SELECT
    fact,
    'all' AS scope,
    '' AS scope_id,
    currency,
    sum(amount) AS amount
FROM night_facts
GROUP BY fact, currency
UNION ALL
SELECT
    fact,
    'payer',
    payer_id,
    currency,
    sum(amount)
FROM night_facts
WHERE payer_id IS NOT NULL
GROUP BY fact, payer_id, currency
UNION ALL
SELECT
    fact,
    'type',
    dispute_type,
    currency,
    sum(amount)
FROM night_facts
WHERE dispute_type IS NOT NULL
GROUP BY fact, dispute_type, currency
UNION ALL
SELECT
    fact,
    'owner',
    owner,
    currency,
    sum(amount)
FROM night_facts
WHERE owner IS NOT NULL
GROUP BY fact, owner, currency

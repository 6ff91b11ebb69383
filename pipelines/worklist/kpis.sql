-- One row per measure, scope, member of the scope and currency; a measure whose denominator is 0 has none.
-- key: scope, scope_id, currency?, kpi
WITH numerators AS (
    SELECT
        m.kpi,
        f.scope,
        f.scope_id,
        CASE WHEN m.by_currency THEN f.currency END AS currency,
        sum(f.amount) AS amount
    FROM measures AS m INNER JOIN scoped_facts AS f ON f.fact = m.numerator
    GROUP BY ALL
),

denominators AS (
    SELECT
        m.kpi,
        f.scope,
        f.scope_id,
        CASE WHEN m.by_currency THEN f.currency END AS currency,
        sum(f.amount) AS amount
    FROM measures AS m INNER JOIN scoped_facts AS f ON f.fact = m.denominator
    WHERE m.kpi NOT IN (SELECT kpi FROM cycle_times)
    GROUP BY ALL
    HAVING sum(f.amount) <> 0
)

SELECT
    n.scope,
    n.scope_id,
    n.currency,
    n.kpi,
    n.amount AS value,
    n.amount AS numerator,
    NULL AS denominator
FROM numerators AS n INNER JOIN measures AS m ON m.kpi = n.kpi AND m.denominator IS NULL
UNION ALL
SELECT
    d.scope,
    d.scope_id,
    d.currency,
    d.kpi,
    CAST(coalesce(n.amount, 0) AS DOUBLE) / CAST(d.amount AS DOUBLE),
    coalesce(n.amount, 0),
    d.amount
FROM denominators AS d LEFT JOIN numerators AS n
    ON
        n.kpi = d.kpi AND n.scope = d.scope AND n.scope_id = d.scope_id
        AND n.currency IS NOT DISTINCT FROM d.currency
UNION ALL
SELECT
    scope,
    scope_id,
    NULL,
    kpi,
    days,
    NULL,
    case_count
FROM cycle_times

-- One row per open dispute that nobody was given and a rule for owners is about: the names it may go to, in order.
-- The entry that names most of it wins, then the one with the highest amount; entries that tie put their names together.
-- key: variance_id
WITH unowned AS (
    SELECT
        v.variance_id,
        v.payer_id,
        v.dispute_type,
        p.country AS region,
        abs(reporting_value(v.original_amount, v.currency, t.rate)) AS reporting_amount
    FROM case_variances AS v
    INNER JOIN ended_cases AS e ON e.place = v.place
    LEFT JOIN book_payers AS p ON p.payer_id = v.payer_id
    LEFT JOIN currency_terms AS t ON t.currency = v.currency
    WHERE
        v.open_amount <> 0
        AND coalesce(e.owner, v.owner) IS NULL
        -- Without rules nobody is looked at.
        AND EXISTS (SELECT 1 FROM owner_rules)
),

scopes AS (
    SELECT DISTINCT
        payer_id,
        dispute_type,
        region
    FROM unowned
),

fitting AS (
    SELECT
        s.*,
        r.from_amount,
        r.owners,
        CAST(r.payer_id IS NOT NULL AS INTEGER) + CAST(r.dispute_type IS NOT NULL AS INTEGER)
        + CAST(r.region IS NOT NULL AS INTEGER) + CAST(r.from_amount IS NOT NULL AS INTEGER) AS named_count
    FROM scopes AS s INNER JOIN owner_rules AS r
        ON
            coalesce(r.payer_id = s.payer_id, TRUE)
            AND coalesce(r.dispute_type = s.dispute_type, TRUE)
            AND (r.region IS NULL OR coalesce(r.region = s.region, FALSE))
),

best AS (
    SELECT
        u.variance_id,
        u.reporting_amount,
        f.owners
    FROM unowned AS u INNER JOIN fitting AS f
        ON f.payer_id = u.payer_id AND f.dispute_type = u.dispute_type AND f.region IS NOT DISTINCT FROM u.region
    WHERE f.from_amount IS NULL OR coalesce(u.reporting_amount >= f.from_amount, FALSE)
    QUALIFY rank() OVER (
        PARTITION BY u.variance_id ORDER BY f.named_count DESC, f.from_amount DESC NULLS LAST
    ) = 1
)

SELECT
    variance_id,
    any_value(reporting_amount) AS reporting_amount,
    list_sort(list_distinct(flatten(list(owners)))) AS owners
FROM best
GROUP BY variance_id

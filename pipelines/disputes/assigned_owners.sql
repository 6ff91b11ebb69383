-- One row per dispute that a rule gives an owner tonight. Who has it keeps it while the rule still names them; the
-- others go, largest first, to whoever has fewest open disputes by then.
-- key: variance_id
WITH kept AS (
    SELECT
        p.variance_id,
        p.owners,
        p.reporting_amount,
        list_contains(p.owners, k.rule_owner) AS is_kept,
        k.rule_owner
    FROM owner_pools AS p LEFT JOIN known_cases AS k ON k.dispute_id = p.variance_id
),

waiting AS (
    SELECT
        variance_id,
        owners,
        row_number() OVER (PARTITION BY owners ORDER BY reporting_amount DESC NULLS LAST, variance_id) AS place
    FROM kept
    WHERE NOT coalesce(is_kept, FALSE)
),

loads AS (
    SELECT
        owner,
        count(*) AS load
    FROM (
        SELECT coalesce(e.owner, v.owner, k.rule_owner) AS owner
        FROM case_variances AS v
        INNER JOIN ended_cases AS e ON e.place = v.place
        LEFT JOIN kept AS k ON k.variance_id = v.variance_id AND k.is_kept
        WHERE v.open_amount <> 0
    )
    GROUP BY owner
),

-- The places of each name in turn: the one after its load first, so the names with least to do come up first.
turns AS (
    SELECT
        owners,
        owner,
        row_number() OVER (PARTITION BY owners ORDER BY load_then, owner) AS place
    FROM (
        SELECT
            p.owners,
            p.owner,
            coalesce(l.load, 0) + turn AS load_then
        FROM (
            SELECT
                w.owners,
                w.place AS turn,
                names.owner
            FROM waiting AS w, unnest(w.owners) AS names (owner)
        ) AS p LEFT JOIN loads AS l ON l.owner = p.owner
    )
)

SELECT
    w.variance_id,
    t.owner
FROM waiting AS w INNER JOIN turns AS t ON t.owners = w.owners AND t.place = w.place

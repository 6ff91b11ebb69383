-- One row per dispute that tonight ties to another: late advice that splits one finding into several, or makes one of two,
-- or a person who merges or splits cases. A person's word comes last, so it counts.
-- key: variance_id
WITH places AS (
    SELECT
        c.variance_id,
        c.is_new,
        v.open_amount,
        concat_ws('|', v.company_code, coalesce(v.payment_id, v.remittance_id)) AS source,
        coalesce(v.invoice_number, '') AS invoice_number,
        coalesce(sum(abs(m.amount)) FILTER (m.event = 'withdrawn' AND sign(m.amount) = sign(v.original_amount)), 0)
            AS shrunk,
        coalesce(sum(abs(m.amount)) FILTER (m.event IN ('opened', 'grown') AND NOT c.is_new), 0) AS grown
    FROM cases AS c
    INNER JOIN case_variances AS v ON v.place = c.place
    LEFT JOIN case_movements AS m ON m.variance_id = c.variance_id
    WHERE
        c.is_new OR c.variance_id IN (
            SELECT variance_id FROM case_movements
            WHERE event IN ('withdrawn', 'opened', 'grown')
        )
    GROUP BY ALL
),

resolved_links AS (
    SELECT
        n.variance_id,
        'split' AS cause,
        o.variance_id AS linked_dispute_id,
        0 AS place,
        o.shrunk AS weight
    FROM places AS n INNER JOIN places AS o
        ON
            n.is_new AND NOT o.is_new AND o.shrunk > 0 AND o.source = n.source
            AND (o.invoice_number = n.invoice_number OR o.invoice_number = '' OR n.invoice_number = '')
    UNION ALL
    SELECT
        o.variance_id,
        'merged',
        n.variance_id,
        0,
        n.grown
    FROM places AS o INNER JOIN places AS n
        ON
            o.shrunk > 0 AND o.open_amount = 0 AND NOT o.is_new AND n.grown > 0 AND o.source = n.source
            AND (o.invoice_number = n.invoice_number OR o.invoice_number = '' OR n.invoice_number = '')
    UNION ALL
    SELECT
        j.dispute_id,
        j.cause,
        coalesce(j.leading_id, k.linked_dispute_id),
        j.ordinal,
        0
    FROM judged_activities AS j LEFT JOIN known_cases AS k ON k.dispute_id = j.dispute_id
    WHERE j.flaw IS NULL AND j.cause IN ('merged', 'split') AND coalesce(j.leading_id, k.linked_dispute_id) IS NOT NULL
)

SELECT
    variance_id,
    CASE cause WHEN 'merged' THEN 'merged_into' ELSE 'split_from' END AS link,
    linked_dispute_id,
    place = 0 AS is_by_night
FROM resolved_links
QUALIFY row_number() OVER (PARTITION BY variance_id ORDER BY place DESC, weight DESC, linked_dispute_id) = 1

-- One row per withheld amount and way to reach it by units of two or three lines, all without tax (tax4 = -1) or all with it.
-- The ways grow quickly: so few lines are tried, for few units, and only where few random amounts would fit as well.
WITH asked AS (
    SELECT shortfall_id, document_id, amount, roundness, said_type
    FROM withheld
    WHERE coalesce(said_type, 'short_ship') = 'short_ship' AND line_count BETWEEN 2 AND 8
),

targets AS (
    SELECT shortfall_id, document_id, amount AS target, -1 AS tax4 FROM asked
    UNION ALL
    SELECT shortfall_id, document_id, target, tax4
    FROM (
        SELECT DISTINCT shortfall_id, document_id, amount, tax4,
            half_up(CAST(amount AS HUGEINT) * 1000000, 1000000 + tax4) AS target
        FROM asked JOIN document_lines USING (document_id)
        WHERE tax4 > 0
    )
    WHERE with_tax(target, tax4) = amount
),

goods AS (
    SELECT
        shortfall_id, document_id, targets.tax4, target, line_number, price4, line.divisor,
        quantity3 // 1000 AS quantity,
        unit6 // millionths AS unit_minor,
        least(quantity3 // 1000, target // (unit6 // millionths))::BIGINT AS units
    FROM targets
    JOIN document_lines AS line USING (document_id)
    WHERE NOT is_charge AND quantity3 >= 1000 AND unit6 >= millionths AND unit6 // millionths <= target
        AND targets.tax4 IN (-1, line.tax4)
),

-- The dearest line is solved for what units of the others leave.
pairs AS (
    SELECT
        solved.shortfall_id, solved.document_id, solved.tax4, solved.target, solved.line_number, solved.price4, solved.divisor,
        solved.quantity, solved.unit_minor,
        one.line_number AS one_number, one.price4 AS one_price4, one.units AS one_units,
        (one.units * 1000000 // solved.unit_minor)::BIGINT AS density
    FROM goods AS one
    JOIN goods AS solved
        ON solved.shortfall_id = one.shortfall_id AND solved.tax4 = one.tax4
        AND (solved.unit_minor, solved.line_number) > (one.unit_minor, one.line_number)
),

sets AS (
    SELECT *, NULL::BIGINT AS two_number, NULL::HUGEINT AS two_price4, 0 AS two_units FROM pairs
    UNION ALL
    SELECT pairs.* REPLACE ((density * two.units)::BIGINT AS density), two.line_number, two.price4, two.units
    FROM pairs
    JOIN goods AS two
        ON two.shortfall_id = pairs.shortfall_id AND two.tax4 = pairs.tax4
        AND two.line_number NOT IN (pairs.line_number, one_number)
        AND (two.unit_minor, two.line_number) < (pairs.unit_minor, pairs.line_number) AND two.line_number > one_number
    -- Units of three lines fit too much to prove anything, unless there are very few.
    WHERE two.units * one_units <= 100
),

bounded AS (
    SELECT *
    FROM (
        SELECT sets.*, sum(density) OVER (PARTITION BY shortfall_id, two_number IS NULL) AS density_sum
        FROM sets
        WHERE one_units <= 40
    )
    JOIN (SELECT shortfall_id, roundness FROM asked) USING (shortfall_id)
    -- Beyond one random amount in eight a fit says nothing.
    WHERE density_sum * roundness <= 125000
),

steps AS (
    SELECT *, unnest(range(1, one_units + 1)) AS one_count FROM bounded
),

tried AS (
    SELECT *, NULL::BIGINT AS two_count, target - extended(one_count * 1000::HUGEINT, one_price4, divisor) AS rest
    FROM steps WHERE two_number IS NULL
    UNION ALL
    SELECT *, target - extended(one_count * 1000::HUGEINT, one_price4, divisor)
        - extended(two_count * 1000::HUGEINT, two_price4, divisor)
    FROM (SELECT *, unnest(range(1, two_units + 1)) AS two_count FROM steps WHERE two_number IS NOT NULL)
)

SELECT shortfall_id, document_id, tax4, density_sum, one_number, one_count, two_number, two_count, line_number AS last_number,
    units AS last_count
FROM (SELECT *, half_up(rest * divisor, 1000 * price4) AS units FROM tried WHERE rest > 0)
WHERE units BETWEEN 1 AND quantity AND rest = extended(units * 1000::HUGEINT, price4, divisor)

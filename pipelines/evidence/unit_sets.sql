-- One row per withheld amount and way to reach it by units of two or three lines, all without tax (tax4 = -1) or all
-- with it. The ways grow quickly: so few lines are tried, for few units, and only where few random amounts would fit as
-- well.
-- key: shortfall_id, tax4, one_number, one_count, two_number?, two_count?, last_number
WITH examined_lines AS (
    SELECT
        shortfall_id,
        document_id,
        amount,
        said_type IS NOT NULL AS is_said,
        -- Beyond one random amount in eight a fit says nothing, and beyond one in 64 where the payer does not speak of it.
        CASE WHEN said_type IS NULL THEN 16000 ELSE 125000 END // roundness AS density_most
    FROM examined_shortfalls
    WHERE coalesce(said_type, 'short_ship') = 'short_ship' AND line_count BETWEEN 2 AND 8
    -- Below that every product fits 64 bits, which are many times as fast.
    AND amount < 1000000000
),

targets AS (
    SELECT
        shortfall_id,
        document_id,
        is_said,
        density_most,
        amount AS target,
        -1 AS tax4
    FROM examined_lines
    UNION ALL
    SELECT
        shortfall_id,
        document_id,
        is_said,
        density_most,
        target,
        tax4
    FROM (
        SELECT DISTINCT
            shortfall_id,
            document_id,
            is_said,
            density_most,
            amount,
            tax4,
            half_up(CAST(amount AS HUGEINT) * 1000000, 1000000 + tax4) AS target
        FROM examined_lines JOIN document_lines USING (document_id)
        WHERE tax4 > 0
    )
    WHERE with_tax(target, tax4) = amount
),

goods AS (
    SELECT
        shortfall_id,
        document_id,
        is_said,
        density_most,
        targets.tax4,
        target,
        line_number,
        price4::BIGINT AS price4,
        line.divisor::BIGINT AS divisor,
        (quantity3 // 1000)::BIGINT AS quantity,
        (unit6 // millionths)::BIGINT AS unit_minor,
        least(quantity3 // 1000, target // (unit6 // millionths))::BIGINT AS units
    FROM targets
    JOIN document_lines AS line USING (document_id)
    WHERE
        NOT is_charge AND quantity3 >= 1000 AND unit6 >= millionths AND unit6 // millionths <= target
        AND targets.tax4 IN (-1, line.tax4)
),

-- The dearest line is solved for what units of the others leave.
pairs AS (
    SELECT
        solved.shortfall_id,
        solved.document_id,
        solved.is_said,
        solved.density_most,
        solved.tax4,
        solved.target,
        solved.line_number,
        solved.price4,
        solved.divisor,
        solved.quantity,
        solved.unit_minor,
        one.line_number AS one_number,
        one.price4 AS one_price4,
        one.units AS one_units,
        (one.units * 1000000 // solved.unit_minor)::BIGINT AS density
    FROM goods AS one
    JOIN goods AS solved
        ON
            solved.shortfall_id = one.shortfall_id AND solved.tax4 = one.tax4
            AND (solved.unit_minor, solved.line_number) > (one.unit_minor, one.line_number)
    WHERE one.units * 1000000 // solved.unit_minor <= one.density_most AND one.units <= 40
),

sets AS (
    SELECT
        *,
        NULL::BIGINT AS two_number,
        NULL::BIGINT AS two_price4,
        0 AS two_units
    FROM pairs
    UNION ALL
    SELECT
        pairs.* REPLACE ((density * two.units)::BIGINT AS density),
        two.line_number,
        two.price4,
        two.units
    FROM pairs
    JOIN goods AS two
        ON
            two.shortfall_id = pairs.shortfall_id AND two.tax4 = pairs.tax4
            AND two.line_number NOT IN (pairs.line_number, one_number)
            AND (two.unit_minor, two.line_number) < (pairs.unit_minor, pairs.line_number) AND two.line_number > one_number
    -- Units of three lines fit too much to prove anything, unless there are very few.
    WHERE pairs.is_said AND two.units * one_units <= 100 AND pairs.density * two.units <= pairs.density_most
),

bounded AS (
    SELECT
        sets.*,
        sum(density) OVER (PARTITION BY shortfall_id, two_number IS NULL) AS density_sum
    FROM sets
    QUALIFY density_sum <= density_most
),

steps AS (
    SELECT
        *,
        unnest(range(1, one_units + 1)) AS one_count
    FROM bounded
),

tried AS (
    SELECT
        *,
        NULL::BIGINT AS two_count,
        target - (one_count * 1000 * one_price4 + divisor // 2) // divisor AS rest
    FROM steps
    WHERE two_number IS NULL
    UNION ALL
    SELECT
        *,
        target - (one_count * 1000 * one_price4 + divisor // 2) // divisor
        - (two_count * 1000 * two_price4 + divisor // 2) // divisor
    FROM (
        SELECT
            *,
            unnest(range(1, two_units + 1)) AS two_count
        FROM steps
        WHERE two_number IS NOT NULL
    )
)

SELECT
    shortfall_id,
    document_id,
    tax4,
    density_sum,
    one_number,
    one_count,
    two_number,
    two_count,
    line_number AS last_number,
    units AS last_count
FROM (
    SELECT
        *,
        (rest * divisor + 500 * price4) // (1000 * price4) AS units
    FROM tried
    WHERE rest > 0
)
WHERE units BETWEEN 1 AND quantity AND rest = (units * 1000 * price4 + divisor // 2) // divisor

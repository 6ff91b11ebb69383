-- One row per two, three or all payments of one day, or advices of one day or of a family that has few, that fit
-- nothing alone.
-- key: set_number
WITH single AS (
    SELECT * FROM unlinked AS u
    WHERE
        NOT coalesce(is_returned, FALSE)
        AND number NOT IN (SELECT advice FROM advice_amount_fits)
        AND number NOT IN (SELECT payment FROM advice_amount_fits)
),

scopes AS (
    SELECT
        *,
        unnest(CASE side
            WHEN 'payment' THEN [company_code || ' ' || on_date]
            ELSE ['' || on_date, 'all']
        END) AS scope
    FROM single
),

members AS (
    -- Bounded by counts: among more, some of them add up to anything.
    SELECT * FROM scopes
    QUALIFY count(*) OVER (PARTITION BY side, group_id, currency, scope) BETWEEN 2 AND 12
),

sets AS (
    SELECT [a.number, b.number] AS numbers
    FROM members AS a JOIN members AS b USING (side, group_id, currency, scope)
    WHERE a.number < b.number
    UNION
    SELECT [a.number, b.number, c.number]
    FROM members AS a
    JOIN members AS b USING (side, group_id, currency, scope)
    JOIN members AS c USING (side, group_id, currency, scope)
    WHERE a.number < b.number AND b.number < c.number
    UNION
    SELECT list(number ORDER BY number) FROM members
    GROUP BY side, group_id, currency, scope
),

counted AS (
    SELECT
        row_number() OVER (ORDER BY numbers) AS set_number,
        unnest(numbers) AS number
    FROM sets
)

SELECT
    c.set_number,
    u.side,
    u.group_id,
    u.currency,
    list(c.number ORDER BY c.number) AS numbers,
    sum(u.amount)::BIGINT AS amount,
    min(u.on_date) AS first_date,
    max(u.on_date) AS last_date,
    min(u.company_code) AS company_code,
    count(DISTINCT u.company_code) AS companies
FROM counted AS c JOIN unlinked AS u USING (number)
GROUP BY c.set_number, u.side, u.group_id, u.currency
HAVING count(DISTINCT u.company_code) <= 1

-- One row per withheld amount and set of two or three parts of its document that come to it, all with or all without tax.
-- Sets grow quickly: of documents with more parts than a person would look through, none is tried.
-- key: shortfall_id, set_number
WITH sides AS (
    SELECT
        shortfall_id,
        amount,
        figure_chance,
        part_count,
        is_taxed,
        part_number,
        type_count,
        CASE WHEN is_taxed THEN taxed ELSE untaxed END AS part,
        {
            'part': CASE WHEN is_taxed THEN taxed ELSE untaxed END, 'cause': cause, 'dispute_type': dispute_type,
            'dispute_subtype': dispute_subtype, 'claim': claim
        } AS side
    FROM examined_shortfalls
    JOIN document_parts USING (document_id)
    CROSS JOIN (VALUES (FALSE), (TRUE)) AS taxes (is_taxed)
    WHERE part_count BETWEEN 2 AND 24
    -- Without any tax both sides are the same.
    AND (NOT is_taxed OR document_id IN (
        SELECT document_id FROM document_parts
        WHERE tax4 > 0
    ))
    AND NOT (is_taxed AND dispute_subtype = 'tax')
    -- What the terms grant was granted: it is no part of what was withheld beside it.
    AND NOT (dispute_subtype = 'unearned_discount' AND coalesce(granted_discount, 0) > 0)
    AND CASE WHEN is_taxed THEN taxed ELSE untaxed END < amount
),

pairs AS (
    SELECT
        one.shortfall_id,
        one.amount,
        one.figure_chance,
        one.part_count,
        one.is_taxed,
        one.part_number AS first_number,
        two.part_number AS last_number,
        one.part + two.part AS part_sum,
        one.type_count,
        [one.side, two.side] AS parts
    FROM sides AS one
    JOIN sides AS two
        ON two.shortfall_id = one.shortfall_id AND two.is_taxed = one.is_taxed AND one.part_number < two.part_number
    WHERE one.part + two.part <= one.amount + 1
),

sets AS (
    SELECT * FROM pairs
    UNION ALL
    SELECT
        pairs.* REPLACE (
            part_sum + part AS part_sum,
            three.part_number AS last_number,
            list_append(parts, three.side) AS parts
        )
    FROM pairs
    JOIN sides AS three
        ON
            three.shortfall_id = pairs.shortfall_id AND three.is_taxed = pairs.is_taxed
            AND three.part_number > pairs.last_number
    WHERE pairs.part_sum + part <= pairs.amount + 1 AND pairs.part_count <= 12
)

SELECT
    * EXCLUDE (first_number, last_number),
    -- How many sets there are to meet an amount by chance.
    2 * (
        part_count * (part_count - 1) // 2
        + CASE WHEN part_count <= 12 THEN part_count * (part_count - 1) * (part_count - 2) // 6 ELSE 0 END
    ) AS tried_count,
    count(*) OVER (PARTITION BY shortfall_id) AS set_count,
    row_number() OVER (PARTITION BY shortfall_id ORDER BY is_taxed, first_number, last_number, parts) AS set_number,
    length(list_distinct(list_transform(parts, LAMBDA p: p.cause))) AS cause_count
FROM sets
-- Rounding each part may differ from rounding their sum by a minor unit.
WHERE part_sum = amount OR (is_taxed AND abs(part_sum - amount) <= 1)

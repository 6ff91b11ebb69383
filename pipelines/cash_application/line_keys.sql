-- One row per line of advice and way in which its references may be read: a key of documents, and the tier that a match
-- is of. Plain lines are read already; a line whose reference is too long to be read is about nothing that is known.
-- key: line_no, key_tier, key, tier
WITH others AS (
    SELECT * FROM advice_lines ANTI JOIN plain_lines USING (line_no) ANTI JOIN long_references USING (line_no)
),

read AS (
    SELECT
        line_no,
        unnest(other_keys(invoice_reference)) AS way
    FROM others
    WHERE invoice_reference IS NOT NULL
),

parted AS (
    SELECT
        line_no,
        unnest(parts) AS part
    FROM others JOIN reference_parts ON reference = invoice_reference
),

reference_keys AS (
    SELECT
        line_no,
        way.key_tier,
        way.key,
        way.tier
    FROM read
    UNION ALL
    -- The order beside a reference counts where the reference leads nowhere.
    SELECT
        line_no,
        tier_of('order'),
        'P' || normal_reference(po_reference),
        tier_of('order_beside')
    FROM others
    WHERE normal_reference(po_reference) <> ''
    UNION ALL
    SELECT
        line_no,
        tier_of('normalised'),
        normal_reference(part),
        tier_of('several')
    FROM parted
    UNION ALL
    SELECT
        line_no,
        tier_of('digits'),
        digits_of(part),
        tier_of('several')
    FROM parted
    WHERE length(digits_of(part)) >= 4
    UNION ALL
    SELECT
        line_no,
        tier_of('last_digits'),
        right(last_digits(invoice_reference), 4),
        tier_of('last_digits')
    FROM others
    WHERE length(last_digits(invoice_reference)) >= 4
    UNION ALL
    SELECT
        line_no,
        tier_of('claim'),
        normal_reference(claim),
        tier_of('claim')
    FROM (
        SELECT
            line_no,
            unnest([claim_number, invoice_reference]) AS claim
        FROM others
    )
    WHERE normal_reference(claim) <> ''
    UNION ALL
    SELECT
        line_no,
        tier_of('claim'),
        'H' || normal_reference(invoice_reference),
        tier_of('claim')
    FROM others
    WHERE paid_amount < 0 AND normal_reference(invoice_reference) <> ''
    UNION ALL
    -- What is only near a number is looked for among documents of the very amount, or of the order, and nowhere else.
    SELECT
        line_no,
        tier_of('slip'),
        key,
        tier_of('slip')
    FROM (
        SELECT
            line_no,
            unnest([
                CASE WHEN paid_amount >= 0 THEN nullif(invoice_amount, 0)::VARCHAR END,
                CASE WHEN paid_amount >= 0 THEN nullif(paid_amount + discount_amount + deduction_amount, 0)::VARCHAR END,
                CASE WHEN paid_amount < 0 THEN 'V' || -paid_amount END,
                'P' || nullif(normal_reference(po_reference), '')
            ]) AS key
        FROM others
        WHERE may_be_near(invoice_reference)
    )
    WHERE key IS NOT NULL
)

SELECT n.* FROM number_keys AS n ANTI JOIN plain_lines USING (line_no)
UNION
SELECT
    line_no,
    l.pool,
    key_tier,
    key,
    tier
FROM reference_keys JOIN others AS l USING (line_no)

-- One row per payment and set of documents that adds up to it: the family that makes it most plausible, and how many to
-- one it is right.
-- key: receipt_no, documents
WITH density AS (
    -- Half a decoy more than were found: none found is no proof that there are none.
    SELECT
        f.receipt_no,
        f.family,
        (count(DISTINCT f.documents) FILTER (WHERE f.total <> s.money) + 0.5) / (2 * decoy_steps()) AS density
    FROM amount_fits AS f JOIN amount_scales AS s USING (receipt_no)
    GROUP BY f.receipt_no, f.family
)

SELECT
    f.receipt_no,
    f.documents,
    arg_max(f.variant, (family_odds(f.family) / d.density, f.variant)) AS variant,
    arg_max(f.family, (family_odds(f.family) / d.density, f.family)) AS family,
    max(family_odds(f.family) / d.density) AS odds
FROM amount_fits AS f
JOIN amount_scales AS s USING (receipt_no)
JOIN density AS d USING (receipt_no, family)
WHERE f.total = s.money
GROUP BY f.receipt_no, f.documents

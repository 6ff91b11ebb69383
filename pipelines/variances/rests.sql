-- One row per document with a shortfall beyond its stated deductions: discount beyond the earned one, misapplied cash, the unsaid rest.
WITH deducted AS (
    SELECT document_no, sum(amount)::BIGINT AS amount FROM deductions WHERE document_no IS NOT NULL GROUP BY ALL
), elsewhere AS (
    -- What other money is in dispute for, because it was put elsewhere, is not short again.
    SELECT document_no, sum(open_amount)::BIGINT AS amount FROM disputes
    WHERE slot = 'misapplied' AND open_amount > 0 AND coalesce(source_mode, 'idle') <> 'full'
        AND variance_id NOT IN (SELECT variance_id FROM returned_variances)
    GROUP BY ALL
), after AS (
    SELECT s.*, s.short - coalesce(d.amount, 0) AS rest, least(coalesce(e.amount, 0), s.holdable) AS elsewhere
    FROM shares AS s LEFT JOIN deducted AS d USING (document_no) LEFT JOIN elsewhere AS e USING (document_no)
)
SELECT
    document_no,
    CASE WHEN is_settling AND NOT is_credit THEN least(discount_beyond, rest) ELSE 0 END AS discount_beyond,
    CASE WHEN is_credit THEN 0 ELSE least(misapplied, rest - least(discount_beyond, rest)) END AS misapplied,
    CASE
        WHEN is_credit THEN rest
        WHEN NOT is_settling THEN 0
        ELSE greatest(rest - least(discount_beyond, rest) - least(misapplied, rest - least(discount_beyond, rest)) - elsewhere, 0)
            + over
    END AS unsaid
FROM after

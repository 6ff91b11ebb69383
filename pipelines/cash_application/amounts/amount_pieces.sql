-- One row per payment and document that its amount alone proves.
-- key: receipt_no, document_no
WITH proven AS (
    SELECT e.* FROM amount_explanations AS e JOIN amount_choices AS c USING (receipt_no)
    WHERE c.reason IS NULL
)

SELECT
    p.receipt_no,
    d.document_no,
    CASE WHEN p.variant = 'disputed' THEN s.money ELSE d.amount END AS cash_amount,
    'amount_' || p.family AS method,
    round(p.odds / (1 + p.odds), 4) AS confidence
FROM (
    SELECT
        *,
        unnest(documents) AS document_no
    FROM proven
) AS p
JOIN amount_scales AS s USING (receipt_no)
JOIN (
    SELECT DISTINCT
        receipt_no,
        variant,
        document_no,
        amount
    FROM payable
    WHERE variant <> 'disputed'
    UNION
    SELECT DISTINCT
        receipt_no,
        variant,
        document_no,
        0
    FROM payable
    WHERE variant = 'disputed'
) AS d
    USING (receipt_no, variant, document_no)

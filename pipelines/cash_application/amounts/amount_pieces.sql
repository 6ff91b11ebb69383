-- One row per payment and document that its amount alone proves.
-- key: source_no, document_no
WITH proven AS (
    SELECT e.* FROM amount_explanations AS e JOIN amount_choices AS c USING (source_no) WHERE c.reason IS NULL
)
SELECT
    p.source_no, d.document_no, CASE WHEN p.variant = 'disputed' THEN s.money ELSE d.amount END AS cash_amount,
    'amount_' || p.family AS method, round(p.odds / (1 + p.odds), 4) AS confidence
FROM (SELECT *, unnest(documents) AS document_no FROM proven) AS p
JOIN amount_scales AS s USING (source_no)
JOIN (SELECT DISTINCT source_no, variant, document_no, amount FROM payable WHERE variant <> 'disputed'
      UNION SELECT DISTINCT source_no, variant, document_no, 0 FROM payable WHERE variant = 'disputed') AS d
    USING (source_no, variant, document_no)

-- One row per kind, mark and payer: names and accounts of payments that more than a name has proven the payer of.
-- key: mark_kind, mark, payer_id
WITH proven AS (
    SELECT p.known_payer_id AS payer_id, p.value_date AS seen_date, p.payer_name, p.payer_account
    FROM night_payments AS p LEFT JOIN old_payments AS o USING (company_code, payment_id)
    WHERE p.amount > 0 AND (p.is_new OR p.payer_source IS DISTINCT FROM o.payer_source)
        AND p.payer_source IN ('bank', 'advice', 'posting', 'advice_references', 'memo_references')
), named AS MATERIALIZED (
    SELECT 'name' AS mark_kind, name_text(payer_name) AS mark, payer_id, seen_date FROM proven WHERE payer_name IS NOT NULL
    UNION ALL
    SELECT 'account', normal_reference(payer_account), payer_id, seen_date FROM proven WHERE payer_account IS NOT NULL
    UNION ALL
    SELECT mark_kind, mark, payer_id, seen_date FROM old_payer_marks
)
SELECT mark_kind, mark, payer_id, max(seen_date) AS seen_date FROM named WHERE mark <> '' GROUP BY ALL

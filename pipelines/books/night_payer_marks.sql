-- One row per kind, mark and payer: names and accounts of payments that more than a name has proven the payer of.
WITH proven AS (
    SELECT
        p.known_payer_id AS payer_id, p.value_date AS seen_date,
        unnest([
            {'mark_kind': 'name', 'mark': name_text(p.payer_name)},
            {'mark_kind': 'account', 'mark': normal_reference(p.payer_account)}
        ], recursive := true)
    FROM payments AS p LEFT JOIN old_payments AS o USING (company_code, payment_id)
    WHERE p.amount > 0 AND (p.is_new OR p.payer_source IS DISTINCT FROM o.payer_source)
        AND p.payer_source IN ('bank', 'advice', 'posting', 'advice_references', 'memo_references')
)
SELECT mark_kind, mark, payer_id, max(seen_date) AS seen_date
FROM (
    SELECT * FROM proven WHERE mark <> ''
    UNION ALL BY NAME
    SELECT * EXCLUDE (is_live) FROM old_payer_marks
)
GROUP BY ALL

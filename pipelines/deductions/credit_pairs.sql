-- One row per unused credit memo and deduction that share a key, at their best key.
-- key: difference_no?, variance_id?, credit_no
WITH deduction_keys AS (
    SELECT
        c.*,
        1 AS key_rank,
        i.invoice_number AS key
    FROM creditable AS c JOIN documents_in_play AS i USING (document_no)
    UNION ALL
    SELECT
        *,
        2,
        normal_reference(claim_number)
    FROM creditable
    WHERE claim_number IS NOT NULL
    UNION ALL
    SELECT
        c.*,
        3,
        'P' || i.po_number
    FROM creditable AS c JOIN documents_in_play AS i USING (document_no)
    UNION ALL
    SELECT
        c.*,
        3,
        'D' || i.delivery_number
    FROM creditable AS c JOIN documents_in_play AS i USING (document_no)
)

SELECT
    d.difference_no,
    d.variance_id,
    d.document_no,
    coalesce(
        'document ' || d.document_no,
        concat_ws(chr(10), d.company_code, d.group_id, d.currency, normal_reference(d.claim_number))
    ) AS place,
    d.amount,
    d.is_fresh,
    d.opened_date,
    k.credit_no,
    m.unused,
    m.is_new,
    m.issue_date,
    min(k.key_rank) AS key_rank,
    bool_or(k.key_rank = 2) AS is_same_claim,
    max(concat_ws(chr(10), d.company_code, d.group_id, d.currency, k.key)) FILTER (k.key_rank = 2) AS claim,
    arg_min(concat_ws(chr(10), d.company_code, d.group_id, d.currency, k.key), (k.key_rank, k.key)) AS shared_key,
    arg_min(k.key LIKE 'D%', (k.key_rank, k.key)) AS is_by_delivery
FROM deduction_keys AS d
JOIN credit_keys AS k USING (key_rank, key)
JOIN open_credits AS m
    ON
        m.document_no = k.credit_no AND m.company_code = d.company_code
        AND m.group_id = d.group_id AND m.currency = d.currency
GROUP BY ALL

-- One row per variance that loses credit tonight because its memo is worth less than it gave; same keys, latest first.
-- key: variance_id
WITH memos AS (
    SELECT
        *,
        least(
            -credited_amount, effective_gross - previous_gross,
            effective_gross - allocated_amount - discount_granted_amount - credited_amount - written_off_amount
        ) AS wanted
    FROM night_documents
    WHERE document_type = 'credit_memo' AND credited_amount < 0 AND effective_gross > previous_gross
),

given AS (
    SELECT
        v.variance_id,
        v.company_code,
        v.invoice_number,
        v.payer_id,
        v.currency,
        v.opened_date,
        d.group_id,
        d.po_number,
        d.delivery_number,
        nullif(normal_reference(v.claim_number), '') AS claim_key,
        least(v.amount, d.credited_amount - coalesce(sum(v.amount) OVER (
            PARTITION BY v.company_code, v.invoice_number ORDER BY v.opened_date DESC, v.variance_id DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0))::BIGINT AS amount
    FROM (
        SELECT
            * REPLACE (
                CASE WHEN outcome = 'settled_by_credit' AND original_amount = 0 THEN amount ELSE credited_amount END
                    AS amount
            )
        FROM night_variances
    ) AS v
    LEFT JOIN night_documents AS d USING (company_code, invoice_number)
    WHERE v.amount > 0
),

pairs AS (
    SELECT
        g.*,
        m.invoice_number AS memo_number,
        m.wanted,
        CASE
            WHEN m.original_invoice_number = g.invoice_number THEN 1
            WHEN
                g.claim_key IN (normal_reference(m.original_invoice_number), m.normal_key, normal_reference(m.po_number))
                THEN 2
            WHEN m.po_number = g.po_number OR m.delivery_number = g.delivery_number THEN 3
        END AS key_rank
    FROM given AS g
    JOIN memos AS m
        ON
            m.company_code = g.company_code AND m.currency = g.currency
            AND m.group_id
            = coalesce(g.group_id, (
                SELECT p.group_id FROM night_payers AS p
                WHERE p.payer_id = g.payer_id
            ), g.payer_id)
    WHERE m.wanted > 0 AND g.amount > 0
),

stacked AS (
    SELECT
        *,
        coalesce(sum(amount) OVER (
            PARTITION BY company_code, memo_number ORDER BY key_rank, opened_date DESC, variance_id DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM (
        FROM pairs
        WHERE key_rank IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY variance_id ORDER BY key_rank, memo_number) = 1
    )
)

SELECT
    variance_id,
    company_code,
    invoice_number,
    memo_number,
    least(amount, wanted - before)::BIGINT AS amount
FROM stacked
WHERE before < wanted

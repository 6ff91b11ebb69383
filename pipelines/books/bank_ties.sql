-- One row per advice whose bank reference names one payment, and one only.
WITH candidates AS (
    SELECT
        h.payer_id, h.remittance_id, p.company_code, p.payment_id,
        count(*) OVER advice AS payments_named,
        p.amount = h.total_amount AS is_exact,
        count(*) FILTER (WHERE p.amount = h.total_amount) OVER advice AS exact_ones
    FROM advice_heads AS h
    JOIN payments_laid AS p
        ON p.currency = h.currency AND p.amount > 0
        AND h.bank_key IN (normal_reference(p.bank_reference), normal_reference(p.payment_id))
        AND (h.company_code IS NULL OR h.company_code = p.company_code)
    LEFT JOIN payer_groups AS a ON a.payer_id = h.payer_id
    LEFT JOIN payer_groups AS b ON b.payer_id = p.payer_id
    WHERE h.tied_payment_id IS NULL AND h.bank_key <> '' AND (h.total_amount <> 0 OR h.is_all_zero)
        AND (h.payer_id IS NULL OR p.payer_id IS NULL
            OR coalesce(a.group_id, h.payer_id) = coalesce(b.group_id, p.payer_id))
    WINDOW advice AS (PARTITION BY h.payer_id, h.remittance_id)
)
SELECT payer_id, remittance_id, company_code AS tied_company_code, payment_id AS tied_payment_id
FROM candidates WHERE payments_named = 1 OR (is_exact AND exact_ones = 1)
UNION ALL
SELECT payer_id, remittance_id, tied_company_code, tied_payment_id FROM advice_heads WHERE tied_payment_id IS NOT NULL

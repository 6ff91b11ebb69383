-- One row per document withheld whole and the likeliest earlier document that bills the same, where order or delivery do
-- not prove it: the same delivery and total, the same lines, the same order and total, the same total.
-- Standing orders repeat their lines and their total: the more look-alikes, the less one of them says.
-- key: shortfall_id
WITH alike AS (
    SELECT
        shortfall_id,
        examined_shortfalls.figure_chance,
        other.*,
        coalesce(is_same_delivery, FALSE) AS has_delivery,
        is_same_lines AND coalesce(is_same_order, TRUE) AND coalesce(is_same_delivery, TRUE) AS has_lines,
        coalesce(is_same_order, FALSE) AND coalesce(is_same_delivery, TRUE) AS has_order,
        count(*) OVER (PARTITION BY shortfall_id) AS alike_count
    FROM examined_shortfalls
    JOIN look_alikes AS other USING (company_code, invoice_number)
    WHERE
        gross_amount > 0 AND amount IN (gross_amount, gross_amount - coalesce(terms_discount, 0))
        AND other_number IS DISTINCT FROM twin_invoice_number
),

weighed AS (
    SELECT
        *,
        has_delivery OR (alike_count = 1 AND (has_lines OR has_order)) AS is_proven,
        CASE
            WHEN has_delivery THEN 'the same total for the same delivery as '
            WHEN has_lines THEN 'the same lines as '
            WHEN has_order THEN 'the same total for the same order as '
            ELSE 'the same total as '
        END || other_number || ' of ' || other_date AS claim
    FROM alike
)

SELECT
    shortfall_id,
    'duplicate' AS dispute_type,
    'invoice' AS dispute_subtype,
    'duplicate/invoice' AS hypothesis,
    amount AS amount_explained,
    CASE
        WHEN is_proven THEN documented_weight(figure_chance)
        WHEN has_lines OR has_order THEN scale_arithmetic_least()
        ELSE scale_rare()
    END AS strength,
    is_proven AS is_documented,
    'paper' AS evidence_source,
    'documents: ' || claim AS basis,
    'it bills ' || claim AS sentence
FROM weighed JOIN (
    SELECT
        shortfall_id,
        amount
    FROM examined_shortfalls
) USING (shortfall_id)
QUALIFY row_number() OVER (
    PARTITION BY shortfall_id
    ORDER BY is_proven DESC, has_delivery DESC, has_lines DESC, has_order DESC, other_date DESC, other_number
) = 1

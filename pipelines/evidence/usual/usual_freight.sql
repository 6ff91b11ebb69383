-- One row per payer and currency where usually no freight is billed, neither in the head nor as a line, and from what goods
-- on: freight is mostly waived from some size of an order, so a smaller one may well bear it.
-- key: payer_id, currency
WITH line_goods AS (
    SELECT
        company_code,
        invoice_number,
        sum(net_amount) FILTER (NOT is_charge) AS goods_amount,
        bool_or(is_charge AND net_amount <> 0) AS has_charge
    FROM billed_lines
    GROUP BY ALL
),

document_freight AS (
    SELECT
        payer_id,
        currency,
        goods_amount,
        coalesce(freight_amount, 0) <> 0 OR coalesce(has_charge, FALSE) AS has_freight
    FROM billed_documents
    LEFT JOIN line_goods USING (company_code, invoice_number)
)

SELECT
    payer_id,
    currency,
    count(*) FILTER (NOT has_freight) AS document_count,
    quantile_disc(goods_amount, 1 - getvariable('usual_share')) FILTER (NOT has_freight) AS free_from
FROM document_freight
GROUP BY payer_id, currency
HAVING document_count >= getvariable('usual_documents') AND document_count >= getvariable('usual_share') * count(*)

-- One row per advice without a payment that fits one payment of its group by amount and date, where neither fits another.
WITH pairs AS (
    SELECT
        h.payer_id, h.remittance_id, p.company_code, p.payment_id,
        count(*) OVER (PARTITION BY h.payer_id, h.remittance_id) AS payments_fitting,
        count(*) OVER (PARTITION BY p.company_code, p.payment_id) AS advices_fitting
    FROM advice_heads AS h
    JOIN payer_groups AS g USING (payer_id)
    JOIN payments AS p
        ON p.group_id = g.group_id AND p.currency = h.currency AND p.amount = h.total_amount AND p.amount > 0
        AND (h.company_code IS NULL OR h.company_code = p.company_code)
        AND abs(date_diff('day', p.value_date, h.remittance_date)) <= 10
    ANTI JOIN bank_ties AS b ON b.payer_id = h.payer_id AND b.remittance_id = h.remittance_id
    ANTI JOIN bank_ties AS t ON t.tied_company_code = p.company_code AND t.tied_payment_id = p.payment_id
)
SELECT payer_id, remittance_id, company_code AS tied_company_code, payment_id AS tied_payment_id
FROM pairs WHERE payments_fitting = 1 AND advices_fitting = 1

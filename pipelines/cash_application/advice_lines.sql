-- One row per line of advice that may have effect tonight, with its source. A line that pays 0 and states what its
-- payment is short of takes that off, as a negative line does.
-- key: line_no
WITH promised AS (
    SELECT
        tied_company_code AS company_code,
        tied_payment_id AS payment_id,
        sum(paid_amount - CASE WHEN paid_amount = 0 THEN coalesce(deduction_amount, 0) ELSE 0 END) AS net_amount,
        sum(paid_amount) AS paid_amount
    FROM night_advice
    WHERE tied_payment_id IS NOT NULL
    GROUP BY ALL
),

sourced AS (
    -- Two joins by key, for a condition with a choice in it is tried pair by pair.
    SELECT
        a.*,
        s.receipt_no
    FROM night_advice AS a
    JOIN receipts AS s ON a.tied_company_code = s.company_code AND a.tied_payment_id = s.payment_id
    UNION ALL
    SELECT
        a.*,
        s.receipt_no
    FROM night_advice AS a
    JOIN receipts AS s ON s.is_moneyless AND a.remittance_id = s.remittance_id AND a.payer_id IS NOT DISTINCT FROM s.payer_id
    WHERE a.tied_payment_id IS NULL
),

lines_in_play AS (
    SELECT
        a.* EXCLUDE (company_code, currency, group_id),
        s.company_code,
        s.group_id,
        s.currency,
        s.payer_id AS paying_payer_id,
        a.paid_amount = 0 AND coalesce(p.net_amount = s.amount AND p.paid_amount > s.amount, FALSE) AS takes_off
    FROM sourced AS a JOIN receipts AS s USING (receipt_no)
    LEFT JOIN promised AS p ON p.company_code = s.company_code AND p.payment_id = s.payment_id
    WHERE s.mode = 'full' OR (s.mode = 'retry' AND NOT a.is_used)
)

SELECT
    row_number() OVER (ORDER BY receipt_no, payer_id, remittance_id, line_number, share_number)::INTEGER AS line_no,
    receipt_no,
    company_code,
    group_id,
    currency,
    hash(group_id, currency) AS pool,
    remittance_id,
    line_number,
    share_number,
    payer_id,
    remittance_date,
    coalesce(payer_id, paying_payer_id) AS coding_payer_id,
    invoice_reference,
    left(po_reference, longest_reference()) AS po_reference,
    left(CASE
        WHEN paid_amount > 0
            THEN coalesce(claim_paid_back(claim_number), claim_paid_back(invoice_reference), nullif(trim(claim_number), ''))
        ELSE nullif(trim(claim_number), '')
    END, longest_reference()) AS claim_number,
    reason_code,
    left(reason_text, longest_reference()) AS reason_text,
    invoice_amount,
    CASE WHEN takes_off THEN -coalesce(deduction_amount, 0) ELSE paid_amount END AS paid_amount,
    coalesce(discount_amount, 0) AS discount_amount,
    CASE WHEN takes_off THEN 0 ELSE coalesce(deduction_amount, 0) END AS deduction_amount
FROM lines_in_play

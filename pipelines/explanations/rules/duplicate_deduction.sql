-- One row per withheld amount and earlier deduction of the same amount, on the same document or under the same claim.
WITH earlier AS (
    SELECT company_code, payer_id, invoice_number, claim_number, currency, amount, payment_id, variance_id,
        credited_amount > 0 OR outcome = 'settled_by_credit' AS is_credited
    FROM earlier_variances
    -- What the payer paid back, or what went away, he may take again.
    WHERE amount > 0 AND outcome IN ('dispute', 'settled_by_credit') AND repaid_amount < amount
        AND withdrawn_amount < amount AND slot IN ('deduction', 'document')
),

pairs AS (
    SELECT withheld.*, earlier.claim_number AS earlier_claim, earlier.payment_id AS earlier_payment, variance_id
    FROM withheld
    JOIN earlier USING (company_code, invoice_number, amount, currency)
    UNION
    SELECT withheld.*, earlier.claim_number, earlier.payment_id, variance_id
    FROM withheld
    JOIN earlier USING (payer_id, claim_number, amount, currency)
)

SELECT
    shortfall_id,
    'duplicate' AS dispute_type,
    'deduction' AS dispute_subtype,
    'duplicate/deduction' AS hypothesis,
    amount AS amount_explained,
    CASE WHEN claim_number = earlier_claim THEN scale_identical()
        ELSE documented_weight(chance_of_figures(1, amount, currency)) END
    -- Two claims with numbers of their own are rather two deductions.
    - CASE WHEN claim_number <> earlier_claim THEN scale_rare() ELSE 0 END AS strength,
    TRUE AS is_documented,
    'our books: the same amount was deducted with payment ' || coalesce(earlier_payment, '(none)')
    || coalesce(' under claim ' || earlier_claim, '') AS basis,
    'the same amount was already deducted'
    || coalesce(' with payment ' || earlier_payment, '') || coalesce(' under claim ' || earlier_claim, '') AS sentence
FROM pairs
QUALIFY row_number() OVER (PARTITION BY shortfall_id ORDER BY strength DESC, variance_id) = 1

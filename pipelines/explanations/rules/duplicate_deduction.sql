-- One row per withheld amount and the clearest earlier deduction of the same amount: same claim, or same document.
WITH earlier AS (
    SELECT company_code, payer_id, invoice_number, nullif(trim(claim_number), '') AS claim_number, currency, amount,
        payment_id, NULL AS earlier_id, variance_id
    FROM earlier_variances
    -- What the payer paid back, or what went away, he may take again.
    WHERE amount > 0 AND outcome IN ('dispute', 'settled_by_credit') AND repaid_amount < amount
        AND withdrawn_amount < amount AND slot IN ('deduction', 'document')
    UNION ALL
    SELECT company_code, payer_id, invoice_number, claim_number, currency, amount, payment_id, shortfall_id, ''
    FROM withheld
    WHERE is_stated
),

pairs AS (
    SELECT shortfall_id, amount, figure_chance, withheld.claim_number, earlier.claim_number AS earlier_claim,
        earlier.payment_id AS earlier_payment, earlier_id, variance_id
    FROM withheld
    JOIN earlier USING (company_code, invoice_number, amount, currency)
    UNION
    SELECT shortfall_id, amount, figure_chance, withheld.claim_number, earlier.claim_number, earlier.payment_id,
        earlier_id, variance_id
    FROM withheld
    JOIN earlier USING (payer_id, claim_number, amount, currency)
    -- One claim may cover several documents with the same fee on each.
    WHERE withheld.invoice_number IS NULL OR earlier.invoice_number IS NULL
),

weighed AS (
    SELECT
        *,
        CASE
            -- Two claims with numbers of their own are rather two deductions.
            WHEN claim_number <> earlier_claim THEN documented_weight(figure_chance) - scale_refuted()
            ELSE scale_repeated()
        END AS strength
    FROM pairs
    -- Of two taken the same night, the later one is the duplicate.
    WHERE earlier_id IS NULL OR earlier_id < shortfall_id
)

SELECT
    shortfall_id,
    'duplicate' AS dispute_type,
    'deduction' AS dispute_subtype,
    'duplicate/deduction' AS hypothesis,
    amount AS amount_explained,
    strength,
    TRUE AS is_documented,
    'our books: the same amount was deducted with payment ' || coalesce(earlier_payment, '(none)')
    || coalesce(' under claim ' || earlier_claim, '') AS basis,
    'the same amount was already deducted'
    || coalesce(' with payment ' || earlier_payment, '') || coalesce(' under claim ' || earlier_claim, '') AS sentence
FROM weighed
QUALIFY row_number() OVER (PARTITION BY shortfall_id ORDER BY strength DESC, earlier_id NULLS FIRST, variance_id) = 1

-- One row per withheld amount and the clearest earlier deduction of the same amount: the same document or claim, or, where
-- one of the two names no document, the same payer.
-- key: shortfall_id
WITH earlier AS (
    SELECT
        company_code,
        payer_id,
        invoice_number,
        claim_number,
        claim_key(claim_number) AS claim,
        currency,
        amount,
        payment_id,
        NULL AS earlier_id,
        variance_id
    FROM earlier_variances
    -- What the payer paid back, or what went away, he may take again.
    WHERE
        amount > 0 AND outcome IN ('dispute', 'settled_by_credit') AND repaid_amount < amount
        AND withdrawn_amount < amount AND slot IN ('deduction', 'document')
    UNION ALL
    SELECT
        company_code,
        payer_id,
        invoice_number,
        claim_number,
        claim_key(claim_number),
        currency,
        amount,
        payment_id,
        shortfall_id,
        ''
    FROM examined_shortfalls
    WHERE is_stated
),

-- A paper speaks for its figure once: where a part of the document is just this amount, the second of two such deductions
-- has no part of its own.
proven AS (
    SELECT
        shortfall_id,
        count(*) AS part_count
    FROM examined_shortfalls JOIN document_parts USING (document_id)
    WHERE amount IN (untaxed, taxed)
    GROUP BY shortfall_id
),

examined_deductions AS (
    SELECT
        shortfall_id,
        company_code,
        payer_id,
        invoice_number,
        claim_key(claim_number) AS claim,
        currency,
        amount,
        payment_id,
        figure_chance,
        CASE WHEN roundness > 1 THEN coalesce(part_count, 2) ELSE coalesce(part_count, 1) END AS chances,
        -- Those stated before it in this night, of the same payer and amount: all, and without a document.
        count(*) FILTER (is_stated) OVER before AS stated_before,
        count(*) FILTER (is_stated AND invoice_number IS NULL) OVER before AS unplaced_before
    FROM examined_shortfalls LEFT JOIN proven USING (shortfall_id)
    WINDOW before AS (
        PARTITION BY payer_id, amount, currency ORDER BY shortfall_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),

-- A payer may take one amount any number of times: where one of the two names no document, the first stands for all,
-- with their number.
amounts_taken AS (
    SELECT
        payer_id,
        amount,
        currency,
        count(*) FILTER (earlier_id IS NULL) AS taken_before,
        count(*) FILTER (earlier_id IS NULL AND invoice_number IS NULL) AS unplaced_taken_before
    FROM earlier
    GROUP BY payer_id, amount, currency
),

first_taken AS (
    SELECT
        *,
        FALSE AS is_unplaced
    FROM earlier
    QUALIFY row_number() OVER (PARTITION BY payer_id, amount, currency ORDER BY earlier_id NULLS FIRST, variance_id) = 1
    UNION ALL
    SELECT
        *,
        TRUE
    FROM earlier
    WHERE invoice_number IS NULL
    QUALIFY row_number() OVER (PARTITION BY payer_id, amount, currency ORDER BY earlier_id NULLS FIRST, variance_id) = 1
),

pairs AS (
    SELECT
        examined_deductions.*,
        earlier.claim AS earlier_claim,
        earlier.claim_number AS claim_text,
        earlier.payment_id AS earlier_payment,
        earlier.invoice_number AS earlier_invoice,
        earlier_id,
        variance_id
    FROM examined_deductions
    JOIN earlier USING (company_code, invoice_number, amount, currency)
    UNION
    SELECT
        examined_deductions.*,
        earlier.claim,
        earlier.claim_number,
        earlier.payment_id,
        earlier.invoice_number,
        earlier_id,
        variance_id
    FROM examined_deductions
    JOIN earlier USING (payer_id, amount, currency, claim)
    -- One claim may cover several documents with the same fee on each, but it is paid at once.
    WHERE
        examined_deductions.invoice_number IS NULL OR earlier.invoice_number IS NULL
        OR examined_deductions.payment_id <> earlier.payment_id
    UNION
    SELECT
        examined_deductions.*,
        taken.claim,
        taken.claim_number,
        taken.payment_id,
        taken.invoice_number,
        earlier_id,
        variance_id
    FROM examined_deductions
    JOIN first_taken AS taken
        ON
            taken.payer_id = examined_deductions.payer_id AND taken.amount = examined_deductions.amount
            AND taken.currency = examined_deductions.currency
            AND taken.is_unplaced = (examined_deductions.invoice_number IS NOT NULL)
),

counted AS (
    SELECT
        pairs.*,
        count(*) FILTER (invoice_number IS NOT NULL AND earlier_invoice IS NOT NULL) OVER (PARTITION BY shortfall_id)
        + CASE
            WHEN invoice_number IS NULL THEN coalesce(taken_before, 0) + stated_before
            ELSE coalesce(unplaced_taken_before, 0) + unplaced_before
        END AS pair_count
    FROM pairs LEFT JOIN amounts_taken USING (payer_id, amount, currency)
    -- Of two taken the same night, the later one is the duplicate.
    WHERE earlier_id IS NULL OR earlier_id < shortfall_id
),

weighed AS (
    SELECT
        *,
        CASE
            WHEN claim = earlier_claim AND earlier_invoice <> invoice_number THEN documented_weight(figure_chance)
            WHEN claim = earlier_claim OR (invoice_number = earlier_invoice AND (claim IS NULL OR earlier_claim IS NULL))
                THEN scale_repeated()
            -- Two claims with numbers of their own are two deductions where two parts of the document are just this
            -- amount, or where it is as round as fees are.
            WHEN invoice_number = earlier_invoice AND chances = 1 THEN scale_repeated()
            WHEN invoice_number = earlier_invoice THEN documented_weight(figure_chance) - scale_refuted()
            -- The same amount of the same payer, and no more.
            ELSE greatest(arithmetic_weight(figure_chance * pair_count) - scale_refuted(), 0)
        END AS strength
    FROM counted
)

SELECT
    shortfall_id,
    'duplicate' AS dispute_type,
    'deduction' AS dispute_subtype,
    'duplicate/deduction' AS hypothesis,
    amount AS amount_explained,
    strength,
    coalesce(claim = earlier_claim OR invoice_number = earlier_invoice, FALSE) AS is_documented,
    'paper' AS evidence_source,
    'our books: the same amount was deducted with payment ' || coalesce(earlier_payment, '(none)')
    || coalesce(' under claim ' || claim_text, '') AS basis,
    'the same amount was already deducted'
    || coalesce(' with payment ' || earlier_payment, '')
    || CASE WHEN (earlier_invoice IS DISTINCT FROM invoice_number) THEN coalesce(' on ' || earlier_invoice, '') ELSE '' END
    || coalesce(' under claim ' || claim_text, '') AS sentence
FROM weighed
QUALIFY row_number() OVER (PARTITION BY shortfall_id ORDER BY strength DESC, earlier_id NULLS FIRST, variance_id) = 1

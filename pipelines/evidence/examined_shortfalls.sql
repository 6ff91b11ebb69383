-- One row per shortfall of money withheld as a deduction or unsaid, with its document and what the payer says.
-- Discounts, overpayments and misapplied cash are what their slot says; two rules of their own read them.
-- key: shortfall_id
WITH weighed AS (
    SELECT
        *,
        currency_exponent(currency) AS places,
        -- How much likelier than any other a random amount of this roundness is: flat fees are round.
        CASE
            WHEN amount % (CASE currency_exponent(currency) WHEN 3 THEN 5000 ELSE 500 END) = 0
                THEN scale_very_round_weight()
            WHEN amount % (CASE currency_exponent(currency) WHEN 3 THEN 1000 ELSE 100 END) = 0
                THEN scale_round_weight()
            ELSE 1
        END AS roundness
    FROM shortfalls
    WHERE amount > 0 AND slot NOT IN ('discount', 'misapplied')
)

SELECT
    shortfall.* REPLACE (nullif(trim(shortfall.claim_number), '') AS claim_number),
    document.* EXCLUDE (company_code, invoice_number, payer_id, currency),
    document.payer_id AS document_payer_id,
    -- Chance, in parts per million, that a random amount of this size is one given figure.
    least(1000000, 1000000 * roundness // amount) AS figure_chance,
    TRY_CAST(CAST(shortfall.amount AS HUGEINT) * millionths AS BIGINT) AS amount6,
    totals.* EXCLUDE (document_id),
    coalesce(stated_type, words.dispute_type) AS said_type,
    CASE WHEN stated_type IS NULL THEN words.dispute_subtype ELSE stated_subtype END AS said_subtype
FROM weighed AS shortfall
LEFT JOIN examined_documents AS document USING (company_code, invoice_number)
LEFT JOIN document_totals AS totals USING (document_id)
LEFT JOIN stated_words AS words
    ON words.shortfall_id = shortfall.shortfall_id AND words.cause_count = 1

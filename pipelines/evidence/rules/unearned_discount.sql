-- One row per discount taken beyond what was earned, and per withheld amount and base (the total, the goods, goods and
-- freight) of which it is the terms' discount.
-- key: shortfall_id, basis
WITH taken_discounts AS (
    SELECT
        shortfall_id,
        NULL AS figure_chance,
        amount,
        value_date,
        granted_discount,
        currency,
        gross_amount,
        terms_discount,
        discount_percent,
        discount_date,
        NULL AS base_text
    FROM shortfalls
    LEFT JOIN examined_documents USING (company_code, invoice_number, currency)
    WHERE slot = 'discount' AND amount > 0
),

bases AS (
    SELECT
        examined_shortfalls.*,
        gross_amount AS base,
        'the total' AS base_text
    FROM examined_shortfalls
    UNION ALL
    SELECT
        examined_shortfalls.*,
        goods_amount,
        'the goods'
    FROM examined_shortfalls
    WHERE goods_amount <> gross_amount
    UNION ALL
    SELECT
        examined_shortfalls.*,
        goods_amount + freight_amount,
        'goods and freight'
    FROM examined_shortfalls
    WHERE freight_amount > 0 AND goods_amount + freight_amount <> gross_amount
),

terms AS (
    SELECT
        shortfall_id,
        figure_chance,
        amount,
        value_date,
        granted_discount,
        currency,
        gross_amount,
        terms_discount,
        discount_percent,
        discount_date,
        base_text
    FROM bases
    WHERE
        discount_percent > 0
        AND amount = half_up(CAST(base AS HUGEINT) * CAST(discount_percent * 10000 AS HUGEINT), 1000000)
),

told AS (
    SELECT
        *,
        trimmed(discount_percent) || ' %' AS rate,
        money_text(granted_discount, currency_exponent(currency)) || ' ' || currency AS granted,
        money_text(granted_discount + amount, currency_exponent(currency)) || ' ' || currency AS in_all
    FROM (
        SELECT * FROM taken_discounts
        UNION ALL
        SELECT * FROM terms
    )
)

SELECT
    shortfall_id,
    'other' AS dispute_type,
    'unearned_discount' AS dispute_subtype,
    'other/unearned_discount' AS hypothesis,
    amount AS amount_explained,
    CASE
        WHEN base_text IS NULL THEN scale_identical()
        ELSE usual_weight(3 * figure_chance)
    END AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    CASE
        WHEN base_text IS NULL THEN 'the terms: discount taken beyond what was earned'
        ELSE 'arithmetic and the terms: ' || rate || ' of ' || base_text
    END AS basis,
    CASE
        WHEN base_text IS NULL THEN 'taken beyond what the terms grant'
        ELSE 'it equals the terms'' ' || rate || ' discount on ' || base_text
    END
    || CASE
        WHEN granted_discount > 0 AND base_text IS NOT NULL THEN ', which was granted already: ' || granted
        WHEN granted_discount > 0 AND granted_discount = terms_discount
            THEN '; they grant ' || rate || ' of the total, ' || granted || ', and ' || in_all || ' was taken'
        WHEN granted_discount > 0 THEN '; ' || granted || ' was granted, and ' || in_all || ' was taken'
        WHEN value_date > discount_date
            THEN '; paid on ' || value_date || ', the discount ended on ' || discount_date
        WHEN discount_percent > 0 THEN '; the terms are ' || rate || ' until ' || discount_date
        ELSE '; the document grants no discount'
    END AS sentence
FROM told

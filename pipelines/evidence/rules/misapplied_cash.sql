-- One row per difference between what an advice says and what was posted.
-- key: shortfall_id
SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'misapplied_cash' AS dispute_subtype,
    'billing_error/misapplied_cash' AS hypothesis,
    amount AS amount_explained,
    scale_identical() AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'the advice against the posting' AS basis,
    money_text(abs(amount), currency_exponent(currency))
    || ' '
    || currency
    || CASE WHEN amount > 0 THEN ' less' ELSE ' more' END
    || ' was posted' || coalesce(' of payment ' || payment_id, '') || ' than its advice says' AS sentence
FROM shortfalls
WHERE slot = 'misapplied'

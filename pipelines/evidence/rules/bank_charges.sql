-- One row per withheld amount that equals what the bank kept between the advice and the money that came.
-- key: shortfall_id
SELECT
    shortfall_id,
    'other' AS dispute_type,
    'bank_charges' AS dispute_subtype,
    'other/bank_charges' AS hypothesis,
    amount AS amount_explained,
    -- What the bank kept is always just what is short: no figure agrees with another one here.
    scale_document() AS strength,
    FALSE AS is_documented,
    'paper' AS evidence_source,
    'the advice against the money received with payment ' || coalesce(payment_id, '(none)') AS basis,
    'payment ' || coalesce(payment_id, '(none)') || ' arrived ' || money_text(bank_charge, places) || ' ' || currency
    || ' below its advice: costs kept by a bank' AS sentence
FROM examined_shortfalls
WHERE bank_charge = amount

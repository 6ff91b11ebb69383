-- One row per overpayment: a settlement repeated, or more paid than owed.
-- key: shortfall_id
SELECT
    shortfall_id,
    CASE WHEN is_repeat THEN 'duplicate' ELSE 'other' END AS dispute_type,
    CASE WHEN is_repeat THEN 'payment' ELSE 'overpayment' END AS dispute_subtype,
    CASE WHEN is_repeat THEN 'duplicate/payment' ELSE 'other/overpayment' END AS hypothesis,
    amount AS amount_explained,
    scale_identical() AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    CASE WHEN is_repeat THEN 'our books: the document was settled before' ELSE 'our books: more paid than owed' END AS basis,
    CASE
        WHEN is_repeat THEN 'the document was already settled before payment ' ELSE 'more was paid than owed with payment '
    END
    || coalesce(payment_id, '(none)')
    || coalesce(' of ' || value_date, '') AS sentence
FROM shortfalls
WHERE amount < 0 AND slot <> 'misapplied'

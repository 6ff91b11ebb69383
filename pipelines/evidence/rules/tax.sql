-- One row per withheld amount that is all the tax of its document, though nothing says that it is not owed.
-- key: shortfall_id
SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'tax' AS dispute_subtype,
    'billing_error/tax' AS hypothesis,
    amount AS amount_explained,
    usual_weight(figure_chance) AS strength,
    TRUE AS is_documented,
    'arithmetic' AS evidence_source,
    'arithmetic: all the tax of the document' AS basis,
    'it equals all the tax of the document, '
    || coalesce(
        trimmed(highest_tax_percent) || ' % on ' || money_text(goods_amount, places) || ' ' || currency,
        money_text(amount, places) || ' ' || currency
    )
    || '; please state why no tax applies' AS sentence
FROM examined_shortfalls
ANTI JOIN unusual_rates AS unusual
    ON
        unusual.document_id = examined_shortfalls.document_id
        AND is_rounding_of(examined_shortfalls.amount, unusual.beyond, 1)
WHERE amount = coalesce(tax_amount, lines_tax_amount)

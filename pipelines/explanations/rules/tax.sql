-- One row per withheld amount that is all the tax of its document.
SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'tax' AS dispute_subtype,
    'billing_error/tax' AS hypothesis,
    amount AS amount_explained,
    usual_weight(figure_chance) AS strength,
    TRUE AS is_documented,
    'arithmetic and the document: all of its tax' AS basis,
    'it equals all the tax of the document, '
    || coalesce(trimmed(highest_tax_percent) || ' % on ' || money_text(goods_amount, places) || ' ' || currency,
        money_text(amount, places) || ' ' || currency) AS sentence
FROM withheld
WHERE amount = coalesce(tax_amount, lines_tax_amount)

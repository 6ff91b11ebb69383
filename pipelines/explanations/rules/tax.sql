-- One row per withheld amount and base: the document's tax, one line's tax, or the difference to another rate in use.
WITH other_rates AS (
    -- Reduced and zero rates that invoices are mistaken for; one list, because a payer's own rate is on no document.
    SELECT unnest([0, 5, 5.5, 6, 7, 8, 9, 10, 12, 13, 14, 15])::DECIMAL(9, 4) AS other_percent
),

bases AS (
    SELECT
        withheld.*, goods_amount AS base, highest_tax_percent AS rate, 'the goods' AS base_text,
        coalesce(tax_amount, lines_tax_amount) AS base_tax
    FROM withheld
    WHERE coalesce(tax_amount, lines_tax_amount) > 0
    UNION ALL
    SELECT
        withheld.*, line.net_amount, line.tax_percent, 'line ' || line.line_number || ' (' || line.item || ')',
        tax_on(line.net_amount, line.tax4)
    FROM withheld
    JOIN document_lines AS line USING (document_id)
    WHERE line_count > 1 AND line.tax4 > 0 AND withheld.amount <= tax_on(line.net_amount, line.tax4)
),

tried AS (
    SELECT bases.*, other_percent, count(*) OVER (PARTITION BY shortfall_id) AS figures
    FROM bases
    LEFT JOIN other_rates ON other_percent < rate AND (other_percent > 0 OR base_text <> 'the goods')
    UNION ALL
    SELECT bases.*, 0, 1 FROM bases WHERE base_text = 'the goods'
),

fitting AS (
    SELECT
        *,
        CASE WHEN coalesce(other_percent, 0) = 0 THEN base_tax
            ELSE tax_on(base, CAST((rate - other_percent) * 10000 AS HUGEINT)) END AS explained
    FROM tried
)

SELECT
    shortfall_id,
    'billing_error' AS dispute_type,
    'tax' AS dispute_subtype,
    'billing_error/tax' AS hypothesis,
    explained AS amount_explained,
    documented_weight(chance_of_figures(figures, amount, currency))
    - CASE WHEN other_percent = 0 AND base_text = 'the goods' THEN 0 ELSE scale_rare() END AS strength,
    TRUE AS is_documented,
    'arithmetic and the document''s tax: ' || CASE WHEN other_percent = 0 THEN 'all tax on '
        ELSE trimmed(rate) || ' % instead of ' || trimmed(other_percent) || ' % on ' END || base_text AS basis,
    CASE WHEN other_percent = 0 THEN 'it equals the tax of ' || coalesce(trimmed(rate) || ' % ', '') || 'on ' || base_text
        ELSE 'it equals the difference between ' || trimmed(rate) || ' % and ' || trimmed(other_percent)
            || ' % tax on ' || base_text END
    || ', ' || money_text(base, currency) || ' ' || currency AS sentence
FROM fitting
WHERE amount = explained AND other_percent IS NOT NULL

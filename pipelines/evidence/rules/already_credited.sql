-- One row per withheld amount and credit memo, already used, of the same amount for the same document, claim, order or
-- delivery.
-- key: shortfall_id, basis
WITH credits AS (
    SELECT
        company_code,
        currency,
        -gross_amount AS amount,
        invoice_number AS memo_number,
        issue_date AS memo_date,
        original_invoice_number,
        po_number,
        delivery_number
    FROM used_credits
    WHERE gross_amount < 0
),

memo_keys AS (
    SELECT
        memo.*,
        unnest([
            { 'kind': 'invoice ', 'number': original_invoice_number },
            { 'kind': 'claim ', 'number': original_invoice_number },
            { 'kind': 'claim ', 'number': po_number }, { 'kind': 'claim ', 'number': delivery_number },
            { 'kind': 'order ', 'number': po_number }, { 'kind': 'delivery ', 'number': delivery_number }
        ], recursive := TRUE)
    FROM credits AS memo
),

withheld_keys AS (
    SELECT
        shortfall_id,
        figure_chance,
        company_code,
        currency,
        amount,
        invoice_number,
        unnest([
            { 'kind': 'invoice ', 'number': invoice_number }, { 'kind': 'claim ', 'number': claim_number },
            { 'kind': 'order ', 'number': po_number }, { 'kind': 'delivery ', 'number': delivery_number }
        ], recursive := TRUE)
    FROM examined_shortfalls
),

pairs AS (
    SELECT
        shortfall_id,
        figure_chance,
        company_code,
        currency,
        amount,
        memo_number,
        memo_date,
        kind,
        number,
        -- An order or a delivery may have several documents; the memo names another one of them.
        kind IN ('order ', 'delivery ') AND withheld_keys.invoice_number <> original_invoice_number AS is_loose
    FROM withheld_keys JOIN memo_keys USING (company_code, currency, amount, kind, number)
    UNION ALL
    -- The memo itself is netted a second time.
    SELECT
        w.shortfall_id,
        w.figure_chance,
        w.company_code,
        w.currency,
        w.amount,
        c.memo_number,
        c.memo_date,
        'memo ',
        c.memo_number,
        FALSE
    FROM examined_shortfalls AS w JOIN credits AS c ON c.company_code = w.company_code AND c.memo_number = w.invoice_number
)

SELECT
    shortfall_id,
    'duplicate' AS dispute_type,
    'already_credited' AS dispute_subtype,
    'duplicate/already_credited' AS hypothesis,
    amount AS amount_explained,
    -- A credit is mostly used up by the first of two deductions: the second is taken again, and says more: it was credited.
    CASE WHEN is_loose THEN documented_weight(figure_chance) - scale_rare() ELSE scale_repeated() + scale_rare() END
        AS strength,
    TRUE AS is_documented,
    'paper' AS evidence_source,
    'our books: credit memo ' || memo_number || ' of ' || memo_date || link || ' is used' AS basis,
    CASE
        WHEN kind = 'memo ' THEN 'our credit memo ' || memo_number || ' of ' || memo_date || ' was already used'
        ELSE 'it was already credited with ' || memo_number || ' of ' || memo_date || link
    END AS sentence
FROM (
    SELECT
        *,
        CASE WHEN kind = 'memo ' THEN '' ELSE ' for ' || kind || number END AS link
    FROM pairs
)
QUALIFY row_number() OVER (
    PARTITION BY shortfall_id, memo_number
    ORDER BY coalesce(is_loose, FALSE), CASE kind WHEN 'invoice ' THEN 1 WHEN 'claim ' THEN 2 ELSE 3 END, kind
) = 1

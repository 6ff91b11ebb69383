-- One row per line of advice, document of its group, tier at which one of its references (or a part of it) may mean it,
-- and amount that it owes by that reading: of two claims on one document, each has what is open of it.
-- key: line_no, document_no, tier, due, net_due
WITH claimed AS (
    -- By a claim's number a document owes what is open of the claim on it.
    SELECT
        k.line_no,
        d.document_no,
        k.key,
        sum(d.open_amount)::BIGINT AS due
    FROM line_keys AS k JOIN advice_lines AS l USING (line_no)
    JOIN disputes AS d ON normal_reference(d.claim_number) = k.key AND d.receipt_no IS DISTINCT FROM l.receipt_no
    WHERE k.tier = tier_of('claim') AND d.document_no IS NOT NULL AND d.open_amount > 0
    GROUP BY ALL
),

written AS (
    -- Once per line, and short: a line may have as many candidates as its payer has documents.
    SELECT
        line_no,
        CASE WHEN may_be_near(invoice_reference) THEN invoice_reference END AS near_reference,
        right(last_digits(invoice_reference), longest_number()) AS digits,
        invoice_reference IN (SELECT reference FROM reference_parts) AS names_several
    FROM advice_lines SEMI JOIN (
        SELECT line_no FROM line_keys
        WHERE tier IN (tier_of('last_digits'), tier_of('slip'))
    ) USING (line_no)
),

joined AS (
    SELECT
        k.line_no,
        d.document_no,
        NOT starts_with(k.key, 'P') AS is_of_amount,
        l.paid_amount,
        l.invoice_amount,
        l.paid_amount < 0 AND (l.claim_number IS NOT NULL OR l.reason_code IS NOT NULL) AS is_deduction,
        i.effective_gross AS gross,
        i.terms_discount,
        i.all_digits,
        i.digit_key,
        coalesce(c.due, s.due) AS due,
        CASE WHEN k.tier = tier_of('slip') THEN near_tier(
            w.near_reference, i.normal_key, i.digit_key,
            [digits_of(i.po_number), digits_of(i.delivery_number)]
        ) ELSE k.tier END AS tier,
        CASE WHEN c.due IS NULL THEN least(
            earnable_on(o.value_date, i.discount_date, i.terms_discount - s.granted),
            greatest(s.due, 0)
        ) ELSE 0 END AS earnable,
        l.paid_amount + l.discount_amount + l.deduction_amount AS settled_amount,
        w.digits,
        w.names_several,
        c.due IS NOT NULL AND k.key = normal_reference(l.claim_number) AS is_by_claim_number,
        k.tier = tier_of('claim') AND k.key = normal_reference(l.invoice_reference) AS is_by_claim_reference
    FROM line_keys AS k
    JOIN advice_lines AS l USING (line_no)
    JOIN receipts AS o USING (receipt_no)
    JOIN item_keys AS d
        ON
            d.pool = k.pool AND d.tier = k.key_tier AND d.key = k.key
            AND d.receipt_no IS DISTINCT FROM l.receipt_no
    JOIN documents_in_play AS i
        ON
            i.document_no = d.document_no AND i.group_id = l.group_id AND i.currency = l.currency
            AND (l.company_code IS NULL OR i.company_code = l.company_code)
    JOIN opening_balances AS s ON s.document_no = i.document_no
    LEFT JOIN claimed AS c ON c.line_no = k.line_no AND c.document_no = d.document_no AND c.key = k.key
    LEFT JOIN written AS w ON w.line_no = k.line_no AND k.tier IN (tier_of('last_digits'), tier_of('slip'))
),

weighed AS (
    SELECT
        *,
        states_amount(paid_amount, settled_amount, invoice_amount, gross, due, terms_discount) AS agrees,
        -- Last digits prove little: a whole end of either number, the right sign (a claim or a reason takes from an
        -- invoice), and five digits or the amount.
        (ends_with(all_digits, digits) OR ends_with(digits, digit_key))
        AND (paid_amount >= 0 OR is_deduction) = (gross > 0)
        AND (
            (length(digits) >= 5 AND NOT names_several)
            OR coalesce(invoice_amount = gross, FALSE)
            OR settled_amount IN (gross, due)
        )
            AS is_sure_end
    FROM joined
    WHERE tier IS NOT NULL
    -- Of two open claims on one document, that of the line's claim number is meant, and not the one that its reference
    -- names.
    QUALIFY
        coalesce(is_by_claim_number, FALSE) OR NOT coalesce(is_by_claim_reference, FALSE)
        OR NOT coalesce(bool_or(is_by_claim_number) OVER (PARTITION BY line_no, document_no), FALSE)
)

SELECT
    line_no,
    document_no,
    tier,
    due,
    due - earnable AS net_due,
    agrees,
    bool_or(is_near_tier(tier) AND is_of_amount) AS is_near_by_amount
FROM weighed
WHERE
    CASE
        WHEN tier IN (tier_of('exact'), tier_of('normalised'), tier_of('claim')) OR is_near_tier(tier) THEN TRUE
        WHEN tier = tier_of('last_digits') THEN is_sure_end
        ELSE gross > 0 OR paid_amount < 0
    END
GROUP BY ALL
UNION ALL
SELECT
    line_no,
    document_no,
    tier,
    due,
    net_due,
    agrees,
    FALSE
FROM plain_lines

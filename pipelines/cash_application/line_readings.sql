-- One row per line of advice and document (or none): what it says it puts there, how sure, and what it states.
-- key: line_no, document_no?, cash_amount
WITH known_claims AS (
    SELECT DISTINCT
        group_id,
        currency,
        normal_reference(claim_number) AS claim_key
    FROM disputes
    WHERE claim_number IS NOT NULL
),

counted AS (
    SELECT
        line_no,
        max(choices) AS choices
    FROM line_choices
    GROUP BY line_no
)

SELECT
    -- What one line takes off several documents is each one's earned discount, which is granted document by document.
    l.* REPLACE (CASE WHEN t.is_split THEN 0 ELSE l.discount_amount END AS discount_amount),
    t.document_no,
    coalesce(t.tier, tier_of('none')) AS tier,
    coalesce(c.choices, 0) AS candidates,
    CASE WHEN t.is_split THEN t.cash_amount ELSE l.paid_amount END AS cash_amount,
    coalesce(t.is_split, FALSE) AS is_split,
    CASE
        WHEN t.document_no IS NOT NULL THEN 'matched'
        -- Money that is withheld is withheld, wherever it lies; where no money comes, nothing is applied while it is
        -- not clear.
        WHEN l.paid_amount < 0 AND (coalesce(c.choices, 0) = 0 OR NOT s.is_moneyless) THEN 'claim'
        WHEN l.paid_amount > 0 AND k.claim_key IS NOT NULL AND coalesce(c.choices, 0) = 0 THEN 'claim'
        WHEN coalesce(c.choices, 0) > 1 THEN 'ambiguous'
        ELSE 'not_found'
    END AS status,
    -- A discount is one in whichever column or line it stands: the payer says so, or it is the terms' discount, uncoded.
    CASE
        WHEN
            t.document_no IS NOT NULL AND NOT i.is_credit AND (
                coalesce(m.stated_subtype = 'unearned_discount', FALSE)
                OR (l.reason_code IS NULL AND says_discount(l.reason_text))
                OR (
                    l.reason_code IS NULL AND l.reason_text IS NULL AND l.discount_amount = 0
                    AND i.terms_discount > 0 AND i.terms_discount IN (l.deduction_amount, -l.paid_amount)
                )
            )
            THEN CASE WHEN l.paid_amount < 0 THEN -l.paid_amount ELSE l.deduction_amount END
        ELSE 0
    END AS moved_discount,
    coalesce(i.is_credit, FALSE) AS is_credit,
    coalesce(m.no_dispute = 'partial_payment', FALSE) OR says_in_part(l.reason_text) AS is_part,
    m.stated_type,
    m.stated_subtype
FROM advice_lines AS l
JOIN receipts AS s USING (receipt_no)
LEFT JOIN line_targets AS t USING (line_no)
LEFT JOIN counted AS c USING (line_no)
LEFT JOIN documents_in_play AS i ON i.document_no = t.document_no
LEFT JOIN known_claims AS k
    ON
        k.group_id = l.group_id AND k.currency = l.currency
        AND k.claim_key = normal_reference(coalesce(l.claim_number, l.invoice_reference))
LEFT JOIN code_meanings AS m ON m.payer_id IS NOT DISTINCT FROM l.coding_payer_id AND m.reason_code = l.reason_code

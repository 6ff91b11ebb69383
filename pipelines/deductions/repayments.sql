-- One row per dispute and source (or document) whose money of tonight closes it, wholly or in part: same claim, then
-- same amount, then oldest.
-- key: variance_id, receipt_no?
WITH money AS (
    SELECT
        document_no,
        repaid AS amount
    FROM document_settlements
    WHERE repaid > 0
),

named AS (
    SELECT
        document_no,
        list(DISTINCT claim) AS claims,
        list(DISTINCT amount) AS amounts
    FROM (
        SELECT
            document_no,
            normal_reference(claim_number) AS claim,
            advised_amount AS amount
        FROM line_pieces
        UNION ALL
        SELECT
            document_no,
            NULL,
            cash
        FROM capped_allocations
    )
    GROUP BY document_no
),

stacked AS (
    SELECT
        d.variance_id,
        d.document_no,
        d.open_amount - coalesce(w.amount, 0) AS open_amount,
        m.amount,
        coalesce(sum(d.open_amount - coalesce(w.amount, 0)) OVER (
            PARTITION BY d.document_no
            ORDER BY
                coalesce(
                    list_contains(n.claims, normal_reference(d.claim_number)) AND d.claim_number IS NOT NULL, FALSE
                ) DESC,
                coalesce(list_contains(n.amounts, d.open_amount), FALSE) DESC, d.opened_date, d.variance_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before
    FROM disputes AS d
    JOIN money AS m USING (document_no)
    LEFT JOIN named AS n USING (document_no)
    LEFT JOIN restated_disputes AS w ON w.variance_id = d.variance_id
    WHERE
        d.holds_document AND coalesce(d.receipt_mode, 'idle') <> 'full'
        AND d.variance_id NOT IN (SELECT variance_id FROM returned_variances)
),

refunds AS (
    SELECT
        receipt_no,
        sum(amount)::BIGINT AS amount
    FROM reversal_rows
    WHERE method = 'refund' AND receipt_no = original_no
    GROUP BY ALL
),

claims_paid AS (
    -- Several lines of one advice may repay one claim.
    SELECT
        min(line_no) AS line_no,
        receipt_no,
        normal_reference(coalesce(claim_number, invoice_reference)) AS claim_key,
        sum(cash_amount)::BIGINT AS cash_amount
    FROM line_pieces
    WHERE status = 'claim' AND cash_amount > 0
    GROUP BY receipt_no, claim_key
),

claim_money AS (
    -- Several sources of one night may repay one claim, one after the other.
    SELECT
        *,
        sum(cash_amount) OVER (PARTITION BY company_code, group_id, currency, claim_key ORDER BY line_no)
        - cash_amount AS low
    FROM claims_paid JOIN (
        SELECT
            receipt_no,
            company_code,
            group_id,
            currency
        FROM receipts
    ) USING (receipt_no)
),

claim_amounts AS (
    SELECT
        company_code,
        group_id,
        currency,
        claim_key,
        list(cash_amount) AS amounts
    FROM claim_money
    GROUP BY ALL
),

claim_disputes AS (
    SELECT
        variance_id,
        company_code,
        group_id,
        currency,
        claim_key,
        d.open_amount,
        sum(d.open_amount) OVER (
            PARTITION BY company_code, group_id, currency, claim_key
            ORDER BY list_contains(a.amounts, d.open_amount) DESC, d.opened_date, variance_id
        ) - d.open_amount AS low
    FROM (
        SELECT
            *,
            normal_reference(claim_number) AS claim_key
        FROM disputes
    ) AS d
    JOIN claim_amounts AS a USING (company_code, group_id, currency, claim_key)
    WHERE
        d.document_no IS NULL AND d.open_amount > 0 AND coalesce(d.receipt_mode, 'idle') <> 'full'
        AND variance_id NOT IN (SELECT variance_id FROM returned_variances)
)

SELECT
    variance_id,
    document_no,
    NULL::INTEGER AS receipt_no,
    '' AS claim_key,
    least(open_amount, amount - before)::BIGINT AS amount
FROM stacked
WHERE before < amount AND open_amount > 0
UNION ALL
SELECT
    d.variance_id,
    NULL,
    m.receipt_no,
    claim_key,
    (least(m.low + m.cash_amount, d.low + d.open_amount) - greatest(m.low, d.low))::BIGINT
FROM claim_money AS m JOIN claim_disputes AS d USING (company_code, group_id, currency, claim_key)
WHERE least(m.low + m.cash_amount, d.low + d.open_amount) > greatest(m.low, d.low)
UNION ALL
-- Money sent back closes the overpayments it rests on, with a negative repayment: same amount first, then oldest.
SELECT
    variance_id,
    NULL,
    NULL,
    '',
    -least(-open_amount, refunded - before)::BIGINT
FROM (
    SELECT
        d.variance_id,
        d.open_amount,
        r.amount AS refunded,
        coalesce(sum(-d.open_amount) OVER (
            PARTITION BY d.receipt_no ORDER BY -d.open_amount = r.amount DESC, d.opened_date, d.variance_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before
    FROM disputes AS d JOIN refunds AS r USING (receipt_no)
    WHERE d.slot = 'overpayment' AND d.open_amount < 0 AND d.receipt_mode <> 'full'
)
WHERE before < refunded
UNION ALL
-- Money that was sent back less than we were told is held again, latest first.
SELECT
    variance_id,
    NULL,
    NULL,
    '',
    least(-repaid_amount, -refunded - before)::BIGINT
FROM (
    SELECT
        d.variance_id,
        d.repaid_amount,
        r.amount AS refunded,
        coalesce(sum(-d.repaid_amount) OVER (
            PARTITION BY d.receipt_no ORDER BY d.opened_date DESC, d.variance_id DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before
    FROM disputes AS d JOIN refunds AS r USING (receipt_no)
    WHERE d.slot = 'overpayment' AND d.repaid_amount < 0 AND d.receipt_mode <> 'full'
)
WHERE before < -refunded

-- One row per variance of other payments on a short document, with its payer's claim number, or of its payer and amount
-- where one of the two names no document.
-- key: variance_id
WITH shortfall_keys AS (
    SELECT
        *,
        normal_reference(claim_number) AS claim,
        coalesce('=' || payment_id, '') AS payment
    FROM shortfalls
),

-- One row per key instead of one per shortfall: thousands of claims may have one number. Of the payments of a key the first
-- and the last say whether any is another one than a variance's.
documents_asked AS (
    SELECT
        company_code,
        invoice_number,
        min(payment) AS first_payment,
        max(payment) AS last_payment
    FROM shortfall_keys
    GROUP BY company_code, invoice_number
),

claims_asked AS (
    SELECT
        payer_id,
        claim,
        min(payment) AS first_payment,
        max(payment) AS last_payment
    FROM shortfall_keys
    WHERE claim_number IS NOT NULL
    GROUP BY payer_id, claim
),

amounts_asked AS (
    SELECT
        payer_id,
        currency,
        amount,
        invoice_number IS NULL AS lacks_document,
        min(payment) AS first_payment,
        max(payment) AS last_payment
    FROM shortfall_keys
    GROUP BY payer_id, currency, amount, lacks_document
),

known AS (
    SELECT
        variance_id,
        company_code,
        invoice_number,
        payer_id,
        currency,
        amount,
        claim_number,
        normal_reference(claim_number) AS claim,
        coalesce('=' || payment_id, '') AS payment
    FROM disputes
),

pairs AS (
    SELECT
        variance_id,
        payment,
        first_payment,
        last_payment
    FROM known JOIN documents_asked USING (company_code, invoice_number)
    UNION ALL
    SELECT
        variance_id,
        payment,
        first_payment,
        last_payment
    FROM known JOIN claims_asked USING (payer_id, claim)
    WHERE claim_number IS NOT NULL
    UNION ALL
    SELECT
        variance_id,
        payment,
        first_payment,
        last_payment
    FROM known JOIN amounts_asked USING (payer_id, currency, amount)
    WHERE invoice_number IS NULL OR lacks_document
)

SELECT * EXCLUDE (group_id, document_no, receipt_no, receipt_mode, closed_amount, holds_document)
FROM disputes
WHERE
    slot IN ('deduction', 'discount') AND variance_id NOT IN (SELECT variance_id FROM returned_variances)
    AND variance_id IN (
        SELECT variance_id FROM pairs
        WHERE payment <> first_payment OR payment <> last_payment
    )

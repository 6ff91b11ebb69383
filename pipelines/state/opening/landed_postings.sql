-- One row per posting of tonight's extract, with why it cannot be taken, if so.
-- key: company_code, payment_id, invoice_number
WITH joined AS (
    SELECT
        l.*, p.payment_id AS known_payment, p.amount AS payment_amount, p.currency, d.currency AS document_currency,
        d.allocated_amount AS document_allocated,
        to_minor(l.applied_amount, p.currency) AS applied_minor,
        to_minor(coalesce(l.discount_amount, 0), p.currency) AS discount_minor
    FROM landed_cash_applications AS l
    LEFT JOIN night_payments AS p USING (company_code, payment_id)
    LEFT JOIN night_documents AS d USING (company_code, invoice_number)
), claims AS (
    -- What is taken off a posted document is in its posting.
    SELECT a.tied_company_code AS company_code, a.tied_payment_id AS payment_id, -sum(a.paid_amount) AS claimed
    FROM night_advice AS a
    WHERE a.paid_amount < 0 AND NOT EXISTS (
        SELECT 1 FROM joined AS j
        WHERE j.company_code = a.tied_company_code AND j.payment_id = a.tied_payment_id AND j.applied_minor > 0
            AND normal_reference(j.invoice_number) = normal_reference(a.invoice_reference)
    )
    GROUP BY ALL
), posted_before AS (
    SELECT o.company_code, o.payment_id, sum(o.applied_amount) AS applied FROM old_postings AS o
    ANTI JOIN landed_cash_applications AS l USING (company_code, payment_id, invoice_number)
    GROUP BY ALL
), checked_postings AS (
    SELECT
        j.*,
        sum(applied_minor) OVER (PARTITION BY j.company_code, j.payment_id) + coalesce(b.applied, 0) AS posted_in_all,
        greatest(payment_amount, 0) + coalesce(c.claimed, 0) AS money,
        sum(abs(applied_minor) + abs(discount_minor)) OVER (PARTITION BY j.company_code, j.invoice_number)
            + abs(document_allocated) AS posted_on_document
    FROM joined AS j
    LEFT JOIN claims AS c USING (company_code, payment_id)
    LEFT JOIN posted_before AS b USING (company_code, payment_id)
)
SELECT
    *,
    CASE
        WHEN known_payment IS NULL THEN 'payment not known: ' || payment_id
        WHEN document_currency IS NULL THEN 'document not known: ' || invoice_number
        WHEN currency <> document_currency
            THEN 'currency: payment is in ' || currency || ', document in ' || document_currency
        WHEN to_money(applied_minor, currency) <> applied_amount
            OR to_money(discount_minor, currency) <> coalesce(discount_amount, 0)
            THEN 'applied_amount, discount_amount: too many digits for ' || currency
        WHEN posted_in_all > money
            THEN 'applied_amount: postings of the payment exceed its money: expected at most '
                || to_total(money, currency) || ', found ' || to_total(posted_in_all, currency)
        WHEN to_total(posted_in_all, currency) < -largest_amount()
            THEN 'applied_amount: postings of the payment take back more than a payment may be: expected at least '
                || -largest_amount() || ', found ' || to_total(posted_in_all, currency)
        WHEN to_total(posted_on_document, currency) > largest_total()
            THEN 'applied_amount, discount_amount: postings on the document: expected at most ' || largest_total()
                || ' in all, found ' || to_total(posted_on_document, currency)
    END AS refusal
FROM checked_postings

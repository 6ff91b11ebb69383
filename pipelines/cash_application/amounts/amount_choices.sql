-- One row per payment that names nothing: how many sets of documents add up to it, and why it is not posted (null: it is).
-- key: receipt_no
WITH counted AS (
    SELECT
        receipt_no,
        count(*) AS explanations,
        max(odds) AS odds,
        any_value(documents) AS documents
    FROM amount_explanations
    GROUP BY receipt_no
),

decided_payments AS (
    SELECT
        s.receipt_no,
        coalesce(c.explanations, 0) AS explanations,
        c.documents,
        s.is_repeating,
        CASE
            WHEN c.receipt_no IS NULL AND s.documents > smallest_limit() THEN 'too_many_to_combine'
            WHEN c.receipt_no IS NULL THEN 'no_reference'
            WHEN c.explanations > 1 OR s.is_repeating OR c.odds < least_odds() THEN 'ambiguous'
        END AS reason
    FROM amount_scales AS s LEFT JOIN counted AS c USING (receipt_no)
),

claimed AS (
    -- Two payments that claim one document with nothing but their amounts: neither is believed.
    SELECT
        receipt_no,
        bool_or(claims > 1) AS is_contended
    FROM (
        SELECT
            receipt_no,
            count(*) OVER (PARTITION BY document_no) AS claims
        FROM (
            SELECT
                receipt_no,
                unnest(documents) AS document_no
            FROM decided_payments
            WHERE reason IS NULL
        )
    )
    GROUP BY receipt_no
)

SELECT
    j.receipt_no,
    j.explanations,
    j.is_repeating,
    CASE WHEN c.is_contended THEN 'conflict' ELSE j.reason END AS reason
FROM decided_payments AS j LEFT JOIN claimed AS c USING (receipt_no)

-- One row per credit memo that gets its credit back, with the document that it was used on: last of all that a lower gross
-- moves, the latest memo first.
-- key: credit_no
WITH moved AS (
    SELECT
        document_no,
        sum(amount)::BIGINT AS amount
    FROM (
        SELECT
            document_no,
            amount
        FROM restated_money
        UNION ALL
        SELECT
            document_no,
            amount
        FROM restated_discounts
    )
    GROUP BY ALL
),

wanting AS (
    SELECT
        i.document_no,
        i.company_code,
        i.group_id,
        i.currency,
        i.invoice_number,
        i.po_number,
        i.delivery_number,
        least(r.excess - r.from_disputes - coalesce(m.amount, 0), i.credited_amount) AS amount
    FROM restated AS r JOIN documents_in_play AS i USING (document_no) LEFT JOIN moved AS m USING (document_no)
    WHERE NOT i.is_credit
),

claims AS (
    SELECT
        document_no,
        list(DISTINCT normal_reference(claim_number)) AS claims
    FROM disputes
    WHERE normal_reference(claim_number) <> '' AND document_no IS NOT NULL
    GROUP BY ALL
),

givers AS (
    SELECT
        w.document_no,
        w.amount AS wanted,
        m.document_no AS credit_no,
        m.issue_date,
        -m.credited_amount AS given
    FROM wanting AS w
    LEFT JOIN claims AS c USING (document_no)
    JOIN documents_in_play AS m
        ON
            m.is_credit AND m.credited_amount < 0 AND m.company_code = w.company_code
            AND m.group_id = w.group_id AND m.currency = w.currency AND (
                m.original_invoice_number = w.invoice_number
                OR m.po_number = w.po_number
                OR m.delivery_number = w.delivery_number
                OR list_has_any(
                    c.claims, [normal_reference(m.original_invoice_number), m.normal_key, normal_reference(m.po_number)]
                )
            )
    WHERE w.amount > 0
    QUALIFY
        row_number()
            OVER (
                PARTITION BY m.document_no
                ORDER BY m.original_invoice_number = w.invoice_number DESC NULLS LAST, w.document_no
            )
        = 1
),

stacked AS (
    SELECT
        *,
        coalesce(sum(given) OVER (
            PARTITION BY document_no
            ORDER BY issue_date DESC, credit_no DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM givers
)

SELECT
    document_no,
    credit_no,
    least(given, wanted - before)::BIGINT AS amount
FROM stacked
WHERE before < wanted

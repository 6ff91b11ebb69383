-- One row per difference of tonight: what becomes of it.
-- key: difference_no
WITH paid_later AS (
    -- Money that arrived after this payment was not yet there: what it left unpaid was open before it as well.
    SELECT
        f.difference_no,
        sum(p.amount)::BIGINT AS amount
    FROM differences AS f JOIN placed_money AS p ON p.document_no = f.document_no AND p.receipt_no > f.receipt_no
    GROUP BY f.difference_no
)

SELECT
    f.difference_no,
    CASE
        WHEN f.slot = 'earned_discount' THEN 'earned_discount'
        WHEN f.is_tolerable THEN 'tolerance'
        WHEN c.difference_no IS NOT NULL THEN 'settled_by_credit'
        WHEN f.slot = 'deduction' AND NOT f.is_stated AND f.document_no IS NOT NULL AND NOT i.is_credit AND (
            f.is_part OR (
                f.paid_amount > 0 AND f.reason_code IS NULL AND v.dispute_subtype = 'unexplained'
                -- Half or less of what was open before it: no more than it leaves open, the odd unit included.
                AND least(f.paid_amount, h.applied - h.repaid)
                <= coalesce(f.whole_amount, f.amount) + h.granted + coalesce(l.amount, 0) + 1
                AND f.document_no NOT IN (
                    SELECT document_no FROM deductions
                    WHERE document_no IS NOT NULL
                )
            )
        ) THEN 'partial_payment'
        ELSE 'dispute'
    END AS outcome
FROM differences AS f
LEFT JOIN difference_verdicts AS v ON v.shortfall_id = f.difference_no
LEFT JOIN settled_by_credit AS c ON c.difference_no = f.difference_no
LEFT JOIN documents_in_play AS i ON i.document_no = f.document_no
LEFT JOIN document_settlements AS h ON h.document_no = f.document_no
LEFT JOIN paid_later AS l ON l.difference_no = f.difference_no

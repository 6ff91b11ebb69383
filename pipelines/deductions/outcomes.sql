-- One row per difference of tonight: what becomes of it.
-- key: found_no
SELECT
    f.found_no,
    CASE
        WHEN f.slot = 'earned_discount' THEN 'earned_discount'
        WHEN f.is_tolerable THEN 'tolerance'
        WHEN c.found_no IS NOT NULL THEN 'settled_by_credit'
        WHEN f.slot = 'deduction' AND NOT f.is_stated AND f.document_no IS NOT NULL AND NOT i.is_credit AND (
            f.is_part OR (
                f.paid_amount > 0 AND f.reason_code IS NULL AND v.dispute_subtype = 'unexplained'
                AND (i.effective_gross - d.due - d.closed + h.applied) * 2 < i.effective_gross
                AND f.document_no NOT IN (SELECT document_no FROM deductions WHERE document_no IS NOT NULL)
            )) THEN 'partial_payment'
        ELSE 'dispute'
    END AS outcome
FROM found AS f
LEFT JOIN verdicts AS v ON v.shortfall_id = f.found_no
LEFT JOIN settled_by_credit AS c ON c.found_no = f.found_no
LEFT JOIN items AS i ON i.document_no = f.document_no
LEFT JOIN standing AS d ON d.document_no = f.document_no
LEFT JOIN shares AS h ON h.document_no = f.document_no

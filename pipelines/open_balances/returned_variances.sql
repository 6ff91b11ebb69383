-- One row per variance that a return takes with it: those of the payment on the documents that are wholly taken back.
-- key: variance_id
SELECT DISTINCT
    d.variance_id,
    d.document_no,
    d.receipt_no,
    d.slot,
    d.outcome,
    d.amount,
    d.open_amount
FROM disputes AS d
JOIN reversal_rows AS r ON r.original_no = d.receipt_no AND r.document_no IS NOT DISTINCT FROM d.document_no
WHERE r.is_all_of_it AND d.slot <> 'overpayment'
UNION
SELECT
    d.variance_id,
    d.document_no,
    d.receipt_no,
    d.slot,
    d.outcome,
    d.amount,
    d.open_amount
FROM disputes AS d JOIN reversals AS v ON v.original_no = d.receipt_no
WHERE v.is_whole AND d.slot <> 'overpayment'

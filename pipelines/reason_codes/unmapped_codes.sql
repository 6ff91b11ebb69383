-- One row per payer and code of the variances whose code meant nothing when it came.
-- key: payer_id, reason_code
SELECT DISTINCT
    payer_id,
    reason_code
FROM book_coded_variances
WHERE outcome <> 'withdrawn' AND is_live

-- One row per dispute where original is not open + credited + repaid + written off + withdrawn.
SELECT
    variance_id,
    currency,
    original_amount,
    open_amount,
    credited_amount,
    repaid_amount,
    written_off_amount,
    withdrawn_amount
FROM book_variances
WHERE original_amount <> open_amount + credited_amount + repaid_amount + written_off_amount + withdrawn_amount

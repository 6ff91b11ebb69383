-- One row per dispute that is open in the books and not on the worklist, or the other way round, or with other money.
WITH open_disputes AS (
    SELECT
        variance_id,
        to_money(original_amount, currency) AS original,
        to_money(open_amount, currency) AS open,
        to_money(credited_amount, currency) AS credited,
        to_money(repaid_amount, currency) AS repaid,
        to_money(written_off_amount, currency) AS written_off,
        to_money(withdrawn_amount, currency) AS withdrawn
    FROM book_variances
    WHERE open_amount <> 0
)

SELECT
    v.*,
    w.dispute_id,
    w.original_amount,
    w.open_amount
FROM open_disputes AS v
FULL JOIN worklist AS w ON v.variance_id = w.dispute_id
WHERE
    v.variance_id IS NULL
    OR w.dispute_id IS NULL
    OR (original, open, credited, repaid, written_off, withdrawn) <> (
        w.original_amount, w.open_amount, w.credited_amount, w.repaid_amount, w.written_off_amount, w.withdrawn_amount
    )

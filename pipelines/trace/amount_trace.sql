-- One row per payment that names nothing and set of documents that adds up to it, or comes near, and why it was taken
-- or left.
-- key: receipt_no, documents
WITH fitting AS (
    SELECT
        e.receipt_no,
        e.documents,
        'amount_' || e.family AS method,
        u.money AS candidate_amount,
        CASE
            WHEN c.reason IS NULL THEN 'posted'
            WHEN c.reason = 'conflict' THEN 'claimed_twice'
            WHEN c.explanations > 1 THEN 'several_fit'
            WHEN c.is_repeating THEN 'repeating_amounts'
            ELSE 'may_be_chance'
        END AS reason
    FROM amount_explanations AS e JOIN amount_choices AS c USING (receipt_no) JOIN unreferenced AS u USING (receipt_no)
    QUALIFY row_number() OVER (PARTITION BY e.receipt_no ORDER BY e.odds DESC, e.documents) <= closest()
)

FROM fitting
UNION ALL
SELECT
    receipt_no,
    documents,
    'amount_' || family,
    total,
    'other_amount'
FROM amount_decoys
    AS d ANTI JOIN (
    FROM fitting
    WHERE reason = 'posted'
) AS f
    ON f.receipt_no = d.receipt_no

-- One row per open dispute that shares its cause: at least two of one payer with one type, subtype and best hypothesis.
-- `unexplained` is no cause, and money that we hold has none.
SELECT variance_id, md5(concat_ws('|', payer_id, dispute_type, dispute_subtype, hypothesis)) AS root_cause_id
FROM (
    SELECT variance_id, payer_id, dispute_type, dispute_subtype, evidence[1].hypothesis AS hypothesis
    FROM open_disputes
    WHERE open_amount > 0 AND dispute_subtype <> 'unexplained'
)
WHERE hypothesis IS NOT NULL
QUALIFY count(*) OVER (PARTITION BY payer_id, dispute_type, dispute_subtype, hypothesis) > 1

-- One row per open dispute that shares its cause: two or more of one payer, type, subtype and best hypothesis.
-- `unexplained` is no cause, and money that we hold has none.
SELECT variance_id, md5(concat_ws('|', payer_id, dispute_type, dispute_subtype, hypothesis)) AS root_cause_id
FROM open_disputes
WHERE open_amount > 0 AND dispute_subtype <> 'unexplained' AND hypothesis IS NOT NULL
QUALIFY count(*) OVER (PARTITION BY payer_id, dispute_type, dispute_subtype, hypothesis) > 1

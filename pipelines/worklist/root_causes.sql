-- One row per open dispute that shares its cause: two or more documented ones of one payer, type and subtype whose best
-- explanation rests on the same words (the same agreed and billed price, all tax of the document, …).
SELECT variance_id, md5(concat_ws('|', payer_id, dispute_type, dispute_subtype, cause)) AS root_cause_id
FROM open_disputes
WHERE open_amount > 0 AND is_documented
QUALIFY count(*) OVER (PARTITION BY payer_id, dispute_type, dispute_subtype, cause) > 1

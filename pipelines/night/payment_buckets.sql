-- One row per payment: the bucket of its payer group.
-- key: company_code, payment_id
SELECT company_code, payment_id, bucket FROM night_payments JOIN group_buckets USING (group_id)

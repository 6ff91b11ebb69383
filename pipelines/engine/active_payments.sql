-- One row per payment of a payer group with news: its bucket.
SELECT company_code, payment_id, bucket FROM night_payments JOIN active_groups USING (group_id)

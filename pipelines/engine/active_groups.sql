-- One row per payer group with news: its bucket.
SELECT group_id, bucket FROM group_buckets WHERE bucket IS NOT NULL

-- One row per shortfall and cause that the payer's words name (`pipelines/catalog/subtypes.py`).
-- key: shortfall_id, dispute_type, dispute_subtype
WITH heard AS (
    SELECT
        shortfall_id,
        unnest(causes_said(lower(reason_text))) AS dispute_subtype
    FROM shortfalls
    WHERE trim(reason_text) <> ''
)

SELECT
    shortfall_id,
    dispute_type,
    dispute_subtype,
    -- Words that name one cause say more than words that name three.
    count(*) OVER (PARTITION BY shortfall_id) AS cause_count
FROM heard
JOIN subtypes USING (dispute_subtype)

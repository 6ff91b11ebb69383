-- One row per payment that names nothing and set of documents that nearly adds up to it: the three nearest.
-- key: receipt_no, documents
WITH near AS (
    SELECT
        f.receipt_no,
        f.documents,
        min(f.family) AS family,
        arg_min(f.total, (abs(f.total - s.money), f.total))::BIGINT AS total,
        min(abs(f.total - s.money)) AS distance
    FROM amount_fits AS f JOIN amount_scales AS s USING (receipt_no)
    ANTI JOIN amount_explanations AS e ON e.receipt_no = f.receipt_no AND e.documents = f.documents
    GROUP BY f.receipt_no, f.documents
)

SELECT
    receipt_no,
    documents,
    family,
    total
FROM near QUALIFY row_number() OVER (PARTITION BY receipt_no ORDER BY distance, documents) <= 3

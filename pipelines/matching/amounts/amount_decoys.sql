-- One row per payment that names nothing and set of documents that nearly adds up to it: the three nearest.
SELECT f.source_no, f.documents, min(f.family) AS family, any_value(f.total)::BIGINT AS total
FROM amount_fits AS f JOIN amount_scales AS s USING (source_no)
WHERE f.total <> s.money
GROUP BY f.source_no, f.documents, f.total, s.money
QUALIFY row_number() OVER (PARTITION BY f.source_no ORDER BY abs(f.total - s.money), f.documents) <= 3

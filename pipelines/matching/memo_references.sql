-- One row per source without advice or postings and word of its memo that may be a reference.
SELECT s.source_no, s.company_code, s.group_id, s.currency, unnest(references_in(s.memo)) AS token
FROM sources AS s
WHERE s.memo IS NOT NULL AND NOT s.has_advice AND NOT s.has_postings
    AND (s.mode = 'full' OR (s.mode = 'retry' AND s.source_no NOT IN (SELECT source_no FROM prior WHERE source_no IS NOT NULL)))

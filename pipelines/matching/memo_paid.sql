-- One row per payment whose rest is tried again and document that it has paid on an earlier night.
SELECT DISTINCT p.source_no, p.document_no
FROM prior AS p JOIN sources AS s USING (source_no) WHERE s.mode = 'retry' AND p.document_no IS NOT NULL

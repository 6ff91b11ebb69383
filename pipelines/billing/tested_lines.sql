-- One row per line of a document of tonight.
SELECT line.*, payer_id, places
FROM document_lines AS line
JOIN (SELECT document_id, payer_id, places FROM tested_documents) USING (document_id)

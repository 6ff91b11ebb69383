-- One row per payment and document of which its memo has nothing more to say: the ERP has posted it, or its rest is tried again and it has
-- paid the document on an earlier night.
-- key: source_no, document_no
SELECT p.source_no, p.document_no
FROM prior AS p JOIN sources AS s USING (source_no) WHERE s.mode = 'retry' AND p.document_no IS NOT NULL
UNION
SELECT s.source_no, i.document_no
FROM night_postings AS p JOIN sources AS s USING (company_code, payment_id) JOIN items AS i USING (company_code, invoice_number)

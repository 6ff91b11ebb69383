-- One row per payment and document of which its memo has nothing more to say: the ERP has posted it, or its rest is
-- tried again and it has paid the document on an earlier night.
-- key: receipt_no, document_no
SELECT
    p.receipt_no,
    p.document_no
FROM prior_allocations AS p JOIN receipts AS s USING (receipt_no)
WHERE s.mode = 'retry' AND p.document_no IS NOT NULL
UNION
SELECT
    s.receipt_no,
    i.document_no
FROM night_postings AS p
JOIN receipts AS s USING (company_code, payment_id)
JOIN documents_in_play AS i USING (company_code, invoice_number)

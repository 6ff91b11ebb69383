-- One row per document: the bucket of its payer group.
-- key: company_code, invoice_number
SELECT company_code, invoice_number, delivery_number, bucket FROM night_documents JOIN group_buckets USING (group_id)

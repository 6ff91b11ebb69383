-- One row per document of a payer group with news: its bucket.
SELECT company_code, invoice_number, delivery_number, bucket FROM night_documents JOIN active_groups USING (group_id)

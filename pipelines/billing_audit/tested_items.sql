-- One row per item on a document that tonight brings or changes.
-- key: sku
SELECT DISTINCT sku FROM night_lines SEMI JOIN night_changed_documents USING (company_code, invoice_number) WHERE sku IS NOT NULL

-- One row where a payer, a document or a payment of some night bears the payer's id; else none.
SELECT 1 FROM book_payers
WHERE payer_id = getvariable('payer_id')
UNION ALL
SELECT 1 FROM book_documents
WHERE payer_id = getvariable('payer_id')
UNION ALL
SELECT 1 FROM book_payments
WHERE getvariable('payer_id') IN (payer_id, known_payer_id)
LIMIT 1

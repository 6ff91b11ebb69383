-- One row per subtype and paper that settles it: who has it, in which words to ask, and whether it is needed even where
-- papers show the type.
-- key: dispute_subtype, evidence_needed
SELECT
    dispute_subtype,
    evidence_needed,
    asked_from,
    wording,
    is_always_needed
FROM (
    VALUES
    ('quantity', 'proof_of_delivery', 'carrier', 'send the signed proof of delivery', FALSE),
    ('quantity', 'receiving_record', 'payer', 'send your receiving record with the quantities counted', FALSE),
    ('missing_line', 'proof_of_delivery', 'carrier', 'send the signed proof of delivery', FALSE),
    ('missing_line', 'receiving_record', 'payer', 'send your receiving record with the items missing', FALSE),
    ('damaged_or_returned', 'return_note', 'payer', 'send the return note or the record of the damage', FALSE),
    ('contract_price', 'price_agreement', 'payer', 'send the price agreement that you rely on', FALSE),
    ('contract_price', 'price_confirmation', 'sales', 'confirm the price that was agreed', FALSE),
    ('percent', 'agreement', 'payer', 'send the agreement on this percentage', FALSE),
    ('tax', 'exemption_certificate', 'payer', 'send your tax exemption certificate', FALSE),
    ('freight', 'freight_terms', 'sales', 'confirm the freight terms that were agreed', FALSE),
    ('arithmetic', 'calculation', 'payer', 'say which figure of the document is wrong', FALSE),
    ('misapplied_cash', 'posting_check', 'cash_application', 'compare the posting with the advice', TRUE),
    ('invoice', 'other_document', 'payer', 'name the document by which you paid the same delivery', FALSE),
    ('payment', 'instruction', 'payer', 'say whether to refund it, or which document it pays', TRUE),
    ('deduction', 'reason', 'payer', 'say why it is taken again', FALSE),
    ('already_credited', 'reason', 'payer', 'say why it is taken, although it was credited', FALSE),
    ('unearned_discount', 'terms', 'payer', 'send the terms that grant this discount', FALSE),
    ('promotion', 'promotion_agreement', 'payer', 'send the promotion agreement and its period', FALSE),
    ('promotion', 'promotion_approval', 'sales', 'confirm that the promotion was agreed', FALSE),
    ('compliance', 'violation_notice', 'payer', 'send the notice of the violation', FALSE),
    ('post_audit', 'audit_report', 'payer', 'send the audit report with the documents it names', FALSE),
    ('bank_charges', 'bank_advice', 'payer', 'send the advice of your bank on its charges', FALSE),
    ('withholding_tax', 'tax_certificate', 'payer', 'send the certificate of the tax withheld', TRUE),
    ('overpayment', 'instruction', 'payer', 'say whether to refund it, or which document it pays', TRUE),
    ('unexplained', 'reason', 'payer', 'state the reason and the document it is about', FALSE)
) AS listed (dispute_subtype, evidence_needed, asked_from, wording, is_always_needed)

-- One row per document: what it owes after tonight's postings and advice, and the terms' discount that is left on it.
-- key: document_no
SELECT
    i.document_no,
    i.group_id,
    i.company_code,
    i.currency,
    i.discount_date,
    CASE WHEN i.effective_gross > 0 THEN greatest(d.due - coalesce(t.amount, 0), 0) ELSE d.due END::BIGINT AS due,
    greatest(least(i.terms_discount - d.granted, d.due - coalesce(t.amount, 0)), 0)::BIGINT AS discount_left
FROM documents_in_play AS i JOIN opening_balances AS d USING (document_no) LEFT JOIN amounts_applied AS t USING (document_no)

-- One row per document whose earned discount a lower gross shortens: never more than was taken.
SELECT r.document_no, least(r.excess - r.from_disputes, i.discount_granted_amount - least(i.discount_granted_amount, i.terms_discount)) AS amount
FROM restated AS r JOIN items AS i USING (document_no)
WHERE r.excess > r.from_disputes AND i.discount_granted_amount > i.terms_discount

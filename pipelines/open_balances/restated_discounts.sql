-- One row per document whose earned discount a lower gross shortens: never more than was taken.
-- key: document_no
SELECT
    r.document_no,
    least(r.excess - r.from_disputes, c.granted - i.terms_discount) AS amount
FROM restated AS r JOIN carried_balances AS c USING (document_no) JOIN documents_in_play AS i USING (document_no)
WHERE r.excess > r.from_disputes AND c.granted > i.terms_discount

-- One row per document on which more stands than it owes after a lower gross, or after a return of what was taken off it:
-- by how much, disputes included.
WITH given_back AS (
    SELECT document_no, sum(greatest(amount, 0))::BIGINT AS amount FROM reversal_rows WHERE document_no IS NOT NULL GROUP BY ALL
), fallen AS (
    SELECT i.document_no, c.due, c.disputed,
        CASE WHEN i.previous_gross > 0 THEN greatest(i.previous_gross - i.effective_gross, 0) ELSE 0 END
            + CASE WHEN i.is_credit THEN 0 ELSE coalesce(g.amount, 0) END AS amount
    FROM items AS i JOIN carried AS c USING (document_no) LEFT JOIN given_back AS g USING (document_no)
)
SELECT
    document_no, least(amount, disputed - due) AS excess, least(amount, disputed - due, disputed) AS from_disputes
FROM fallen WHERE amount > 0 AND due < disputed

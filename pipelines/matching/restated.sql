-- One row per settled document whose gross fell below what stands on it: by how much, disputes included.
SELECT
    i.document_no,
    least(i.previous_gross - i.effective_gross, c.disputed - c.due) AS excess,
    least(i.previous_gross - i.effective_gross, c.disputed - c.due, c.disputed) AS from_disputes
FROM items AS i JOIN carried AS c USING (document_no)
WHERE i.effective_gross < i.previous_gross AND i.previous_gross > 0 AND c.due < c.disputed

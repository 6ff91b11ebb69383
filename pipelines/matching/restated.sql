-- One row per settled document whose gross fell below what stands on it: by how much, disputes included.
SELECT
    document_no,
    least(previous_gross - effective_gross, -(due - disputed_amount)) AS excess,
    least(disputed_amount, greatest(-(due - disputed_amount), 0)) AS from_disputes
FROM items
WHERE effective_gross < previous_gross AND previous_gross > 0 AND due - disputed_amount < 0

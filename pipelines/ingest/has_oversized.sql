-- One row: whether all rows together come to more than those of one version may, so that one may be oversized.
SELECT coalesce(sum(size), 0) > largest_total() FROM sound_rows

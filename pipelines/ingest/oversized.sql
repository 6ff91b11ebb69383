-- One row per row of such a version, with its reason: all of them are rejected.
SELECT
    source_file,
    source_row,
    format(
        'amounts: expected at most {} in all for {} on {}, found {}',
        -- A decimal that is not cast to text is printed as a rounded double.
        largest_total(), CAST(unit_key AS VARCHAR), folder_date, CAST(total AS VARCHAR)
    ) AS reason
FROM sound_rows
JOIN oversized_units USING (unit_key, folder_date)

-- One row per file: its rows, and the parts of the sum that a control file is about, rejected rows included.
-- An amount that no decimal(18, 3) holds counts in three parts, none of which overflows: up to 38 digits before the
-- decimal mark and 18 after it. One that is longer still is no amount, and counts nothing.
WITH split AS (
    SELECT
        source_file,
        CASE WHEN starts_with(wide_amount, '-') THEN -1 ELSE 1 END AS sign,
        TRY_CAST('0' || split_part(ltrim(wide_amount, '+-'), '.', 1) AS HUGEINT) AS whole,
        CAST('0.' || left(split_part(wide_amount, '.', 2), 18) AS DECIMAL(18, 18)) AS fraction
    FROM row_faults
    WHERE wide_amount IS NOT NULL
),
wide AS (
    SELECT
        source_file,
        sum(sign * (whole // 1000000000000000000)) AS upper_part,
        sum(sign * (whole % 1000000000000000000)) AS lower_part,
        sum(sign * fraction) AS fraction
    FROM split
    WHERE whole IS NOT NULL
    GROUP BY source_file
),
counted AS (
    SELECT source_file, count(*) AS row_count, sum(control_amount) AS amount FROM typed GROUP BY source_file
)
SELECT source_file, row_count, amount, coalesce(upper_part, 0), coalesce(lower_part, 0), coalesce(fraction, 0)
FROM counted
LEFT JOIN wide USING (source_file)

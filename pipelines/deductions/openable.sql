-- One row per difference of tonight that may become a dispute: what of it is not settled yet, by its own variance of an
-- earlier night, or by another one of the document: what that closed is not open a second time.
-- key: difference_no
WITH unsettled AS (
    SELECT
        f.difference_no,
        f.document_no,
        f.is_stated,
        f.amount AS found_amount,
        greatest(f.amount - coalesce(
            e.credited_amount + e.repaid_amount + e.written_off_amount
            - CASE WHEN e.original_amount <> 0 THEN coalesce(c.amount, 0) ELSE 0 END - coalesce(w.amount, 0), 0
        ), 0) AS amount
    FROM differences AS f
    LEFT JOIN matched_variances AS m USING (difference_no)
    LEFT JOIN standing_variances AS e ON e.variance_id = m.variance_id
    LEFT JOIN uncredited AS c ON c.variance_id = m.variance_id
    LEFT JOIN unwritten AS w ON w.variance_id = m.variance_id
    WHERE f.amount > 0 AND NOT f.is_tolerable AND f.slot NOT IN ('earned_discount', 'misapplied')
),

tolerated AS (
    SELECT
        document_no,
        sum(amount) AS amount
    FROM differences
    WHERE is_tolerable AND amount > 0
    GROUP BY ALL
),

stacked AS (
    SELECT
        u.difference_no,
        u.amount,
        greatest(h.holdable - coalesce(t.amount, 0), 0) AS holdable,
        coalesce(sum(u.amount) OVER (
            PARTITION BY u.document_no ORDER BY u.is_stated DESC, u.found_amount DESC, u.difference_no
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS held
    FROM unsettled AS u JOIN document_settlements AS h USING (document_no) LEFT JOIN tolerated AS t USING (document_no)
)

SELECT
    difference_no,
    greatest(0, least(amount, holdable - held))::BIGINT AS amount
FROM stacked
UNION ALL
SELECT
    difference_no,
    amount
FROM unsettled
WHERE document_no IS NULL

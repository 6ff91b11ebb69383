-- One row per payer and code that nobody has mapped.
-- key: payer_id, reason_code
WITH uses AS (
    SELECT
        book.*,
        CASE WHEN outcome = 'dispute' THEN dispute_type || '/' || dispute_subtype ELSE outcome END AS turned_out,
        outcome = 'dispute' AND dispute_subtype <> 'unexplained' AS is_told
    FROM book_coded_variances AS book
    JOIN code_meanings AS meaning ON meaning.payer_id = book.payer_id AND meaning.reason_code = book.reason_code
    WHERE meaning.source = 'unknown' AND outcome <> 'withdrawn' AND is_live
),

told AS (
    SELECT
        payer_id,
        reason_code,
        dispute_type,
        dispute_subtype,
        count(*) AS told_count
    FROM uses
    WHERE is_told
    GROUP BY payer_id, reason_code, dispute_type, dispute_subtype
    QUALIFY row_number() OVER (
        PARTITION BY payer_id, reason_code ORDER BY count(*) DESC, dispute_type, dispute_subtype
    ) = 1
),

counted AS (
    SELECT
        payer_id,
        reason_code,
        turned_out,
        count(*) AS times
    FROM uses
    GROUP BY ALL
),

summed AS (
    SELECT
        payer_id,
        reason_code,
        string_agg(turned_out || ' ' || times, ', ' ORDER BY times DESC, turned_out) AS turned_out
    FROM counted
    GROUP BY ALL
)

SELECT
    payer_id,
    any_value(payers.name) AS payer_name,
    reason_code,
    count(*) AS use_count,
    any_value(summed.turned_out) AS turned_out,
    any_value(told.dispute_type) AS likely_type,
    any_value(told.dispute_subtype) AS likely_subtype,
    coalesce(any_value(told_count), 0) AS likely_count,
    max(reason_text) AS reason_text,
    max(seen_date) AS last_seen_date
FROM uses
JOIN summed USING (payer_id, reason_code)
LEFT JOIN told USING (payer_id, reason_code)
LEFT JOIN payers USING (payer_id)
GROUP BY payer_id, reason_code

-- One row per activity that is impossible, with the reason.
SELECT 'dispute_activity' AS extract, source_file AS file, source_row AS row_number, reason, raw_row AS row
FROM judged_activities WHERE reason IS NOT NULL
UNION ALL
SELECT 'dispute_activity', source_file, source_row,
    'dispute is unknown; expected a dispute_id of a worklist, found ' || dispute_id, raw_row
FROM ordered_activities WHERE currency IS NULL

-- One row per change of a dispute's money tonight, people's write-offs included; rows may repeat.
FROM movements
UNION ALL BY NAME
SELECT variance_id, 'written_off' AS event, amount::BIGINT AS amount, NULL::VARCHAR AS text FROM decided

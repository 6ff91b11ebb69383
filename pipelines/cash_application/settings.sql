-- One row: the policy's figures that the engine reckons with.
-- key: night
SELECT getvariable('night')::DATE AS night, getvariable('grace_days')::INTEGER AS grace_days,
    getvariable('tolerance')::DECIMAL(18, 3) AS tolerance

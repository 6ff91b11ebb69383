-- One row of master data, always live.
SELECT *, true AS is_live FROM night_reason_codes

-- One row of master data, always live.
-- key: payer_id?, reason_code
SELECT *, true AS is_live FROM night_reason_codes

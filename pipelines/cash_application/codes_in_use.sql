-- One row per payer and reason code of tonight's advice.
-- key: payer_id?, reason_code
SELECT DISTINCT coding_payer_id AS payer_id, reason_code FROM advice_lines WHERE reason_code IS NOT NULL

-- One row per payer and reason code of tonight's advice.
SELECT DISTINCT coding_payer_id AS payer_id, reason_code FROM advice_lines WHERE reason_code IS NOT NULL

-- One row per payer.
SELECT 'C' || lpad(n::VARCHAR, 6, '0') AS payer_id, 'Customer ' || n AS name FROM range(getvariable('payers')) AS numbers (n)

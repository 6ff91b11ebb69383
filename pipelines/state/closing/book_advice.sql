-- One row per line of advice in play; live while it waits, is fresh in memory, or its payment is live.
-- key: payer_id?, remittance_id, line_number, share_number
SELECT
    a.*,
    NOT a.is_used
    OR a.arrived_date > getvariable('night') - getvariable('settled_memory_nights')
    OR coalesce(p.is_live, FALSE) AS is_live
FROM settled_advice AS a
LEFT JOIN book_payments AS p ON p.company_code = a.tied_company_code AND p.payment_id = a.tied_payment_id

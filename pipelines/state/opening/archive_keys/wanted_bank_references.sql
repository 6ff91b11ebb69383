-- One row per bank reference in tonight's advice that no payment of tonight or in play bears.
-- key: bank_reference
SELECT DISTINCT bank_reference FROM landed_remittances AS l
WHERE bank_reference IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM (SELECT bank_reference FROM landed_payments UNION ALL SELECT bank_reference FROM old_payments) AS p
    WHERE normal_reference(p.bank_reference) = normal_reference(l.bank_reference)
)

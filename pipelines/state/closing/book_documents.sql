-- One row per document in play; live while it is open, disputed or fresh in memory.
-- key: company_code, invoice_number
SELECT
    *,
    open_amount <> 0
    OR disputed_amount <> 0
    OR settled_date > getvariable('night') - getvariable('settled_memory_nights') AS is_live
FROM decided_documents

-- One row per delivery, document and item; live for some months, since disputes come late.
-- key: company_code, delivery_number, invoice_number?, sku
SELECT *, arrived_date > getvariable('night') - getvariable('evidence_memory') AS is_live FROM night_shipments

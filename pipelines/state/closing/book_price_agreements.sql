-- One row of master data, always live.
-- key: payer_id, sku, currency, valid_from
SELECT *, true AS is_live FROM night_price_agreements

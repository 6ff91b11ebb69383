-- One row per line of advice that names an invoice as we number it.
SELECT r.*, i.invoice_number
FROM remittances AS r JOIN invoices AS i ON i.payer_id = r.payer_id AND i.invoice_number = r.invoice_reference

-- One row per short document and item: the price at which its payer last paid the item without a dispute, before it.
-- key: company_code, invoice_number, sku
WITH paid AS (
    SELECT
        e.company_code,
        e.payer_id,
        e.currency,
        l.sku,
        e.issue_date,
        arg_max(l.unit_price, e.invoice_number) AS last_price,
        max(e.invoice_number) AS last_number
    FROM night_lines AS l
    JOIN documents_in_play AS e USING (company_code, invoice_number)
    WHERE
        e.document_type = 'invoice' AND e.first_paid_date IS NOT NULL AND e.due = 0 AND e.disputed_amount = 0
        AND l.unit_price > 0 AND e.payer_id IN (SELECT payer_id FROM documents)
    GROUP BY ALL
),

billed AS (
    SELECT DISTINCT
        d.company_code,
        d.invoice_number,
        d.payer_id,
        d.currency,
        d.issue_date,
        l.sku
    FROM lines AS l JOIN documents AS d USING (company_code, invoice_number)
    WHERE l.sku IS NOT NULL
)

SELECT
    b.company_code,
    b.invoice_number,
    b.sku,
    p.last_price,
    p.last_number,
    p.issue_date AS last_date
FROM billed AS b
ASOF JOIN paid AS p
    ON
        p.company_code = b.company_code AND p.payer_id = b.payer_id AND p.currency = b.currency AND p.sku = b.sku
        AND p.issue_date < b.issue_date

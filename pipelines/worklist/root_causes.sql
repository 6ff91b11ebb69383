-- One row per cause that several disputes share, as long as one of them is open: what it is, what it costs, and the fix
-- that ends it.
-- key: root_cause_id
WITH summed AS (
    SELECT
        c.root_cause_id,
        c.cause_kind,
        min(c.cause_subject) AS cause_subject,
        min(v.company_code) AS company_code,
        CASE WHEN min(c.payer_id) = max(c.payer_id) THEN min(c.payer_id) END AS payer_id,
        count(DISTINCT c.payer_id) AS payer_count,
        min(v.currency) AS currency,
        count(*) AS dispute_count,
        count(*) FILTER (v.open_amount <> 0) AS open_count,
        sum(v.original_amount) AS original_amount,
        sum(v.open_amount) AS open_amount,
        min(v.opened_date) AS since_date,
        max(v.opened_date) AS last_date
    FROM caused_disputes AS c INNER JOIN book_variances AS v ON v.place = c.place
    GROUP BY c.root_cause_id, c.cause_kind
    HAVING count(*) FILTER (v.open_amount <> 0) > 0
),

named AS (
    SELECT
        s.*,
        coalesce(p.name, s.payer_id, s.payer_count || ' payers') AS who
    FROM summed AS s LEFT JOIN book_payers AS p ON p.payer_id = s.payer_id
)

SELECT
    root_cause_id,
    cause_kind,
    company_code,
    payer_id,
    payer_count,
    currency,
    dispute_count,
    open_count,
    to_total(original_amount, currency) AS original_amount,
    to_total(open_amount, currency) AS open_amount,
    since_date,
    last_date,
    CASE cause_kind
        WHEN 'price' THEN 'Item ' || cause_subject || '; deducted by ' || who
        WHEN 'carrier' THEN 'Shortages with carrier ' || cause_subject || ', deducted by ' || who
        WHEN 'ship_to' THEN 'Shortages at ship-to ' || cause_subject || ' of ' || who
        WHEN 'tax' THEN 'Tax billed to ' || who || ', who says that none is owed'
        WHEN 'freight' THEN 'Freight billed to ' || who || ', who does not pay it'
        WHEN 'billing' THEN 'Documents of company ' || company_code || ' that do not add up'
        ELSE who || ' takes ' || cause_subject || ' again and again'
    END AS what,
    CASE cause_kind
        WHEN 'price' THEN 'Put the agreed price of the item into the price list, and credit the open disputes together'
        WHEN 'carrier' THEN 'Claim the shortages from the carrier, and have its loads counted when they leave'
        WHEN
            'ship_to'
            THEN 'Have loads for this ship-to counted when they leave and when they arrive, together with the payer'
        WHEN 'tax' THEN 'Ask for the exemption certificate once, and put it into the tax master data'
        WHEN 'freight' THEN 'Settle the freight terms with the payer once, and put them into the master data'
        WHEN 'billing' THEN 'Find the calculation in billing that rounds or adds otherwise, and mend it'
        ELSE 'Settle this deduction with the payer once, in the terms, instead of document by document'
    END AS fix
FROM named

-- One row per dispute at hand that withholds money, open or closed, and cause that it may share with others: what the
-- cause is, whose it is, and how many make it one. What is taken alike again and again is a habit of the payer,
-- whatever its reason.
-- key: place
WITH carriers AS (
    SELECT
        company_code,
        invoice_number,
        min(carrier_code) AS carrier_code
    FROM book_shipments
    WHERE carrier_code IS NOT NULL AND invoice_number IS NOT NULL
    GROUP BY company_code, invoice_number
    HAVING min(carrier_code) = max(carrier_code)
),

-- Only shortages have a place.
places AS (
    SELECT
        v.place,
        c.carrier_code,
        d.ship_to_id
    FROM book_variances AS v
    LEFT JOIN book_documents AS d ON d.company_code = v.company_code AND d.invoice_number = v.invoice_number
    LEFT JOIN carriers AS c ON c.company_code = v.company_code AND c.invoice_number = v.invoice_number
    WHERE v.dispute_type = 'short_ship' AND (c.carrier_code IS NOT NULL OR d.ship_to_id IS NOT NULL)
),

known AS (
    SELECT
        v.place,
        v.company_code,
        v.payer_id,
        v.currency,
        v.dispute_type,
        v.dispute_subtype,
        v.original_amount,
        v.evidence[1].basis AS basis,
        is_documented(v.confidence, v.evidence_source) AS is_documented,
        CASE
            WHEN v.dispute_subtype = 'contract_price'
                THEN regexp_extract(coalesce(v.explanation, ''), '× (.+) billed at ', 1)
        END AS item,
        l.carrier_code,
        l.ship_to_id
    FROM book_variances AS v
    LEFT JOIN places AS l ON l.place = v.place
    WHERE v.opened_date IS NOT NULL AND v.original_amount > 0 AND v.slot <> 'misapplied'
),

keyed AS (
    SELECT
        *,
        CASE
            WHEN
                (is_documented OR NOT is_root_cause_documented) AND (root_cause <> 'price' OR item <> '')
                THEN root_cause
            WHEN carrier_code IS NOT NULL THEN 'carrier'
            WHEN ship_to_id IS NOT NULL THEN 'ship_to'
            ELSE 'habit'
        END AS cause_kind,
        CASE
            WHEN
                contains(basis, ' %') AND regexp_matches(basis, '[0-9.]+ %')
                THEN regexp_extract(basis, '([0-9.]+) %', 1) || ' %'
            ELSE amount_text(original_amount, currency)
        END AS taken
    FROM known LEFT JOIN subtypes USING (dispute_type, dispute_subtype)
)

SELECT
    place,
    cause_kind,
    payer_id,
    -- A wrong price and a carrier's shortages are ours, whoever deducts them.
    CASE
        WHEN cause_kind IN ('price', 'carrier') THEN concat_ws('|', cause_kind, company_code)
        WHEN cause_kind = 'billing' THEN concat_ws('|', cause_kind, company_code)
        ELSE concat_ws('|', cause_kind, company_code, payer_id)
    END || '|' || currency || '|' || CASE cause_kind
        WHEN 'price' THEN item || '|' || basis
        WHEN 'carrier' THEN carrier_code
        WHEN 'ship_to' THEN ship_to_id
        WHEN 'habit' THEN dispute_subtype || '|' || taken
        ELSE ''
    END AS cause_key,
    item,
    basis,
    coalesce(carrier_code, ship_to_id) AS where_short,
    taken,
    dispute_subtype,
    CASE WHEN cause_kind = 'habit' THEN 3 ELSE 2 END AS least_count
FROM keyed

-- One row per shortfall and cause that the payer's words name. The list is the table of words: one line, one cause.
-- key: shortfall_id, dispute_type, dispute_subtype
WITH said AS (
    SELECT shortfall_id, lower(reason_text) AS words FROM shortfalls WHERE trim(reason_text) <> ''
),

heard AS (
    SELECT shortfall_id, unnest([
        CASE WHEN regexp_matches(words, '\b(damag|broken|bruch|defect|spoil|return|refus|rejected|wrong (item|goods|product)|beschädigt|retour)')
            THEN 'short_ship/damaged_or_returned' END,
        CASE WHEN regexp_matches(words, '\b(line|item|carton|pallet)s? (is |was |were )?(missing|not (received|delivered))|missing (line|item)')
            THEN 'short_ship/missing_line' END,
        CASE WHEN regexp_matches(words, '\b(short(age|ages|ed|s)?\b|short.?(ship|deliver|receiv|qty|quant)|qty (diff|disc|var)|quantity|under.?deliver|fehlmenge|manquant)')
            AND NOT regexp_matches(words, 'short.?pa(y|id)')
            THEN 'short_ship/quantity' END,
        CASE WHEN regexp_matches(words, '\b(contract|agreed|agreement|list|catalog(ue)?|po|unit) (price|cost)|\bpric(e|ing)\b|overcharg|cost (diff|disc|var)|preis')
            THEN 'pricing/contract_price' END,
        CASE WHEN regexp_matches(words, '\b(allowance|nachlass|remise)')
            AND NOT regexp_matches(words, '\b(promo|advertis|market|volume|display|slotting|freight)')
            THEN 'pricing/percent' END,
        CASE WHEN regexp_matches(words, '\b(vat|sales tax|tax)\b|\b(mwst|tva)\b')
            AND NOT regexp_matches(words, 'with.?h(e|o)ld|\b(wht|tds)\b')
            THEN 'billing_error/tax' END,
        CASE WHEN regexp_matches(words, '\b(freight|carriage|postage|shipping (charge|cost|fee)|delivery (charge|cost|fee)|fracht)')
            AND NOT regexp_matches(words, '\b(late|early|missed)\b')
            THEN 'billing_error/freight' END,
        CASE WHEN regexp_matches(words, '\b(extension|footing|arithmetic|calculation|addition|miscalculat|rechenfehler)|(total|sum) (is )?wrong')
            THEN 'billing_error/arithmetic' END,
        CASE WHEN regexp_matches(words, '\b(duplicate|double|twice).*(invoice|bill)|(invoice|bill)(d|ed)? (twice|double)|duplicate inv')
            THEN 'duplicate/invoice' END,
        CASE WHEN regexp_matches(words, '\b(promo|promotion|rebate|co.?op|advertis|display|slotting|volume bonus|bonus|markdown)')
            THEN 'other/promotion' END,
        CASE WHEN regexp_matches(words, '\b(complian|late (delivery|shipment)|otif|asn|routing guide|label(l)?ing|chargeback|penalty|fine)\b')
            THEN 'other/compliance' END,
        CASE WHEN regexp_matches(words, '\b(post.?audit|audit|prior (year|period))')
            THEN 'other/post_audit' END,
        CASE WHEN regexp_matches(words, '\b(bank|wire|transfer|remittance|lifting) (charge|fee|cost)|bankspesen|frais bancaires|gastos bancarios|\bchgs\b')
            THEN 'other/bank_charges' END,
        CASE WHEN regexp_matches(words, 'with.?h(e|o)ld|\b(wht|tds)\b|quellensteuer|retenci')
            THEN 'other/withholding_tax' END,
        CASE WHEN regexp_matches(words, '\b(discount|skonto|escompte|prompt pay)')
            THEN 'other/unearned_discount' END
    ]) AS cause
    FROM said
)

SELECT
    shortfall_id,
    split_part(cause, '/', 1) AS dispute_type,
    split_part(cause, '/', 2) AS dispute_subtype,
    -- Words that name one cause say more than words that name three.
    count(*) OVER (PARTITION BY shortfall_id) AS cause_count
FROM heard
WHERE cause IS NOT NULL

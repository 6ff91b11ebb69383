-- One row per shortfall of money withheld as a deduction or unsaid (no discount, overpayment or misapplied cash) with its document and what the payer says.
SELECT
    shortfall.* REPLACE (nullif(trim(shortfall.claim_number), '') AS claim_number),
    document.* EXCLUDE (company_code, invoice_number, payer_id, currency),
    document.payer_id AS document_payer_id,
    TRY_CAST(CAST(shortfall.amount AS HUGEINT) * millionths AS BIGINT) AS amount6,
    totals.* EXCLUDE (document_id),
    coalesce(stated_type, words.dispute_type) AS said_type,
    CASE WHEN stated_type IS NULL THEN words.dispute_subtype ELSE stated_subtype END AS said_subtype
FROM shortfalls AS shortfall
LEFT JOIN examined_documents AS document USING (company_code, invoice_number)
LEFT JOIN document_totals AS totals USING (document_id)
LEFT JOIN stated_words AS words
    ON words.shortfall_id = shortfall.shortfall_id AND words.cause_count = 1
WHERE shortfall.amount > 0 AND slot NOT IN ('discount', 'misapplied')

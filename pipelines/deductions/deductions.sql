-- One row per stated deduction with the part of it that the document really is short by, largest first;
-- lines that take back an overpayment come last.
-- key: line_no, document_no?
SELECT
    line_no,
    receipt_no,
    document_no,
    claim_key,
    remittance_id,
    line_number,
    claim_number,
    reason_code,
    reason_text,
    amount
FROM (
    SELECT
        k.* REPLACE (greatest(0, least(k.amount, s.short - coalesce(sum(k.amount) OVER (
            PARTITION BY k.document_no
            ORDER BY k.may_take_back, k.amount DESC, k.line_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)))::BIGINT AS amount)
    FROM stated_deductions AS k JOIN document_settlements AS s USING (document_no)
)
WHERE amount > 0
UNION ALL
SELECT
    line_no,
    receipt_no,
    NULL,
    claim_key,
    remittance_id,
    line_number,
    claim_number,
    reason_code,
    reason_text,
    amount
FROM stated_deductions
WHERE document_no IS NULL

-- One row per overpayment of an earlier night that a payer takes back from its document tonight, and how much of it is used.
WITH lines AS (
    -- What bears a claim or says why is a deduction, and what its advice puts there on another line is not taken back.
    SELECT l.source_no, l.document_no, sum(l.cash_amount)::BIGINT AS net,
        coalesce(sum(l.cash_amount) FILTER (
            WHERE l.cash_amount < 0 AND NOT l.is_discount_moved AND l.claim_number IS NULL
                AND (l.reason_code IS NULL OR o.stated_subtype IN ('overpayment', 'payment'))
        ), 0)::BIGINT AS negative
    FROM line_pieces AS l JOIN line_outcomes AS o USING (line_no, document_no)
    WHERE l.status = 'matched' AND NOT l.is_credit
    GROUP BY ALL
), taken AS (
    SELECT document_no, sum(least(-negative, -net))::BIGINT AS amount FROM lines
    WHERE negative < 0 AND net < 0 GROUP BY document_no
), held AS (
    SELECT d.variance_id, d.source_no, d.document_no, -d.open_amount AS amount, t.amount AS wanted,
        coalesce(sum(-d.open_amount) OVER (
            PARTITION BY d.document_no ORDER BY -d.open_amount = t.amount DESC, d.opened_date, d.variance_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM disputes AS d JOIN taken AS t USING (document_no)
    WHERE d.slot = 'overpayment' AND d.open_amount < 0 AND d.source_mode IN ('idle', 'retry')
        AND d.source_no NOT IN (SELECT original_no FROM reversals)
)
SELECT variance_id, source_no, document_no, least(amount, wanted - before)::BIGINT AS amount FROM held WHERE before < wanted

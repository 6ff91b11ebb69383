-- One row per line of advice in play; used once it has had its effect.
-- key: payer_id?, remittance_id, line_number, share_number
SELECT
    a.* EXCLUDE (is_new, is_newly_tied, is_presumed, group_id) REPLACE (
        a.is_used OR coalesce(o.is_used, FALSE) AS is_used,
        CASE WHEN o.line_number IS NULL THEN a.mended_amount ELSE o.mended_amount END AS mended_amount,
        CASE WHEN o.line_number IS NULL THEN a.mend ELSE o.mend END AS mend
    )
FROM night_advice AS a
LEFT JOIN (
    SELECT
        l.payer_id,
        l.remittance_id,
        l.line_number,
        l.share_number,
        -- Money for a claim waits until the claim's dispute stands.
        bool_or(
            (o.status IN ('matched', 'left_out') OR (o.status = 'claim' AND (o.paid_amount < 0 OR p.receipt_no IS NOT NULL)))
            AND r.receipt_no IS NULL
        ) AS is_used,
        max(o.mended_amount) AS mended_amount,
        max(o.mend) AS mend
    FROM advice_lines AS l
    JOIN line_outcomes AS o USING (line_no)
    LEFT JOIN refused_receipts AS r ON r.receipt_no = l.receipt_no
    LEFT JOIN repayments AS p
        ON
            p.receipt_no = l.receipt_no
            AND p.claim_key = normal_reference(coalesce(l.claim_number, l.invoice_reference))
    GROUP BY ALL
)
    AS o
    ON
        o.payer_id IS NOT DISTINCT FROM a.payer_id AND o.remittance_id = a.remittance_id AND o.line_number = a.line_number
        AND o.share_number = a.share_number

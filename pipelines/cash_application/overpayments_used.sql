-- One row per overpayment of an earlier night that a payer takes back from its document tonight, and how much of it is
-- used; negative where what was taken back is not any more, and is held again. Money that filled what is taken off no
-- more is held as well, latest payment first (no variance yet). A variance that one payment takes and another gives
-- back has a row of either sign.
-- key: variance_id?, receipt_no, document_no, amount
WITH overpayment_lines AS (
    -- What bears a claim or says why is a deduction, and what its advice puts there on another line is not taken back.
    SELECT
        l.receipt_no,
        l.document_no,
        least(sum(l.cash_amount), 0)::BIGINT AS net,
        coalesce(-sum(l.cash_amount) FILTER (
            WHERE l.cash_amount < 0 AND NOT l.is_discount_moved AND l.claim_number IS NULL
            AND (l.reason_code IS NULL OR o.stated_subtype IN ('overpayment', 'payment'))
        ), 0)::BIGINT AS takeable
    FROM line_pieces AS l JOIN line_outcomes AS o USING (line_no, document_no)
    WHERE l.status = 'matched' AND NOT l.is_credit
    GROUP BY l.receipt_no, l.document_no
),

before AS (
    SELECT
        p.receipt_no,
        p.document_no,
        least(sum(p.amount), 0)::BIGINT AS net
    FROM prior_allocations AS p JOIN receipts AS s USING (receipt_no) JOIN documents_in_play AS i USING (document_no)
    WHERE s.mode = 'full' AND NOT i.is_credit
    GROUP BY ALL
),

deducted AS (
    -- Of what its advice took off before, this was withheld, not taken back.
    SELECT
        receipt_no,
        document_no,
        sum(amount) AS amount
    FROM disputes
    WHERE slot = 'deduction' AND document_no IS NOT NULL
    GROUP BY ALL
),

changes AS (
    SELECT
        document_no,
        coalesce(l.net, 0) AS net,
        coalesce(l.takeable, 0) - greatest(-coalesce(b.net, 0) - coalesce(d.amount, 0), 0) AS takeable,
        coalesce(b.net, 0) - coalesce(l.net, 0) AS more
    FROM overpayment_lines AS l FULL JOIN before AS b USING (receipt_no, document_no)
    LEFT JOIN deducted AS d USING (receipt_no, document_no)
),

wanted AS (
    SELECT
        c.document_no,
        sum(greatest(least(c.more, c.takeable), 0))::BIGINT AS taken,
        -- Only what the document has too much without it is held again.
        greatest(least(sum(greatest(-c.more, 0)), any_value(d.disputed - d.due) + sum(c.net)), 0)::BIGINT AS given_back
    FROM changes AS c JOIN opening_balances AS d USING (document_no)
    GROUP BY c.document_no
),

held AS (
    SELECT
        d.variance_id,
        d.receipt_no,
        d.document_no,
        -d.open_amount AS amount,
        w.taken AS wanted,
        coalesce(sum(-d.open_amount) OVER (
            PARTITION BY d.document_no ORDER BY -d.open_amount = w.taken DESC, d.opened_date, d.variance_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM disputes AS d JOIN wanted AS w USING (document_no)
    WHERE
        d.slot = 'overpayment' AND d.open_amount < 0 AND d.receipt_mode IN ('idle', 'retry')
        AND d.receipt_no NOT IN (SELECT original_no FROM reversals)
),

used AS (
    SELECT
        v.variance_id,
        s.receipt_no,
        i.document_no,
        -v.withdrawn_amount AS amount,
        w.given_back AS wanted,
        coalesce(sum(-v.withdrawn_amount) OVER (
            PARTITION BY i.document_no
            ORDER BY v.opened_date DESC, v.variance_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::BIGINT AS before
    FROM standing_variances AS v
    JOIN variance_receipts AS s USING (variance_id)
    JOIN documents_in_play AS i USING (company_code, invoice_number)
    JOIN wanted AS w ON w.document_no = i.document_no
    WHERE
        v.slot = 'overpayment' AND v.withdrawn_amount < 0 AND s.mode IN ('idle', 'retry')
        AND s.receipt_no NOT IN (SELECT original_no FROM reversals)
        AND EXISTS (
            SELECT 1 FROM prior_allocations AS p
            WHERE p.receipt_no = s.receipt_no AND p.document_no = i.document_no AND p.method = 'overpayment_used'
        )
),

held_again AS (
    SELECT
        variance_id,
        receipt_no,
        document_no,
        least(amount, wanted - before)::BIGINT AS amount
    FROM used
    WHERE before < wanted
),

filled AS (
    SELECT
        p.receipt_no,
        p.document_no,
        p.amount - coalesce(m.amount, 0) - coalesce(a.amount, 0) AS amount,
        w.given_back - coalesce(sum(a.amount) OVER (PARTITION BY p.document_no), 0) AS wanted,
        coalesce(sum(p.amount - coalesce(m.amount, 0) - coalesce(a.amount, 0)) OVER (
            PARTITION BY p.document_no
            ORDER BY p.value_date DESC, p.receipt_no DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before
    FROM placed_money AS p
    JOIN wanted AS w USING (document_no)
    LEFT JOIN restated_money AS m USING (document_no, receipt_no)
    LEFT JOIN
        (
            SELECT
                receipt_no,
                document_no,
                sum(amount) AS amount
            FROM held_again
            GROUP BY ALL
        ) AS a
        USING (document_no, receipt_no)
)

SELECT
    variance_id,
    receipt_no,
    document_no,
    least(amount, wanted - before)::BIGINT AS amount
FROM held
WHERE before < wanted
UNION ALL
SELECT
    variance_id,
    receipt_no,
    document_no,
    -amount
FROM held_again
UNION ALL
SELECT
    NULL,
    receipt_no,
    document_no,
    -least(amount, wanted - before)::BIGINT
FROM filled
WHERE before < wanted AND amount > 0

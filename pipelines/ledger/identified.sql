-- One row per difference of tonight with its variance id: an earlier one, or a new one by its place and the next rank there.
-- key: difference_no
WITH ranked AS (
    SELECT
        j.*,
        m.variance_id AS earlier_id,
        coalesce(r.top, 0) + row_number() OVER (
            PARTITION BY j.receipt_no, j.document_no, j.claim_key, j.slot, m.variance_id IS NULL
            ORDER BY j.is_stated DESC, j.amount DESC, j.claim_number, j.line_no, j.difference_no
        ) AS next_rank
    FROM classified_differences AS j
    LEFT JOIN matched_variances AS m USING (difference_no)
    LEFT JOIN (
        SELECT
            receipt_no,
            document_no,
            claim_key,
            slot,
            max(rank) AS top
        FROM earlier_ranks
        GROUP BY ALL
    )
        AS r ON r.receipt_no = j.receipt_no AND r.document_no IS NOT DISTINCT FROM j.document_no
    AND r.claim_key = j.claim_key AND r.slot = j.slot
)

SELECT
    r.* EXCLUDE (earlier_id, next_rank),
    coalesce(e.rank, r.next_rank) AS rank,
    coalesce(earlier_id, md5(concat_ws(
        '|', r.company_code, coalesce('document ' || r.invoice_number, 'claim ' || r.claim_key),
        coalesce('payment ' || s.payment_id, 'advice ' || coalesce(s.payer_id, '') || ' ' || s.remittance_id),
        r.slot,
        r.next_rank
    )))
        AS variance_id
FROM ranked AS r
JOIN receipts AS s USING (receipt_no)
LEFT JOIN standing_variances AS e ON e.variance_id = r.earlier_id

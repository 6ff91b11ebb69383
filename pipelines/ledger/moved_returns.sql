-- One row per amount that a return in part takes more or less on a document (or none) than it did, since its payment,
-- reckoned anew tonight, is put elsewhere (first from its free rest, then from its other documents, last from money
-- that is held), and per amount of that payment which so becomes free or is sent back; rows may repeat.
WITH placed AS (
    SELECT
        receipt_no AS original_no,
        document_no,
        sum(amount)::BIGINT AS amount,
        sum(discount_amount)::BIGINT AS discount_amount
    FROM target_allocations
    WHERE document_no IS NOT NULL AND receipt_no IN (SELECT original_no FROM sent_back)
    GROUP BY ALL
),

too_many AS (
    -- The latest return loses its place first, as far as others have not filled it; the discount goes with all that
    -- stands on a document.
    SELECT
        receipt_no,
        original_no,
        document_no,
        greatest(least(amount, over - before), 0) AS moved,
        CASE WHEN turn = 1 THEN discount_over ELSE 0 END AS moved_discount
    FROM (
        SELECT
            r.*,
            least(sum(r.amount) OVER place - greatest(coalesce(p.amount, 0), 0), l.amount) AS over,
            sum(r.discount_amount) OVER place
            - CASE WHEN sum(r.amount) OVER place >= p.amount THEN p.discount_amount ELSE 0 END AS discount_over,
            coalesce(sum(r.amount) OVER earlier, 0) AS before,
            row_number() OVER (PARTITION BY r.original_no, r.document_no ORDER BY r.receipt_no DESC) AS turn
        FROM sent_back AS r
        JOIN remaining_shortages AS l USING (document_no)
        LEFT JOIN placed AS p USING (original_no, document_no)
        WINDOW
            place AS (PARTITION BY r.original_no, r.document_no),
            earlier AS (
                PARTITION BY r.original_no, r.document_no ORDER BY r.receipt_no DESC
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            )
    )
),

wanting AS (
    SELECT
        receipt_no,
        original_no,
        sum(moved)::BIGINT AS amount,
        (sum(sum(moved)) OVER (PARTITION BY original_no ORDER BY receipt_no) - sum(moved))::BIGINT AS low
    FROM too_many
    WHERE moved > 0
    GROUP BY receipt_no, original_no
),

original_rests AS (
    SELECT
        s.receipt_no AS original_no,
        s.amount - coalesce((
            SELECT sum(amount) FROM target_allocations AS w
            WHERE w.receipt_no = s.receipt_no
        ), 0)
        - coalesce((
            SELECT sum(amount) FROM prior_allocations AS p
            WHERE p.receipt_no = s.receipt_no AND p.method = 'refund'
        ), 0)
        - coalesce((
            SELECT sum(amount) FROM reversal_rows AS r
            WHERE r.receipt_no = s.receipt_no
        ), 0) AS rest,
        coalesce((
            SELECT sum(excess) FROM capped_allocations AS e
            WHERE e.receipt_no = s.receipt_no
        ), 0) AS held
    FROM receipts AS s
    WHERE s.receipt_no IN (SELECT original_no FROM wanting)
),

places AS (
    SELECT
        *,
        sum(room) OVER (PARTITION BY original_no ORDER BY turn, document_no DESC) - room AS low
    FROM (
        SELECT
            original_no,
            NULL::INTEGER AS document_no,
            greatest(rest - held, 0) AS room,
            1 AS turn
        FROM original_rests
        UNION ALL
        SELECT
            p.original_no,
            p.document_no,
            p.amount - coalesce(any_value(t.amount), 0),
            2
        FROM placed AS p
        LEFT JOIN (
            SELECT
                original_no,
                document_no,
                sum(amount) AS amount
            FROM sent_back
            GROUP BY ALL
        ) AS t
            USING (original_no, document_no)
        GROUP BY p.original_no, p.document_no, p.amount
        UNION ALL
        SELECT
            original_no,
            NULL,
            least(held, rest),
            3
        FROM original_rests
    )
    WHERE room > 0
),

moved_amounts AS (
    SELECT
        w.receipt_no,
        w.original_no,
        p.document_no,
        p.turn,
        least(w.low + w.amount, p.low + p.room) - greatest(w.low, p.low) AS amount
    FROM wanting AS w JOIN places AS p USING (original_no)
    WHERE least(w.low + w.amount, p.low + p.room) > greatest(w.low, p.low)
),

given AS (
    -- What finds no place stays where it was.
    SELECT
        t.receipt_no,
        t.original_no,
        t.document_no,
        t.moved_discount,
        least(t.moved, greatest(coalesce(k.amount, 0) - t.low, 0)) AS amount
    FROM (
        SELECT
            *,
            sum(moved) OVER (PARTITION BY receipt_no ORDER BY document_no) - moved AS low
        FROM too_many
    ) AS t
    LEFT JOIN (
        SELECT
            receipt_no,
            sum(amount) AS amount
        FROM moved_amounts
        GROUP BY receipt_no
    ) AS k USING (receipt_no)
)

SELECT
    receipt_no,
    original_no,
    document_no,
    amount,
    moved_discount AS discount_amount,
    'reversal' AS method,
    0 AS held_amount
FROM given
WHERE amount > 0 OR moved_discount <> 0
UNION ALL
SELECT
    receipt_no,
    original_no,
    document_no,
    -amount,
    0,
    CASE WHEN document_no IS NULL THEN 'refund' ELSE 'reversal' END,
    0
FROM moved_amounts
UNION ALL
SELECT
    original_no,
    original_no,
    NULL,
    amount,
    0,
    'refund',
    CASE WHEN turn = 3 THEN amount ELSE 0 END
FROM moved_amounts
WHERE document_no IS NULL

-- One row per line of shared advice and payment that brings it, or part of it: as the lines add up, else in their order.
-- key: head_key, line_number, share_number
WITH stretches AS (
    SELECT
        t.*,
        CASE WHEN t.place = 1 THEN 0 ELSE t.amount_so_far - t.amount - s.taken_off END AS low,
        t.amount_so_far - s.taken_off AS high
    FROM remittance_links AS t JOIN (
        SELECT DISTINCT
            head_key,
            taken_off
        FROM shared_lines
    ) AS s USING (head_key)
),

payment_shares AS (
    SELECT
        l.head_key,
        l.line_number,
        t.place,
        t.tied_company_code,
        t.tied_payment_id,
        CASE WHEN w.place IS NULL AND l.paid_amount > 0
            -- What other lines take off it is off the first money that it gets.
            THEN
                least(t.high, l.begins_at + l.net_amount) - greatest(t.low, l.begins_at)
                + CASE WHEN t.low <= l.begins_at THEN l.paid_amount - l.net_amount ELSE 0 END
        ELSE l.paid_amount END AS share
    FROM shared_lines AS l
    LEFT JOIN line_ways AS w USING (head_key, turn)
    JOIN stretches AS t ON t.head_key = l.head_key AND CASE
        WHEN w.place IS NOT NULL THEN t.place = w.place
        WHEN l.is_netted THEN t.low <= l.begins_at AND t.high > l.begins_at
        WHEN l.paid_amount <= 0 THEN t.place = 1
        ELSE t.low < l.begins_at + l.net_amount AND t.high > l.begins_at
    END
)

SELECT
    head_key,
    line_number,
    tied_company_code,
    tied_payment_id,
    share::BIGINT AS paid_amount,
    row_number() OVER (PARTITION BY head_key, line_number ORDER BY place) AS share_number,
    -- What the line takes off is taken off once, where its last money is.
    row_number() OVER (PARTITION BY head_key, line_number ORDER BY place DESC) = 1 AS is_last
FROM payment_shares

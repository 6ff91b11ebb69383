-- One row per line of waiting advice that several payments share, with its turn and where in the advice's money it
-- begins. What is taken off a reference that another line pays comes off that line (`is_netted`), and leaves it
-- `net_amount`; all else that is taken off comes off the first payment.
-- key: head_key, line_number
WITH shared AS (
    SELECT
        head_key,
        max(places) AS places,
        list(amount ORDER BY place) AS amounts
    FROM remittance_links
    WHERE places > 1
    GROUP BY head_key
),

referred AS (
    SELECT
        l.head_key,
        l.line_number,
        l.paid_amount,
        s.places,
        s.amounts,
        advice_reference(l.invoice_reference, l.line_number) AS reference
    FROM rejoined_lines AS l JOIN shared AS s USING (head_key)
),

paired AS (
    SELECT
        *,
        (line_number IS NOT DISTINCT FROM min(line_number) FILTER (WHERE paid_amount > 0) OVER same) AS is_payer,
        sum(least(paid_amount, 0)) OVER same AS taken,
        coalesce(arg_min(paid_amount, line_number) FILTER (WHERE paid_amount > 0) OVER same, 0)
        + sum(least(paid_amount, 0)) OVER same
        > 0
            AS is_netting
    FROM referred
    WINDOW same AS (PARTITION BY head_key, reference)
),

netted AS (
    SELECT
        * EXCLUDE (taken),
        paid_amount < 0 AND is_netting AS is_netted,
        CASE WHEN is_payer AND is_netting THEN paid_amount + taken ELSE greatest(paid_amount, 0) END AS net_amount
    FROM paired
),

placed AS (
    SELECT
        *,
        row_number() OVER turns AS turn,
        count(*) OVER advice AS lines,
        min(paid_amount) OVER advice < 0 AS has_negative_lines,
        (coalesce(sum(least(paid_amount, 0)) FILTER (WHERE NOT is_netted) OVER advice, 0))::BIGINT AS taken_off,
        (sum(net_amount) OVER turns - net_amount)::BIGINT AS begins
    FROM netted
    WINDOW advice AS (PARTITION BY head_key), turns AS (PARTITION BY head_key ORDER BY line_number)
)

SELECT
    head_key,
    line_number,
    reference,
    paid_amount,
    net_amount::BIGINT AS net_amount,
    is_netted,
    places,
    amounts,
    turn,
    lines,
    has_negative_lines,
    taken_off,
    CASE WHEN is_netted THEN max(begins) FILTER (WHERE is_payer) OVER (PARTITION BY head_key, reference) ELSE begins END
        AS begins_at
FROM placed

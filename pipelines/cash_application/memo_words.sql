-- One row per payment and word of its memo that may be a reference, and what its neighbours say of it. `is_doubtful`:
-- it looks like a day, an amount or another number, and counts only where the memo then comes to its money. `is_aside`:
-- it is said not to be paid now; `is_excepted`: all but it is. `meant_tier`: it is called an order or a delivery.
-- `said_amount`: what is paid on it, minor units. `is_idle`: where no document bears it, nothing is amiss.
-- key: receipt_no, word
WITH told AS (
    SELECT
        receipt_no,
        s.currency,
        s.amount,
        t.word,
        t.said_after,
        t.said_before
    FROM memo_tokens AS t JOIN receipts AS s USING (receipt_no)
    WHERE t.numbers_so_far <= getvariable('reference_limit')
),

words AS (
    SELECT
        receipt_no,
        word,
        means_tier(said_before) AS meant_tier,
        FALSE AS is_list,
        is_set_aside(said_after) OR is_excepted(said_before) AS is_aside,
        is_excepted(said_before) AS is_excepted,
        NOT regexp_matches(
            word, '[A-Za-z]') AND (
            is_amount(word, currency_exponent(currency))
            OR (NOT names_document(said_before) AND (is_day(word) OR counts_something(said_before, said_after, currency)))
        ) AS is_doubtful,
        names_payment(said_before)
        OR coalesce(TRY_CAST(word AS DECIMAL(18, 3)) = to_money(amount, currency), FALSE) AS is_its_own,
        said_amount(said_after, currency) AS said_amount
    FROM told
    UNION ALL
    -- The short numbers after a reference may be the last digits of others.
    SELECT
        receipt_no,
        word || short_ends(said_after),
        NULL,
        TRUE,
        FALSE,
        FALSE,
        TRUE,
        FALSE,
        NULL
    FROM told
    WHERE short_ends(said_after) <> ''
    UNION ALL
    SELECT
        receipt_no,
        word || '-' || range_end(said_after),
        NULL,
        TRUE,
        FALSE,
        FALSE,
        NOT is_sure_range(said_after),
        FALSE,
        NULL
    FROM told
    WHERE range_end(said_after) <> ''
),

word_names AS (
    SELECT
        receipt_no,
        unnest([bank_reference, payment_id]) AS name
    FROM receipts
    WHERE memo IS NOT NULL AND mode IN ('full', 'retry') AND payment_id IS NOT NULL
    UNION ALL
    SELECT
        s.receipt_no,
        p.payer_id
    FROM receipts AS s JOIN night_payers AS p USING (group_id)
    WHERE s.memo IS NOT NULL
),

own AS (
    SELECT DISTINCT
        receipt_no,
        normal_reference(name) AS name_key,
        TRUE AS is_own
    FROM word_names
    WHERE name IS NOT NULL
)

SELECT
    w.receipt_no,
    w.word,
    bool_and(w.is_doubtful) AS is_doubtful,
    bool_and(w.is_aside) AS is_aside,
    bool_and(w.is_excepted) AS is_excepted,
    min(w.meant_tier) AS meant_tier,
    CASE WHEN count(*) = 1 THEN min(w.said_amount) END AS said_amount,
    bool_and((w.is_doubtful AND NOT w.is_list) OR w.is_aside OR w.is_its_own OR coalesce(o.is_own, FALSE)) AS is_idle
FROM words AS w
LEFT JOIN own AS o ON o.receipt_no = w.receipt_no AND o.name_key = normal_reference(w.word)
GROUP BY w.receipt_no, w.word

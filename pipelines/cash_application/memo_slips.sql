-- One row per source whose memo comes to its money once one word is read as a number near it, and only so: that
-- document, and the one it replaces where the word itself names another.
-- key: receipt_no
WITH doubts AS (
    SELECT
        receipt_no,
        unread_word AS word,
        NULL::INTEGER AS replaced_no,
        money - due AS due,
        money - net_due AS net_due
    FROM memo_totals
    WHERE unread_words = 1
    UNION ALL
    -- A right number of another amount may be a slip.
    SELECT
        receipt_no,
        f.word,
        f.document_no,
        t.money - t.due + o.due,
        t.money - t.net_due + o.due
        - earnable_on(s.value_date, o.discount_date, o.discount_left)
    FROM memo_totals AS t
    JOIN
        (
            FROM memo_found
            ANTI JOIN memo_paid USING (receipt_no, document_no) QUALIFY count(*) OVER (PARTITION BY receipt_no, word) = 1
        ) AS f
        USING (receipt_no)
    JOIN receipts AS s USING (receipt_no) JOIN amounts_due AS o USING (document_no)
    WHERE
        t.unread_words = 0
        AND t.money NOT IN (t.due, t.net_due, t.due_again)
        AND (is_number_tier(f.tier) OR f.tier = tier_of('look_alike'))
),

unexplained_sources AS (
    SELECT
        d.*,
        s.group_id,
        s.company_code,
        s.currency,
        s.value_date
    FROM doubts AS d JOIN receipts AS s USING (receipt_no)
),

amounts AS (
    SELECT
        group_id,
        company_code,
        currency,
        due,
        due - discount_left AS net_due,
        count(*) AS documents
    FROM amounts_due SEMI JOIN unexplained_sources USING (group_id, company_code, currency)
    GROUP BY ALL
),

crowded AS (
    -- Many words, each beside many documents of its amount: pair by pair they would take minutes.
    SELECT receipt_no
    FROM (
        SELECT
            a.receipt_no,
            m.documents
        FROM unexplained_sources AS a
        JOIN amounts AS m USING (group_id, company_code, currency, due)
        UNION ALL
        SELECT
            a.receipt_no,
            m.documents
        FROM unexplained_sources AS a
        JOIN amounts AS m USING (group_id, company_code, currency, net_due)
    )
    GROUP BY receipt_no
    HAVING sum(documents) > most_slips()
),

sought AS (
    FROM unexplained_sources ANTI JOIN crowded USING (receipt_no)
),

worth AS (
    SELECT
        d.receipt_no,
        d.word,
        d.replaced_no,
        o.document_no
    FROM sought AS d JOIN amounts_due AS o USING (group_id, company_code, currency, due)
    UNION
    SELECT
        d.receipt_no,
        d.word,
        d.replaced_no,
        o.document_no
    FROM sought AS d
    JOIN amounts_due AS o
        ON
            o.group_id = d.group_id AND o.company_code = d.company_code AND o.currency = d.currency
            AND o.due - o.discount_left = d.net_due
    WHERE earnable_on(d.value_date, o.discount_date, o.discount_left) > 0
),

near AS (
    SELECT
        w.*,
        coalesce(near_tier(w.word, i.normal_key, i.digit_key, [digits_of(i.po_number), digits_of(i.delivery_number)]), CASE
            WHEN
                length(digits_of(w.word)) >= 4 AND ends_with(i.all_digits, digits_of(w.word)) AND w.replaced_no IS NULL
                THEN tier_of('last_digits')
        END) AS tier
    FROM worth AS w JOIN documents_in_play AS i USING (document_no)
    ANTI JOIN memo_found AS f ON f.receipt_no = w.receipt_no AND f.document_no = w.document_no
    ANTI JOIN memo_guesses AS g ON g.receipt_no = w.receipt_no AND g.document_no = w.document_no
    WHERE i.effective_gross > 0
)

SELECT * FROM near
WHERE tier IS NOT NULL
QUALIFY count(*) OVER (PARTITION BY receipt_no) = 1

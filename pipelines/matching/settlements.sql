-- One row per source and document: the cash that stays there, and what is paid beyond what the document owes.
WITH settled_before AS (
    SELECT p.document_no, p.source_no, sum(p.amount)::BIGINT AS amount FROM prior AS p
    LEFT JOIN sources AS s USING (source_no)
    WHERE p.document_no IS NOT NULL AND coalesce(s.mode, 'idle') <> 'full' GROUP BY ALL
), earning AS (
    -- The discount that the payer states and has earned is settled with its cash; only what is beyond both is too much.
    SELECT
        p.*,
        CASE WHEN least(i.first_paid_date, s.value_date) <= i.discount_date + t.grace_days
            THEN least(p.discount, greatest(i.terms_discount - d.granted, 0)) ELSE 0 END AS earned
    FROM pieces AS p
    JOIN standing AS d USING (document_no)
    JOIN items AS i USING (document_no)
    JOIN sources AS s USING (source_no), settings AS t
), stacked AS (
    SELECT
        p.*, d.due, d.disputed, i.effective_gross AS gross, i.terms_discount, i.is_credit, s.currency, s.is_moneyless,
        d.due - p.earned - coalesce(sum(p.cash + p.earned) OVER earlier, 0) AS room,
        coalesce(max(p.cash) OVER earlier, 0) AS best_tonight,
        coalesce((SELECT max(b.amount) FROM settled_before AS b WHERE b.document_no = p.document_no), 0) AS best_before
    FROM earning AS p
    JOIN standing AS d USING (document_no)
    JOIN items AS i USING (document_no)
    JOIN sources AS s USING (source_no)
    WINDOW earlier AS (PARTITION BY p.document_no ORDER BY p.turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), judged AS (
    SELECT
        *,
        -- Pays in full a document that is paid already: wholly too much, and no repayment of what is disputed on it.
        NOT is_credit AND cash > 0 AND greatest(best_tonight, best_before) > 0 AND room - disputed <= 0 AND cash > room
            AND (cash IN (gross, gross - terms_discount, best_tonight, best_before) OR coalesce(invoice_amount = gross, false))
            AS is_repeat
    FROM stacked
), cut AS (
    SELECT
        *,
        CASE WHEN is_credit OR cash <= 0 OR is_moneyless THEN 0 WHEN is_repeat THEN cash ELSE least(cash, greatest(0, cash - room)) END AS beyond
    FROM judged
)
SELECT
    * EXCLUDE (beyond),
    CASE WHEN cash - room <= to_minor(t.tolerance, currency) AND NOT is_posted THEN 0 ELSE beyond END::BIGINT AS excess,
    (cash - CASE WHEN cash - room <= to_minor(t.tolerance, currency) AND NOT is_posted THEN 0 ELSE beyond END)::BIGINT AS applied
FROM cut, settings AS t

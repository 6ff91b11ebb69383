-- One row per document whose open item and books disagree, or that has an open or disputed amount and is no open item.
WITH ledgers AS (
    SELECT
        company_code,
        invoice_number,
        to_money(CASE WHEN is_cancelled THEN 0 ELSE gross_amount END, currency) AS gross,
        to_money(allocated_amount, currency) AS allocated,
        to_money(discount_granted_amount, currency) AS discount,
        to_money(credited_amount, currency) AS credited,
        to_money(written_off_amount, currency) AS written_off,
        to_money(disputed_amount, currency) AS disputed
    FROM book_documents
)

SELECT
    l.*,
    i.gross_amount,
    i.allocated_amount,
    i.discount_amount,
    i.credited_amount,
    i.written_off_amount,
    i.disputed_amount
FROM ledgers AS l
FULL JOIN open_items AS i
    ON l.company_code = i.company_code AND l.invoice_number = i.invoice_number
WHERE
    l.invoice_number IS NULL
    OR (
        i.invoice_number IS NULL
        AND (disputed <> 0 OR gross <> allocated + discount + credited + written_off + disputed)
    )
    OR (
        i.invoice_number IS NOT NULL
        AND (gross, allocated, discount, credited, written_off, disputed) <> (
            i.gross_amount, i.allocated_amount, i.discount_amount, i.credited_amount, i.written_off_amount,
            i.disputed_amount
        )
    )

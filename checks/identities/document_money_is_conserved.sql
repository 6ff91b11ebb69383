-- One row per document where gross is not allocated + discount + credited + written off + disputed + open.
SELECT *
FROM open_items
WHERE
    gross_amount
    <> allocated_amount + discount_amount + credited_amount + written_off_amount + disputed_amount + open_amount

-- One row per credit memo that tonight's advice names: whether it nets it.
-- key: document_no
SELECT
    document_no,
    bool_or(cash_amount <> 0) AS is_netted
FROM line_pieces
WHERE is_credit AND document_no IS NOT NULL
GROUP BY document_no

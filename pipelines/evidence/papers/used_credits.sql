-- One row per credit memo of the same groups that is used: nothing is open on it, or tonight's advice nets it.
-- key: document_no
SELECT i.* FROM documents_in_play AS i JOIN opening_balances AS d USING (document_no)
WHERE
    i.is_credit AND i.group_id IN (SELECT group_id FROM documents)
    AND (d.due = 0 OR i.document_no IN (
        SELECT document_no FROM advised_credits
        WHERE is_netted
    ))

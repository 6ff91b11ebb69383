-- One row per dispute type: what the policy says of it, until there are resolved cases of one's own.
SELECT i.dispute_type, i.share AS invalid_share, r.share AS recovered_share
FROM invalid_shares AS i INNER JOIN recovered_shares AS r ON r.dispute_type = i.dispute_type

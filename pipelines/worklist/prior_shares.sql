-- One row per dispute type: what the policy says of it, until there are resolved cases of one's own.
SELECT r.name AS dispute_type, i.share AS invalid_share, r.share AS recovered_share
FROM recovered_shares AS r INNER JOIN invalid_shares AS i ON i.name = r.name

-- One row per source and tier by which a piece of tonight was found: how many, and their share of all.
SELECT
    split_part(method, '_', 1) AS source, replace(method, '_', ' ') AS tier, count(*) AS pieces,
    count(*) / sum(count(*)) OVER () AS share
FROM allocations
GROUP BY source, tier
ORDER BY sum(count(*)) OVER (PARTITION BY source) DESC, source, pieces DESC, tier

-- One row per line of advice in play; live while it waits or is fresh in memory.
SELECT *, NOT is_used OR arrived_date > getvariable('night') - getvariable('memory') AS is_live FROM settled_advice

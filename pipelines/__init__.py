"""The work of a night: plain functions on frames and SQL. No Dagster and no great-expectations here."""

"""Asset checks: the gate before a night is published, generated from the table declarations, and the identities."""

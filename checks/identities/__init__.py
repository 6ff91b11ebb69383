"""What must hold between tables: one query a file for the rows that break it, its grain in the first line."""

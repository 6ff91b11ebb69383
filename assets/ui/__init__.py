"""What people see of a table in the Dagster UI: its columns and where they come from, its first rows, a small picture.

What does **not** belong here: what a table means (`pipelines.catalog`) and when it is reported (`assets.reporting`).
"""

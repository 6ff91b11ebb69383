"""Runs of nights: which nights a run makes, how it makes them one after the other, and how it ends.

The command `tieout run` and Dagster's job `nights_again` both start here. What does **not** belong here: the steps of a
night (`assets.*`) and options of commands (`assets.cli`).
"""

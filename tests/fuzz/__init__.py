"""Hostile landing zones: seeded mutations of the sample's files, and an oracle that knows the contract, not the code.

What does **not** belong here: anything from the modules of `pipelines.ingest`. Files are read by a reader of these
tests (`reading`), values by its own rules (`typed`), so that the oracle cannot share a mistake with what it judges.
"""

"""What is short or paid too much after the matching, what became of it, and the ledger of every dispute.

What does not belong here: the causes themselves (`pipelines.evidence`) and the work on cases (`pipelines.disputes`).
"""

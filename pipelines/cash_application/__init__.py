"""Who paid what: every query of the way from the night's books to what each payment puts on each document.

What does not belong here: why a document is short (`pipelines.deductions`, `pipelines.evidence`).
"""

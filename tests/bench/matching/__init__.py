"""How long it takes to find which invoices a night's advice means: `python -m tests.bench.matching [INVOICES] [LINES]`."""

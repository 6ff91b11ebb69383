"""Our own mistakes: every document tested the night it arrives, before anybody deducts, so that a bill can be mended.

A fault is one file in `faults/`: one SELECT of the columns of `FAULT_COLUMNS`, a row per document and line (or none)
that is wrong. Here belong the faults and what a document is compared with. Not here: why a payment is short
(`pipelines.explanations`), and mending the bill, which people do.
"""

from pipelines.billing.exceptions import USUAL, fault_names, find_billing_exceptions, price_items

__all__ = ["USUAL", "fault_names", "find_billing_exceptions", "price_items"]

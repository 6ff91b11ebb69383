"""Our own mistakes: every document tested the night it arrives, before anybody deducts, so that a bill can be mended.

A fault is one file in `checks/`: one SELECT of the columns of its collection
(`pipelines.models.collections`), a row per document and line (or none)
that is wrong. Here belong the faults and what a document is compared with. Not here: why a payment is short
(`pipelines.evidence`), and mending the bill, which people do.
"""

from pipelines.billing_audit.exceptions import fault_names, find_billing_exceptions, price_items

__all__ = ["fault_names", "find_billing_exceptions", "price_items"]

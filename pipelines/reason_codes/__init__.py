"""What payers' own reason codes mean, and which of them nobody has mapped yet.

What does not belong here: what follows from a code (`pipelines.cash_application`, `pipelines.evidence`).
"""

from pipelines.reason_codes.shipped_codes import shipped_codes
from pipelines.reason_codes.unknown_codes import list_unknown_codes

__all__ = ["list_unknown_codes", "shipped_codes"]

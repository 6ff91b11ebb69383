"""The composition of a night: cash application and deductions as one function over payer groups, tables in and tables out.

It reads and writes nothing else, and no match crosses a payer group, so any split of the groups into buckets gives the
same tables; a cluster may run the same function on its workers.
"""

from pipelines.night.carry_forward import carry
from pipelines.night.partitioning import Part, in_parts
from pipelines.night.settle import settle

__all__ = ["Part", "carry", "in_parts", "settle"]

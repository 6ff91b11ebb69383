"""The engine of a night: matching and variances as one function over payer groups, tables in and tables out.

It reads and writes nothing else, and no match crosses a payer group, so any split of the groups into buckets gives the
same tables; a cluster may run the same function on its workers.
"""

from pipelines.engine.buckets import Part, in_parts
from pipelines.engine.carry import carry
from pipelines.engine.settle import settle

__all__ = ["Part", "carry", "in_parts", "settle"]

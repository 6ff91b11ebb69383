"""All tables that the gate wants: those given, the others empty."""

from collections.abc import Mapping

import pyarrow as pa

from checks.gate import GATED
from checks.prior_state import BEFORE


def gate_of(
    tables: Mapping[str, pa.Table], before: Mapping[str, pa.Table] | None = None
) -> tuple[dict[str, pa.Table], dict[str, pa.Table]]:
    earlier = {name: GATED[name].empty() for name in BEFORE}
    return {name: table.empty() for name, table in GATED.items()} | dict(tables), earlier | dict(before or {})

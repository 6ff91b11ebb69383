"""Quality beside the gate: it warns, and never stops a night. great-expectations is imported in `judge` alone."""

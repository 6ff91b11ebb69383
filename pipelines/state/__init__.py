"""The state that a night takes over from the night before, and leaves to the next one."""
